import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Finder } from '../../src/app/Finder';
import { Status } from '../../src/app/Status';
import { Answer } from '../../src/chat/Answer';
import { LinkLine } from '../../src/chat/LinkLine';
import { MessageEditor } from '../../src/chat/MessageEditor';
import { loadMarkdown } from '../../src/chat/Prose';
import type { TurnActions } from '../../src/chat/useTurnActions';
import { WaitingMessage } from '../../src/chat/WaitingMessage';
import type { BoardIdea } from '../../src/ideas/board';
import { type CardEvents, IdeaCard, type Merging } from '../../src/ideas/IdeaCard';
import type { IdeaActions } from '../../src/ideas/useIdeaActions';
import { initialState } from '../../src/store/state';
import { createStore } from '../../src/store/store';
import { ErrorBoundary } from '../../src/ui/ErrorBoundary';
import type { MenuItem } from '../../src/ui/Menu';
import { Notices } from '../../src/ui/Notices';
import { entry, idea, queued, turn } from './helpers';

afterEach(() => void vi.useRealTimers());

const turnActions: TurnActions = {
  limit: 8_000,
  draftName: (id) => `c.edit.${id}`,
  edit: vi.fn(),
  editLast: vi.fn(),
  endEdit: vi.fn(),
  resend: vi.fn(),
  tryAgain: vi.fn(),
  useReplaced: (_, words) => words({ messages: 3, ideas: 2 }),
  takeBack: vi.fn(),
  sendAgain: vi.fn(),
  addIdea: vi.fn(),
  addIdeas: vi.fn(),
  starred: () => [],
  stopperOf: () => undefined,
  showSettings: vi.fn(),
};

const ideaActions: IdeaActions = {
  add: vi.fn(),
  merge: vi.fn(),
  group: vi.fn(),
  edit: vi.fn(),
  star: vi.fn(),
  remove: vi.fn(),
  restore: vi.fn(),
  change: vi.fn(),
  changeAll: vi.fn(),
  place: vi.fn(),
  keepMine: vi.fn(),
  keepTheirs: vi.fn(),
  keepBoth: vi.fn(),
  draftName: (id) => `c.edit.${id}`,
  tellMore: vi.fn(),
  jump: vi.fn(),
  print: vi.fn(),
};

