import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BoardPane } from '../../src/ideas/BoardPane';
import type { Idea } from '../../src/socket/frames';
import { chatOf } from '../../src/store/state';
import { connected } from './fake-transport';
import { idea } from './helpers';

// happy-dom has no popovers. Opening a menu must render its items.
beforeEach(() => {
  Object.assign(HTMLElement.prototype, { hidePopover: vi.fn(), setPointerCapture: vi.fn() });
});

/** Renders the pane for a board. `changes` are the changes of each request it has sent. */
async function openBoard(ideas: Idea[], onPanel = vi.fn()) {
  const { net, store, client } = connected();
  act(() => net.last().say({ tag: 'chat', chatId: 'c', turns: [], ideas }));
  render(<BoardPane store={store} client={client} chatId="c" panel={undefined} onPanel={onPanel} onClose={vi.fn()} />);
  await screen.findByText(ideas[0]?.text ?? '');
  const changes = () =>
    net.last().sent.flatMap((request) => {
      if ('ideas' in request) return [request.ideas];
      return 'idea' in request ? [[request.idea]] : [];
    });
  const said = () => store.getSnapshot().announcement.text;
  return {
    client,
    changes,
    said,
    /** Someone else has changed an idea. */
    change: async (saved: Idea) => {
      act(() => net.last().say({ tag: 'idea-saved', chatId: 'c', idea: saved }));
      await waitFor(() => expect(chatOf(store.getSnapshot(), 'c').ideas).toContainEqual(saved));
    },
    confirm: (saved: Idea[]) => act(() => net.last().say({ tag: 'ideas-saved', chatId: 'c', ideas: saved })),
  };
}

const BOARD = [
  idea('a', { position: 0 }),
  idea('b', { position: 1, theme: 'Fun' }),
  idea('c', { position: 2, theme: 'Fun', starred: true }),
  idea('d', { position: 3, theme: 'Work' }),
];

const theme = (name: string) => screen.getByRole('region', { name });
const textsIn = (element: HTMLElement) =>
  within(element)
    .getAllByText(/^idea /)
    .map((text) => text.textContent);
const handle = (id: string) => screen.getByRole('button', { name: `Move idea ${id}` });

function choose(menu: string, item: string): void {
  const button = screen.getByRole('button', { name: menu });
  const popover = document.getElementById(button.getAttribute('popovertarget') ?? '');
  if (!popover) throw new Error('no menu');
  fireEvent(popover, Object.assign(new Event('beforetoggle'), { newState: 'open' }));
  fireEvent.click(within(popover).getByText(item));
}

