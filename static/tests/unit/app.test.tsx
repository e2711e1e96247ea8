import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../src/app/App';
import { emptyChat } from '../../src/app/address';
import { Client } from '../../src/client';
import { copyAndTell } from '../../src/lib/copy';
import { initialState, type State } from '../../src/store/state';
import { createStore } from '../../src/store/store';
import { fakeNetwork } from './fake-transport';

// happy-dom has no popovers.
beforeEach(() => void Object.assign(HTMLElement.prototype, { hidePopover: vi.fn() }));

/** Renders the page as on a first visit to the demo. */
function openPage(state: State = initialState(emptyChat(() => false))): void {
  const store = createStore(state);
  const client = new Client(store, fakeNetwork().open);
  const settings = { demo: true, model: '', maxMessageChars: 8_000, version: '' };
  render(<App store={store} client={client} settings={settings} />);
}

describe('a pane that fails', () => {
  const PANES = { list: ['navigation', 'Chats'], chat: ['main', ''], board: ['complementary', 'Ideas'] } as const;

  // Nothing else reads these fields as the page opens.
  it.each([
    ['list', 'unread'],
    ['chat', 'outbox'],
    ['board', 'grouping'],
  ] as const)('leaves the two others on the page: the %s', (failing, field) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const get = () => {
      throw new Error('a fault');
    };
    openPage(Object.defineProperty(initialState('c'), field, { get }));
    vi.restoreAllMocks();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    const left = Object.entries(PANES).filter(([, [role, name]]) => screen.queryByRole(role, { name }));
    expect(left.map(([pane]) => pane)).toEqual(Object.keys(PANES).filter((pane) => pane !== failing));
  });
});

describe('the page says', () => {
  it.each([
    'Think out loud. Say save the first two and they appear on your board.',
    'You’re using the demo. Add an API key for a real model.',
    'Enter to send · Shift+Enter for a new line',
    'Your chats will appear here.',
    'Saved ideas appear here. Press + in an answer, say save number 3, or add your own below.',
  ])('on a first visit: “%s”', (sentence) => {
    openPage();
    expect(document.body).toHaveTextContent(sentence);
  });

  it('in the settings, when a change of them applies', async () => {
    openPage();
    await userEvent.click(screen.getByRole('button', { name: 'Settings' }));
    const section = screen.getByRole('heading', { name: 'Model' }).parentElement;
    expect(section).toHaveTextContent(
      'You’re using the demo. Add an API key for a real model. Change OPENAI_API_KEY, OPENAI_MODEL and the limits in the ' +
        '.env file next to server.py. Restart the server to apply. Your chats are kept.',
    );
  });

  it('that something could not be copied', async () => {
    const notify = vi.fn();
    // The browser refuses the clipboard, and the older way too.
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('refused', 'NotAllowedError'));
    await copyAndTell('words', 'Copied.', notify);
    expect(notify).toHaveBeenCalledExactlyOnceWith('Couldn’t copy.', 'error');
    vi.restoreAllMocks();
  });
});
