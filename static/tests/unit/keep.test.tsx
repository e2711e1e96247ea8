import { act, render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { useKeeper } from '../../src/chat/useKeeper';
import { Markdown } from '../../src/markdown';
import { type Keeper, KeeperContext } from '../../src/markdown/keep';
import { initialState } from '../../src/store/state';
import { createStore } from '../../src/store/store';
import { idea, saved, snapshot } from './helpers';

function keeperOf(...known: string[]) {
  const find = vi.fn((text: string) => (known.includes(text) ? `id of ${text}` : undefined));
  return { add: vi.fn(), show: vi.fn(), find, subscribe: () => () => {} };
}

function answer(text: string, keeper: Keeper, streaming = false) {
  return (
    <KeeperContext value={keeper}>
      <Markdown text={text} streaming={streaming} />
    </KeeperContext>
  );
}

describe('the buttons of an answer', () => {
  it.each([
    ['a paragraph', 'A *calm* place &amp; `a_b`.', ['A calm place & a_b.']],
    ['items with a bold label', '1. **Marginalia**: notes\n2. __Two__', ['Marginalia: notes', 'Two']],
    ['an item without its nested ones', '- one\n  - two\n  - three', ['one', 'two', 'three']],
    ['an item of several paragraphs', '- **One**\n\n  Because.\n\n- Two', ['One\nBecause.', 'Two']],
    ['lines, links and images', 'a\nb [c](https://c.example) ![d](https://d.example)', ['a\nb c d']],
    ['a task', '- [x] done', ['done']],
    ['no heading, quote, code, table or rule', '# a\n\n> b\n\n```\nc\n```\n\n|d|\n|-|\n|e|\n\n---', []],
    ['not what only leads to a list', '**Two**:\n\n- one:\n  - deep\n\n日本：\n\n- x: y', ['deep', 'x: y']],
    ['the whole of a long text', 'x'.repeat(2_100), ['x'.repeat(2_100)]],
  ])('put on the board %s', async (_, text, expected) => {
    const keeper = keeperOf();
    render(answer(text, keeper));
    for (const button of screen.queryAllByRole('button', { name: /^Add to board: / })) await userEvent.click(button);
    expect(keeper.add.mock.calls.flat()).toEqual(expected);
  });

  it('follow their text, and are named after its start', () => {
    const { container } = render(answer(`- ${'word '.repeat(20)}\n  - nested`, keeperOf()));
    const [button] = screen.getAllByRole('button');
    expect(button).toHaveAccessibleName(`Add to board: ${'word '.repeat(11)}word…`);
    expect(container.querySelector('li')?.childNodes[1]).toBe(button);
  });

  it('say so if a text is on the board', () => {
    render(answer('- one\n- two', keeperOf('two')));
    expect(screen.getByRole('button', { name: 'Add to board: one' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'On your board: two' })).toBeVisible();
  });

  it.each([
    ['- **Marginalia**: people ask for it', 'Marginalia'],
    ['- Marginalia: people ask for it', 'Marginalia'],
    ['- **Marginalia** – people ask for it', 'Marginalia'],
    ['- **Marginalia:**\n\n  People ask for it\n\n- Two', 'Marginalia'],
    ['**Marginalia** is what people ask for.', 'Marginalia'],
  ])('say so if the name that a text begins with is on the board: %s', async (text, known) => {
    const keeper = keeperOf(known);
    render(answer(text, keeper));
    await userEvent.click(screen.getByRole('button', { name: /^On your board: Marginalia/ }));
    expect(keeper.show).toHaveBeenCalledExactlyOnceWith('id of Marginalia');
    expect(keeper.add).not.toHaveBeenCalled();
  });

  it.each([
    ['a question after a list', '- one\n- two\n\nWhich one?', ['one', 'two']],
    ['one with more to say', '- one\n\nWhich ones should I save? Say “save the first”.', ['one']],
    ['a question back', 'Who is it for?', []],
    ['two questions back', 'Let me ask first.\n\nWho is it for (or not)?', ['Let me ask first.']],
  ])('are not beside %s', (_, text, expected) => {
    render(answer(text, keeperOf()));
    const names = screen.queryAllByRole('button').map((button) => button.getAttribute('aria-label'));
    expect(names).toEqual(expected.map((words) => `Add to board: ${words}`));
  });

  it('are beside a question that is no end, or has an answer', () => {
    render(answer('Who is it for?\n\nA café, why not? It is for readers.', keeperOf()));
    expect(screen.getAllByRole('button')).toHaveLength(2);
  });

  it('are not rendered again while the answer grows behind them', () => {
    const keeper = keeperOf();
    const text = '- one\n- two\n- three\n\nA paragraph.\n\n';
    const { rerender } = render(answer(text, keeper, true));
    keeper.find.mockClear();
    for (const end of ['L', 'La', 'Last', 'Last.']) rerender(answer(text + end, keeper, true));
    rerender(answer(`${text}Last.`, keeper));
    expect(new Set(keeper.find.mock.calls.flat())).toEqual(new Set(['L', 'La', 'Last', 'Last.']));
  });
});

describe('what the buttons know of the board', () => {
  it('is its ideas as they are, with what is not saved yet, whatever the case and the spaces', () => {
    const store = createStore(initialState('c'));
    const [add, show] = [vi.fn(), vi.fn()];
    const { result } = renderHook(() => useKeeper(store, 'c', add, show));
    const { keeper } = result.current;
    const told = vi.fn();
    keeper.subscribe(told);
    const has = (text: string) => keeper.find(text) !== undefined;
    act(() => store.dispatch({ type: 'frames', frames: [snapshot('c', [], [idea('i', { text: 'Two  words' })])] }));
    expect(has('two Words')).toBe(true);
    expect(told).toHaveBeenCalledOnce();
    act(() => store.dispatch({ type: 'frames', frames: [saved(idea('i', { text: 'Two  words', deleted: true }))] }));
    expect(has('two Words')).toBe(false);
    act(() =>
      store.dispatch({ type: 'ideas-changed', chatId: 'c', patches: [{ id: 'n', text: 'New', position: 1 }], now: 0 }),
    );
    expect(has('new')).toBe(true);
    expect(result.current.keeper).toBe(keeper);
    expect(result.current.ideaCount).toBe(1);
  });
});