describe('the themes of a board', () => {
  it('are sections with their cards, after the loose ones', async () => {
    await openBoard(BOARD);
    expect(screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)).toEqual([
      'No theme 1',
      'Fun 2',
      'Work 1',
    ]);
    expect(textsIn(theme('Fun'))).toEqual(['idea b', 'idea c']);
  });

  it('collapse their cards', async () => {
    await openBoard(BOARD);
    const fold = screen.getByRole('button', { name: 'Fun 2' });
    await userEvent.click(fold);
    expect(fold).toHaveAttribute('aria-expanded', 'false');
    expect(screen.getByText('idea b')).not.toBeVisible();
    await userEvent.click(fold);
    expect(screen.getByText('idea b')).toBeVisible();
  });

  it('are renamed in place, as one batch', async () => {
    const { changes } = await openBoard(BOARD);
    choose('More for the theme Fun', 'Rename');
    const field = screen.getByRole('textbox', { name: 'Theme name' });
    await userEvent.clear(field);
    await userEvent.type(field, 'Joy{Enter}');
    expect(screen.getByRole('button', { name: 'More for the theme Joy' })).toHaveFocus();
    expect(textsIn(theme('Joy'))).toEqual(['idea b', 'idea c']);
    expect(changes()).toEqual([
      [
        { id: 'b', theme: 'Joy' },
        { id: 'c', theme: 'Joy' },
      ],
    ]);
  });

  it('get the name of another one, however it is written, and join it', async () => {
    const { changes, said, client } = await openBoard(BOARD);
    choose('More for the theme Work', 'Rename');
    const field = screen.getByRole('textbox', { name: 'Theme name' });
    await userEvent.clear(field);
    await userEvent.type(field, 'fun{Enter}');
    expect(textsIn(theme('Fun'))).toEqual(['idea b', 'idea c', 'idea d']);
    expect(changes()).toEqual([[{ id: 'd', theme: 'Fun' }]]);
    act(() => client.undoChange('c'));
    expect(said()).toBe('Undid: “Work” merged into “Fun”');
  });

  it('are renamed to another spelling of their own name', async () => {
    await openBoard(BOARD);
    choose('More for the theme Work', 'Rename');
    const field = screen.getByRole('textbox', { name: 'Theme name' });
    await userEvent.clear(field);
    await userEvent.type(field, 'work{Enter}');
    expect(textsIn(theme('work'))).toEqual(['idea d']);
  });

  it('are moved and emptied by their menu', async () => {
    const { changes, said } = await openBoard(BOARD);
    choose('More for the theme Work', 'Move up');
    expect(changes()).toEqual([[{ id: 'd', position: 0.5 }]]);
    expect(said()).toBe('Work moved');
    choose('More for the theme Fun', 'Move all to No theme');
    expect(screen.queryByRole('region', { name: 'Fun' })).toBeNull();
    expect(screen.getAllByText(/^idea /).map((text) => text.textContent)).toEqual([
      'idea a',
      'idea b',
      'idea c',
      'idea d',
    ]);
  });

  it('take ideas of their own from a field that their menu opens, until it is left empty', async () => {
    const { changes } = await openBoard(BOARD);
    await userEvent.click(screen.getByRole('button', { name: 'Fun 2' }));
    choose('More for the theme Fun', 'Add an idea');
    const field = within(theme('Fun')).getByRole('textbox', { name: 'Add an idea to Fun' });
    expect(field).toHaveFocus();
    await userEvent.type(field, 'idea n{Enter}');
    expect(textsIn(theme('Fun'))).toEqual(['idea b', 'idea c', 'idea n']);
    expect(changes()).toMatchObject([[{ text: 'idea n', theme: 'Fun', position: 4 }]]);
    expect(field).toHaveFocus();
    await userEvent.paste('- idea o\n- idea p');
    expect(textsIn(theme('Fun')).slice(-2)).toEqual(['idea o', 'idea p']);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('textbox', { name: 'Add an idea to Fun' })).toBeNull();
  });

  it('take text that is dropped on them, and are marked while it is over them', async () => {
    await openBoard(BOARD);
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', 'idea n');
    const fire = (type: string, target: Element) =>
      fireEvent(target, Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer }));
    const marked = () => [...document.querySelectorAll('[data-drop]')];
    fire('dragover', screen.getByRole('heading', { name: 'Ideas' }));
    expect(marked()).toEqual([screen.getByRole('complementary', { name: 'Ideas' })]);
    fire('dragover', screen.getByText('idea d'));
    expect(marked()).toEqual([theme('Work')]);
    fire('dragleave', screen.getByText('idea d'));
    expect(marked()).toEqual([]);
    fire('dragover', screen.getByText('idea d'));
    fire('drop', screen.getByText('idea d'));
    expect(marked()).toEqual([]);
    expect(textsIn(theme('Work'))).toEqual(['idea d', 'idea n']);
    dataTransfer.setData('text/plain', '- idea o\n- idea p');
    fire('drop', screen.getByText('idea a'));
    expect(
      screen
        .getAllByText(/^idea /)
        .map((text) => text.textContent)
        .slice(0, 3),
    ).toEqual(['idea a', 'idea o', 'idea p']);
  });

  it('take text that is pasted while no field has the focus, and leave that of other fields alone', async () => {
    await openBoard([...BOARD, idea('e', { position: 4 })]);
    handle('d').focus();
    await userEvent.paste('idea n');
    expect(textsIn(theme('Work'))).toEqual(['idea d', 'idea n']);
    screen.getByRole('searchbox', { name: 'Filter ideas' }).focus();
    await userEvent.paste('- idea\n- idea x');
    expect(screen.queryByText('idea x')).toBeNull();
  });

  it('and words are what the filter finds, and it counts them', async () => {
    await openBoard([...BOARD, idea('e', { position: 4 })]);
    await userEvent.type(screen.getByPlaceholderText('Filter by words or theme'), 'fun');
    expect(screen.getByText('2 of 5')).toBeVisible();
  });

  it('are found by the filter, even while collapsed', async () => {
    await openBoard([...BOARD, idea('e', { position: 4 })]);
    await userEvent.click(screen.getByRole('button', { name: 'Fun 2' }));
    await userEvent.type(screen.getByRole('searchbox', { name: 'Filter ideas' }), 'fun c');
    expect(screen.getAllByText(/^idea /).map((text) => text.textContent)).toEqual(['idea c']);
  });
});