describe('a pane that fails', () => {
  function Broken(): never {
    throw new Error('a fault');
  }

  it('leaves the others working, and offers two ways on', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    localStorage.setItem('brainstormer.last', '"c"');
    const replace = vi.spyOn(location, 'replace').mockImplementation(() => {});
    render(
      <>
        <p>The other pane</p>
        <ErrorBoundary className="chat-pane">
          <Broken />
        </ErrorBoundary>
      </>,
    );
    expect(screen.getByText('The other pane')).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('Something went wrong');
    expect(screen.getByRole('button', { name: 'Reload' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Start over' }));
    expect(localStorage.getItem('brainstormer.last')).toBeNull();
    expect(replace).toHaveBeenCalledOnce();
    vi.restoreAllMocks();
  });
});

describe('a running answer', () => {
  const running = turn('t', { status: 'streaming', reply: 'One' });
  const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

  it('says after 10 s of silence that it is still waiting, until the next word', () => {
    vi.useFakeTimers();
    const { rerender } = render(<Answer turn={running} last actions={turnActions} />);
    wait(9_000);
    rerender(<Answer turn={{ ...running, reply: 'One two' }} last actions={turnActions} />);
    wait(9_999);
    expect(screen.queryByText('Still waiting for the model…')).toBeNull();
    wait(1);
    expect(screen.getByText('Still waiting for the model…')).toBeVisible();
    rerender(<Answer turn={{ ...running, reply: 'One two three' }} last actions={turnActions} />);
    wait(0);
    expect(screen.queryByText('Still waiting for the model…')).toBeNull();
  });

  it('that waits for another one is not a stall', () => {
    vi.useFakeTimers();
    render(<Answer turn={turn('t', { status: 'waiting' })} last={false} actions={turnActions} />);
    wait(60_000);
    expect(screen.getByText('Waiting for the previous answer…')).toBeVisible();
  });
});

describe('the text of an answer', () => {
  it('shows as it is until the parser is loaded, and then as Markdown', async () => {
    const { container } = render(<Answer turn={turn('t', { reply: 'Saved **both**.' })} last actions={turnActions} />);
    expect(container).toHaveTextContent('Saved **both**.');
    await act(loadMarkdown);
    expect(container).toHaveTextContent('Saved both.');
    expect(screen.getByText('both').localName).toBe('strong');
  });
});

describe('a failed answer', () => {
  const failed = turn('t', { status: 'error', error: 'upstream_busy' });

  it('offers to try again, and fades to one quiet line once the next turn begins', () => {
    const { rerender, container } = render(<Answer turn={failed} last actions={turnActions} />);
    expect(screen.getByRole('button', { name: 'Try again (2 ideas go to Set aside)' })).toBeVisible();
    expect(container.querySelector('[data-tone=error]')).not.toBeNull();
    rerender(<Answer turn={failed} last={false} actions={turnActions} />);
    expect(screen.getByText('The model is busy. Try again in a moment.')).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
    expect(container.querySelector('[data-tone=error]')).toBeNull();
  });
});

describe('a stopped answer', () => {
  it('offers the idea that it had begun', async () => {
    render(<Answer turn={turn('t', { status: 'stopped', draft: ' Half an id' })} last actions={turnActions} />);
    expect(screen.getByText(/^Unfinished idea:/)).toHaveTextContent('Unfinished idea: Half an id Add to board');
    await userEvent.click(screen.getByRole('button', { name: 'Add to board' }));
    expect(turnActions.addIdea).toHaveBeenCalledExactlyOnceWith('Half an id');
  });
});

describe('a message of the outbox', () => {
  const show = (change: Parameters<typeof queued>[1]) => {
    vi.useFakeTimers();
    render(<WaitingMessage item={queued('m', change)} actions={turnActions} />);
    act(() => vi.advanceTimersByTime(1_000));
  };

  it('looks sent at first, and says only after a moment that it waits', () => {
    vi.useFakeTimers();
    const { container } = render(<WaitingMessage item={queued('m')} actions={turnActions} />);
    const lines = () => [...container.querySelectorAll('p')].map((line) => line.textContent);
    act(() => vi.advanceTimersByTime(699));
    expect(lines()).toEqual(['question m']);
    expect(screen.getByRole('article')).toHaveAttribute('data-late', 'false');
    act(() => vi.advanceTimersByTime(1));
    expect(lines()).toEqual(['question m', 'Waiting to sendEdit']);
    expect(screen.getByRole('article')).toHaveAttribute('data-late', 'true');
  });

  it('can be edited until it has left this browser', () => {
    show({});
    expect(screen.getByText('Waiting to send')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Edit' })).toBeVisible();
  });

  it('cannot be taken back while it is being sent', () => {
    show({ sent: true });
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('that will be sent later says so', () => {
    show({ sent: true, refusal: { code: 'busy', sentence: 'Too many.', later: true } });
    expect(screen.getByText('Queued. It will send automatically.')).toBeVisible();
  });

  it('that would replace what its sender never saw asks again', () => {
    show({ sent: true, after: 't1', refusal: { code: 'conflict', sentence: 'No.', later: false } });
    expect(screen.getByText('This chat has new messages. Replace them too?')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Replace' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Edit' })).toBeVisible();
  });
});

describe('the editor of a message', () => {
  it('says what is replaced before it is sent', () => {
    render(<MessageEditor turn={turn('t')} actions={turnActions} />);
    expect(screen.getByText('Replaces 3 messages; 2 ideas go to Set aside')).toBeVisible();
  });

  it('does not send more than the limit, and counts', async () => {
    render(<MessageEditor turn={turn('t', { message: 'x'.repeat(8_500) })} actions={turnActions} />);
    expect(screen.getByText('500 characters over the limit')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
    await userEvent.type(screen.getByRole('textbox'), '{Enter}');
    expect(turnActions.resend).not.toHaveBeenCalled();
  });

  it('keeps its text when the chat is left and reopened', async () => {
    const { unmount } = render(<MessageEditor turn={turn('t', { message: 'one' })} actions={turnActions} />);
    await userEvent.type(screen.getByRole('textbox'), ' two');
    unmount();
    render(<MessageEditor turn={turn('t', { message: 'one' })} actions={turnActions} />);
    expect(screen.getByRole('textbox')).toHaveValue('one two');
  });
});

describe('the card of an idea', () => {
  const onBoard = (change: Partial<BoardIdea> = {}): BoardIdea => {
    return { ...idea('i', { text: 'Whiskers' }), saved: true, mine: undefined, twins: [], ...change };
  };
  const on: CardEvents = {
    onStep: vi.fn(),
    onRemove: vi.fn(),
    onGrab: vi.fn(),
    onSelect: vi.fn(),
    onMoveTo: vi.fn(),
    onMerge: vi.fn(),
    onMergeEnd: vi.fn(),
  };
  const card = (change: Partial<BoardIdea> = {}, merging?: Merging) => (
    <IdeaCard
      idea={onBoard(change)}
      first
      last
      movable
      selected={false}
      merging={merging}
      actions={ideaActions}
      on={on}
    />
  );
  const edit = async () => userEvent.dblClick(screen.getByText('Whiskers'));

  it('shows unsaved changes only after a moment', () => {
    vi.useFakeTimers();
    const { rerender } = render(card());
    expect(screen.queryByTitle('Not saved yet')).toBeNull();
    rerender(card({ saved: false }));
    expect(screen.queryByTitle('Not saved yet')).toBeNull();
    act(() => vi.advanceTimersByTime(1_000));
    expect(screen.getByTitle('Not saved yet')).toBeVisible();
  });

  it('keeps the text of an editor that is removed with its chat', async () => {
    const { unmount } = render(card());
    await edit();
    await userEvent.type(screen.getByRole('textbox'), ' the cat');
    unmount();
    expect(ideaActions.edit).toHaveBeenLastCalledWith(expect.objectContaining({ id: 'i' }), 'Whiskers the cat');
  });

  it('is set aside when it is emptied', async () => {
    render(card());
    await edit();
    await userEvent.clear(screen.getByRole('textbox'));
    await userEvent.keyboard('{Enter}');
    expect(on.onRemove).toHaveBeenCalledOnce();
  });

  it.each(['{Enter}', '{Escape}'])('has focus after its editor was left by %s', async (key) => {
    render(card());
    await edit();
    await userEvent.type(screen.getByRole('textbox'), `!${key}`);
    expect(screen.getByRole('button', { name: 'More for Whiskers' })).toHaveFocus();
  });

  it('does not keep a text over the limit', async () => {
    render(card({ text: 'x'.repeat(2_010) }));
    await userEvent.dblClick(screen.getByText(/^x+$/));
    expect(screen.getByText('10 characters over the limit')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('textbox')).toBeVisible();
  });

  it('that is nearly another one can be merged with it: its text is edited in place', async () => {
    const { rerender } = render(card({ like: { id: 'h', text: 'The whisker' } }));
    expect(screen.getByText('The whisker')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Merge with The whisker' }));
    const merging = { ids: ['h', 'i'], text: 'Whiskers', note: 'Merging with The whisker' };
    expect(on.onMerge).toHaveBeenCalledExactlyOnceWith(merging);
    rerender(card({}, merging));
    expect(screen.getByText('Merging with The whisker')).toBeVisible();
    await userEvent.keyboard(', both{Enter}');
    expect(on.onMergeEnd).toHaveBeenCalledExactlyOnceWith(true);
    expect(ideaActions.merge).toHaveBeenCalledExactlyOnceWith(
      ['h', 'i'],
      expect.objectContaining({ id: 'i' }),
      'Whiskers, both',
    );
    rerender(card());
    expect(screen.getByRole('button', { name: 'More for Whiskers' })).toHaveFocus();
  });

  it('shows both texts of an idea that two people edited, and does what is chosen', async () => {
    const refusal = { code: 'conflict', sentence: 'No.', later: false };
    render(card({ text: 'Theirs', mine: { text: 'Mine', refusal } }));
    expect(screen.getByText('Theirs')).toBeVisible();
    expect(screen.getByText('Mine')).toBeVisible();
    // A star or a move waits until then.
    expect(screen.getAllByRole('button')).toHaveLength(3);
    await userEvent.click(screen.getByRole('button', { name: 'Use mine' }));
    await userEvent.click(screen.getByRole('button', { name: 'Keep both' }));
    await userEvent.click(screen.getByRole('button', { name: 'Use theirs' }));
    for (const choice of [ideaActions.keepMine, ideaActions.keepBoth, ideaActions.keepTheirs])
      expect(choice).toHaveBeenCalledExactlyOnceWith('i');
  });
});

describe('Ctrl+K', () => {
  const entries = [entry('a', { title: 'Cat names', updatedAt: 3 }), entry('b', { title: '', excerpt: 'A rainy day' })];
  const run = vi.fn();
  const action: MenuItem = { label: 'New chat', icon: 'plus', run };
  const options = () => screen.queryAllByRole('option').map((option) => option.textContent);
  const selected = () => screen.queryByRole('option', { selected: true })?.textContent;

  it('finds an action or a chat, wraps at both ends, and runs the choice', async () => {
    render(<Finder store={createStore({ ...initialState('c'), entries })} actions={() => [action]} />);
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(options()).toEqual(['New chat', 'Cat names', 'Untitled chat']);
    await userEvent.type(screen.getByRole('combobox'), '{ArrowUp}');
    expect(selected()).toBe('Untitled chat');
    await userEvent.keyboard('{ArrowDown}');
    expect(selected()).toBe('New chat');
    await userEvent.keyboard('rain');
    expect(options()).toEqual(['Untitled chat A rainy day']);
    await userEvent.keyboard('x{ArrowDown}{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}new');
    expect(selected()).toBe('New chat');
    await userEvent.keyboard('{Enter}');
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  });
});

describe('chats of the same title', () => {
  it('are told apart by their time', async () => {
    const at = (day: number) => new Date(2026, 4, day, 9, 30).getTime();
    const twins = [
      entry('a', { title: 'Rain', updatedAt: at(3) }),
      entry('b', { title: 'Rain', updatedAt: at(2) }),
      entry('c', { title: 'Sun', updatedAt: at(1) }),
    ];
    render(<Finder store={createStore({ ...initialState('c'), entries: twins })} actions={() => []} />);
    await userEvent.keyboard('{Control>}k{/Control}');
    const options = screen.getAllByRole('option').map((option) => option.textContent?.replaceAll('\u202f', ' '));
    expect(options).toEqual(['Rain May 3, 2026, 9:30 AM', 'Rain May 2, 2026, 9:30 AM', 'Sun']);
  });
});

describe('what a listener hears', () => {
  it('comes from two regions that stay in the page and take turns', () => {
    const { rerender } = render(<Status announcement={{ text: 'one', turn: 1 }} />);
    const regions = screen.getAllByRole('status');
    expect(regions.map((region) => region.textContent)).toEqual(['', 'one']);
    rerender(<Status announcement={{ text: 'one', turn: 2 }} />);
    expect(screen.getAllByRole('status')).toEqual(regions);
    expect(regions.map((region) => region.textContent)).toEqual(['one', '']);
    rerender(<Status announcement={{ text: 'two', turn: 3 }} />);
    expect(regions.map((region) => region.textContent)).toEqual(['', 'two']);
  });
});

describe('a notice', () => {
  it('returns focus to where it came from', async () => {
    const notice = { id: 'n', text: 'Done', tone: 'plain', undo: undefined } as const;
    render(
      <>
        <button type="button">Before</button>
        <Notices notices={[notice]} onUndo={vi.fn()} onDrop={vi.fn()} />
      </>,
    );
    screen.getByRole('button', { name: 'Before' }).focus();
    screen.getByLabelText('Dismiss').focus();
    screen.getByLabelText('Dismiss').click();
    expect(screen.getByRole('button', { name: 'Before' })).toHaveFocus();
  });
});

describe('the line of a lost connection', () => {
  it('offers to reload after many tries, unless the browser is offline', () => {
    vi.useFakeTimers();
    const line = (tries: number) => <LinkLine link={{ status: 'waiting', retryAt: 0, tries }} onRetry={() => {}} />;
    const { rerender } = render(line(4));
    act(() => vi.advanceTimersByTime(1_000));
    expect(screen.getByRole('button', { name: 'Try now' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Reload' })).toBeNull();
    rerender(line(5));
    expect(screen.getByRole('button', { name: 'Reload' })).toBeVisible();
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    rerender(line(6));
    expect(screen.queryByRole('button', { name: 'Reload' })).toBeNull();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
});
