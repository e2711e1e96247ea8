import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../src/client';
import { boardIdeas } from '../../src/ideas/board';
import { GroupButton } from '../../src/ideas/GroupButton';
import { Proposal } from '../../src/ideas/Proposal';
import { FLUSH_MS } from '../../src/socket/inbox';
import { NO_CHAT } from '../../src/store/state';
import type { Store } from '../../src/store/store';
import { connected } from './fake-transport';
import { idea } from './helpers';

const themes = [
  { theme: 'Fun', ideas: ['a', 'b', 'themed'] },
  { theme: 'Work', ideas: ['c', 'gone'] },
];

describe('asking for themes', () => {
  let net: ReturnType<typeof connected>['net'];
  let store: Store;
  let client: Client;

  beforeEach(() => {
    vi.useFakeTimers();
    ({ net, store, client } = connected());
    client.group('c');
  });
  afterEach(() => void vi.useRealTimers());

  const say = (frame: object) => {
    net.last().say(frame);
    vi.advanceTimersByTime(FLUSH_MS);
  };
  const grouping = () => store.getSnapshot().grouping;
  const told = () => store.getSnapshot().notices.map(({ text }) => text);

  it('sends the request, and keeps the proposal until it is ended', () => {
    expect(net.last().sent.at(-1)).toEqual({ chatId: 'c', group: true });
    expect(grouping()).toEqual({ chatId: 'c', themes: undefined });
    say({ tag: 'proposal', chatId: 'd', themes, rest: [] });
    expect(grouping()?.themes).toBeUndefined();
    say({ tag: 'proposal', chatId: 'c', themes, rest: [] });
    expect(grouping()?.themes).toEqual(themes);
    expect(told()).toEqual([]);
    client.endGrouping();
    expect(grouping()).toBeUndefined();
  });

  it('shows the sentence of an error', () => {
    say({ tag: 'error', chatId: 'c', code: 'upstream_busy', chunk: 'The model is busy.', request: 'group' });
    expect(grouping()).toBeUndefined();
    expect(told()).toEqual(['The model is busy.']);
  });

  it('says that no theme was found', () => {
    say({ tag: 'proposal', chatId: 'c', themes: [], rest: ['a'] });
    expect(grouping()).toBeUndefined();
    expect(told()).toEqual(['No themes were proposed.']);
  });

  it('keeps the proposal shown, whatever an earlier request brings', () => {
    say({ tag: 'proposal', chatId: 'c', themes, rest: [] });
    for (const late of [[], [{ theme: 'Late', ideas: ['a'] }]]) {
      say({ tag: 'proposal', chatId: 'c', themes: late, rest: [] });
      expect(grouping()?.themes).toEqual(themes);
    }
    expect(told()).toEqual([]);
    say({ tag: 'error', chatId: 'c', code: 'upstream_busy', chunk: 'The model is busy.', request: 'group' });
    expect(grouping()?.themes).toEqual(themes);
  });

  it('ends silently when the chat is gone or another one is shown', () => {
    client.show('d');
    expect(grouping()).toBeUndefined();
    say({ tag: 'proposal', chatId: 'c', themes, rest: [] });
    expect(grouping()).toBeUndefined();
    expect(told()).toEqual([]);
    client.group('d');
    say({ tag: 'gone', chatId: 'd' });
    expect(grouping()).toBeUndefined();
  });

  it('ends with the connection, which a proposal outlives', () => {
    net.last().drop();
    expect(grouping()).toBeUndefined();
    client.group('c');
    expect(grouping()).toBeUndefined();
    expect(told()).toEqual(['Can’t group ideas while offline.']);
  });

  it('keeps a proposal over a lost connection', () => {
    say({ tag: 'proposal', chatId: 'c', themes, rest: [] });
    net.last().drop();
    expect(grouping()?.themes).toEqual(themes);
  });
});

describe('the button', () => {
  it('is there for four loose ideas or more, and says when it is waiting', async () => {
    const onGroup = vi.fn();
    const { rerender } = render(<GroupButton waiting={false} loose={3} onGroup={onGroup} />);
    expect(screen.queryByRole('button')).toBeNull();
    rerender(<GroupButton waiting={false} loose={4} onGroup={onGroup} />);
    await userEvent.click(screen.getByRole('button', { name: 'Group these' }));
    rerender(<GroupButton waiting loose={4} onGroup={onGroup} />);
    const button = screen.getByRole('button', { name: 'Grouping…' });
    expect(button).toHaveFocus();
    await userEvent.click(button);
    expect(onGroup).toHaveBeenCalledOnce();
  });
});

describe('a proposal', () => {
  const ideas = boardIdeas(
    { ...NO_CHAT, ideas: [idea('a'), idea('b'), idea('c'), idea('d'), idea('themed', { theme: 'Mine' })] },
    'c',
    [],
  );
  const onEnd = vi.fn();
  const show = () => render(<Proposal themes={themes} ideas={ideas} onEnd={onEnd} />);
  beforeEach(() => void onEnd.mockClear());

  it('is accepted as it is, for the loose ideas that are there', async () => {
    show();
    expect(screen.getAllByRole('checkbox')).toHaveLength(3);
    expect(screen.getByText('1 idea will stay ungrouped.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(onEnd).toHaveBeenCalledExactlyOnceWith([
      { id: 'a', theme: 'Fun' },
      { id: 'b', theme: 'Fun' },
      { id: 'c', theme: 'Work' },
    ]);
  });

  it('says that nothing is left if someone else was faster', () => {
    render(<Proposal themes={[{ theme: 'Late', ideas: ['themed', 'gone'] }]} ideas={ideas} onEnd={() => {}} />);
    expect(screen.getByText('Nothing left to group.')).toBeVisible();
  });

  it('can have other names, and leaves ideas out', async () => {
    show();
    const fun = within(screen.getByRole('group', { name: 'Fun' }));
    await userEvent.clear(fun.getByRole('textbox', { name: 'Theme' }));
    await userEvent.type(fun.getByRole('textbox', { name: 'Theme' }), ' Joy ');
    await userEvent.click(fun.getByRole('checkbox', { name: 'idea a' }));
    await userEvent.clear(within(screen.getByRole('group', { name: 'Work' })).getByRole('textbox'));
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(onEnd).toHaveBeenCalledExactlyOnceWith([{ id: 'b', theme: 'Joy' }]);
  });

  it('adds ideas to an existing theme, however its name is spelled', async () => {
    show();
    const name = within(screen.getByRole('group', { name: 'Fun' })).getByRole('textbox', { name: 'Theme' });
    await userEvent.clear(name);
    await userEvent.type(name, 'mine');
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(onEnd.mock.lastCall?.[0]).toContainEqual({ id: 'a', theme: 'Mine' });
  });

  it('is not accepted by Enter in the name of a theme, which only leaves the field', async () => {
    show();
    const fun = within(screen.getByRole('group', { name: 'Fun' }));
    await userEvent.type(fun.getByRole('textbox', { name: 'Theme' }), ' things{Enter}');
    expect(onEnd).not.toHaveBeenCalled();
    expect(fun.getByRole('checkbox', { name: 'idea a' })).toHaveFocus();
  });

  it('is dropped by Cancel', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onEnd).toHaveBeenCalledExactlyOnceWith([]);
  });
});