describe('a card', () => {
  it('is moved to another theme by its menu, and keeps the focus', async () => {
    const { changes, said } = await openBoard(BOARD);
    choose('More for idea a', 'Move to…');
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Work' }));
    expect(textsIn(theme('Work'))).toEqual(['idea d', 'idea a']);
    expect(changes()).toEqual([[{ id: 'a', theme: 'Work', position: 4 }]]);
    expect(said()).toBe('Moved to 2 of 2 in Work');
    await waitFor(() => expect(handle('a')).toHaveFocus());
  });

  it('stands for all ideas with its words, which are moved and starred together', async () => {
    const { changes } = await openBoard([...BOARD, idea('twin', { position: 9, text: 'idea a', starred: true })]);
    choose('More for idea a', 'Move to…');
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Fun' }));
    await userEvent.click(screen.getByRole('button', { name: 'Star idea a' }));
    expect(textsIn(theme('Fun'))).toEqual(['idea b', 'idea c', 'idea a']);
    expect(changes()[0]?.map(({ id, theme }) => [id, theme])).toEqual([
      ['twin', 'Fun'],
      ['a', 'Fun'],
    ]);
    expect(screen.getByRole('button', { name: 'Star idea a' })).toHaveAttribute('aria-pressed', 'false');
  });

  it.each([
    ['edited', { text: 'theirs' }],
    ['set aside', { deleted: true }],
  ])('that someone else %s while its text was written is changed at the revision that was seen', async (_, theirs) => {
    const { changes, change } = await openBoard(BOARD);
    fireEvent.doubleClick(screen.getByText('idea a'));
    fireEvent.change(screen.getByRole('textbox', { name: 'Edit idea' }), { target: { value: 'mine' } });
    await change(idea('a', { rev: 2, ...theirs }));
    const field = screen.queryByRole('textbox', { name: 'Edit idea' });
    if (field) fireEvent.keyDown(field, { key: 'Enter' });
    expect(changes()).toEqual([[{ id: 'a', text: 'mine', rev: 1 }]]);
  });

  it('keeps someone else’s text if nothing was changed here', async () => {
    const { changes, change } = await openBoard(BOARD);
    fireEvent.doubleClick(screen.getByText('idea a'));
    await change(idea('a', { text: 'theirs', rev: 2 }));
    await userEvent.keyboard('{Enter}');
    expect(screen.getByText('theirs')).toBeVisible();
    expect(changes()).toEqual([]);
  });

  it('that someone else starred during an edit gets the new text without a conflict', async () => {
    const { changes, change } = await openBoard(BOARD);
    fireEvent.doubleClick(screen.getByText('idea a'));
    await change(idea('a', { starred: true, rev: 2 }));
    await userEvent.keyboard(', mine{Enter}');
    expect(changes()).toEqual([[{ id: 'a', text: 'idea a, mine', rev: 2 }]]);
  });

  it('starts a theme, unless one has the same words', async () => {
    await openBoard(BOARD);
    choose('More for idea a', 'Move to…');
    await userEvent.type(screen.getByRole('textbox', { name: 'New theme' }), ' fun {Enter}');
    expect(textsIn(theme('Fun'))).toEqual(['idea b', 'idea c', 'idea a']);
    choose('More for idea d', 'Move to…');
    await userEvent.type(screen.getByRole('textbox', { name: 'New theme' }), 'Far{Enter}');
    expect(textsIn(theme('Far'))).toEqual(['idea d']);
  });

  it('moves across themes by the arrow keys of its handle, even into a collapsed one', async () => {
    const { said } = await openBoard(BOARD);
    await userEvent.click(screen.getByRole('button', { name: 'Fun 2' }));
    handle('d').focus();
    await userEvent.keyboard('{ArrowUp}');
    expect(textsIn(theme('Fun'))).toEqual(['idea b', 'idea c', 'idea d']);
    expect(said()).toBe('Moved to 3 of 3 in Fun');
    expect(handle('d')).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}');
    expect(said()).toBe('Moved to 2 of 3 in Fun');
  });
});

describe('several cards', () => {
  const select = async (...ids: string[]) => {
    for (const id of ids) fireEvent.click(handle(id), { detail: 0 });
  };
  const bar = () => screen.getByRole('region', { name: 'Selected ideas' });

  it('are starred, moved and set aside, each as one batch', async () => {
    const { changes, confirm } = await openBoard(BOARD);
    await select('a', 'c');
    expect(bar()).toHaveTextContent('2 selected');
    await userEvent.click(within(bar()).getByRole('button', { name: 'Star' }));
    // The other one is already starred.
    expect(changes()).toEqual([[{ id: 'a', starred: true }]]);
    confirm([idea('a', { starred: true }), idea('c', { position: 2, theme: 'Fun', starred: true })]);
    await userEvent.click(within(bar()).getByRole('button', { name: 'Set aside' }));
    await waitFor(() => expect(changes()).toHaveLength(2));
    expect(changes().at(-1)).toEqual([
      { id: 'a', deleted: true },
      { id: 'c', deleted: true },
    ]);
    expect(screen.queryByRole('region', { name: 'Selected ideas' })).toBeNull();
  });

  it('are merged in the first one, with the texts of all to be edited, as one batch that is undone as one', async () => {
    const { changes, client } = await openBoard(BOARD);
    await select('b', 'd');
    await userEvent.click(screen.getByRole('button', { name: 'Fun 2' }));
    const merge = () => userEvent.click(within(bar()).getByRole('button', { name: 'Merge' }));
    const editor = () => within(theme('Fun')).getByRole('textbox', { name: 'Edit idea' });
    await merge();
    expect(editor()).toHaveFocus();
    expect(editor()).toHaveValue('idea b\nidea d');
    await userEvent.keyboard('{Escape}');
    expect(changes()).toEqual([]);
    await merge();
    await userEvent.type(editor(), ', both{Enter}');
    expect(changes()).toEqual([
      [
        { id: 'b', text: 'idea b\nidea d, both', rev: 1 },
        { id: 'd', deleted: true },
      ],
    ]);
    expect(screen.queryByRole('region', { name: 'Selected ideas' })).toBeNull();
    await waitFor(() => expect(screen.getByRole('button', { name: /^More for idea b/ })).toHaveFocus());
    act(() => client.undoChange('c'));
    expect(textsIn(theme('Fun'))).toEqual(['idea b', 'idea c']);
    expect(textsIn(theme('Work'))).toEqual(['idea d']);
  });

  it('leave their themes in the order they were in', async () => {
    const mixed = ['Fun', 'Work', 'Fun', 'Work', 'Fun'].map((name, position) =>
      idea('abcde'.charAt(position), { theme: name, position }),
    );
    const { changes, client } = await openBoard(mixed);
    const themes = () => screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);
    await select('a');
    await userEvent.click(within(bar()).getByRole('button', { name: 'Set aside' }));
    expect(themes()).toEqual(['No theme 0', 'Fun 2', 'Work 2']);
    expect(changes()).toEqual([
      [
        { id: 'a', deleted: true },
        { id: 'c', position: 0 },
      ],
    ]);
    await select('c', 'b');
    await userEvent.click(within(bar()).getByRole('button', { name: 'Merge' }));
    await userEvent.keyboard('{Enter}');
    expect(themes()).toEqual(['No theme 0', 'Fun 2', 'Work 1']);
    act(() => client.undoChange('c'));
    act(() => client.undoChange('c'));
    expect(textsIn(theme('Fun'))).toEqual(['idea a', 'idea c', 'idea e']);
  });

  it('stay selected when one of them is moved by its menu', async () => {
    await openBoard(BOARD);
    await select('a', 'b');
    choose('More for idea a', 'Move to…');
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Work' }));
    expect(textsIn(theme('Work'))).toEqual(['idea d', 'idea a']);
    expect(bar()).toHaveTextContent('2 selected');
    await userEvent.click(within(bar()).getByRole('button', { name: 'Move to…' }));
    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Fun' }));
    expect(textsIn(theme('Fun'))).toEqual(['idea c', 'idea b', 'idea a']);
    expect(screen.queryByRole('region', { name: 'Selected ideas' })).toBeNull();
  });

  it('move together by the arrow keys of a handle', async () => {
    const { changes } = await openBoard([...'abcde'].map((id, position) => idea(id, { position })));
    const order = () =>
      screen
        .getAllByText(/^idea /)
        .map((text) => text.textContent?.at(-1))
        .join('');
    await select('b', 'd');
    handle('d').focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(order()).toBe('acebd');
    expect(handle('d')).toHaveFocus();
    expect(changes()).toHaveLength(1);
    handle('a').focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(order()).toBe('caebd');
  });

  it('are merged only by Enter or Merge, and stay as they are after Escape, Cancel or a click elsewhere', async () => {
    const { changes } = await openBoard(BOARD);
    const editor = () => screen.getByRole('textbox', { name: 'Edit idea' });
    await select('b', 'd');
    const merge = async () => {
      await userEvent.click(within(bar()).getByRole('button', { name: 'Merge' }));
      await userEvent.type(editor(), ', both');
    };
    await merge();
    await userEvent.click(screen.getByRole('heading', { name: 'Ideas' }));
    expect(editor()).toHaveValue('idea b\nidea d, both');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'More for idea b' })).toHaveFocus());
    await merge();
    await userEvent.keyboard('{Escape}');
    await merge();
    await userEvent.clear(editor());
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Merge' })).toBeDisabled();
    expect(changes()).toEqual([]);
    await userEvent.type(editor(), 'Both');
    await userEvent.click(screen.getByRole('button', { name: 'Merge' }));
    expect(changes()).toMatchObject([
      [
        { id: 'b', text: 'Both' },
        { id: 'd', deleted: true },
      ],
    ]);
  });

  it('nearly alike are merged into the one that was there first, even one that the filter hides', async () => {
    const { changes } = await openBoard([
      ...[1, 2, 3].map((position) => idea(`x${position}`, { position })),
      idea('a', { position: 0, text: 'A loyalty card that is a bookmark', theme: 'Fun', starred: true }),
      idea('new', { position: 4, text: 'Loyalty cards as bookmarks' }),
    ]);
    await userEvent.type(screen.getByRole('searchbox', { name: 'Filter ideas' }), 'cards');
    await userEvent.click(screen.getByRole('button', { name: 'Merge with A loyalty card that is a bookmark' }));
    const editor = within(theme('Fun')).getByRole('textbox', { name: 'Edit idea' });
    expect(editor).toHaveValue('Loyalty cards as bookmarks');
    await userEvent.type(editor, ', stamped{Enter}');
    expect(changes()).toMatchObject([
      [
        { id: 'a', text: 'Loyalty cards as bookmarks, stamped' },
        { id: 'new', deleted: true },
      ],
    ]);
    expect(screen.getByRole('button', { name: /^Star Loyalty/ })).toHaveAttribute('aria-pressed', 'true');
  });

  it('are selected by clicks, as a range by Shift-click, and left alone by a double-click, which edits', async () => {
    await openBoard(BOARD);
    const user = userEvent.setup();
    const click = (id: string) => user.click(screen.getByText(`idea ${id}`));
    await click('a');
    expect(bar()).toHaveTextContent('1 selected');
    await user.keyboard('{Shift>}');
    await click('d');
    await user.keyboard('{/Shift}');
    expect(bar()).toHaveTextContent('4 selected');
    await click('b');
    expect(bar()).toHaveTextContent('3 selected');
    expect(handle('b')).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Selected ideas' })).toBeNull();
    await user.dblClick(screen.getByText('idea b'));
    expect(screen.getByRole('textbox', { name: 'Edit idea' })).toHaveFocus();
    expect(screen.queryByRole('region', { name: 'Selected ideas' })).toBeNull();
  });
});

describe('the edge of the board', () => {
  it('is moved by arrow keys within its bounds, and kept', async () => {
    await openBoard(BOARD);
    const edge = screen.getByRole('separator', { name: 'Board width' });
    fireEvent.keyDown(edge, { key: 'ArrowLeft' });
    expect(edge).toHaveAttribute('aria-valuenow', '360');
    for (let press = 0; press < 40; press += 1) fireEvent.keyDown(edge, { key: 'ArrowRight' });
    expect(edge).toHaveAttribute('aria-valuenow', '240');
    expect(localStorage.getItem('brainstormer.board-width')).toBe('240');
  });
});
