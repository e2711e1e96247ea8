import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../src/client';
import { boardIdeas } from '../../src/ideas/board';
import type { Idea, IdeaPatch } from '../../src/socket/frames';
import { FLUSH_MS } from '../../src/socket/inbox';
import { chatOf } from '../../src/store/state';
import type { Store } from '../../src/store/store';
import { connected } from './fake-transport';
import { idea, pending } from './helpers';

const three = [
  idea('a', { text: 'Alpha', position: 1 }),
  idea('b', { text: 'Beta', position: 2, theme: 'Fun' }),
  idea('c', { text: 'Gamma', position: 3, deleted: true }),
];

let net: ReturnType<typeof connected>['net'];
let store: Store;
let client: Client;

beforeEach(() => {
  vi.useFakeTimers();
  ({ net, store, client } = connected());
  say({ tag: 'chat', chatId: 'c', turns: [], ideas: three });
});
afterEach(() => void vi.useRealTimers());

function say(frame: object): void {
  net.last().say(frame);
  vi.advanceTimersByTime(FLUSH_MS);
}

const fields = ({ id, text, theme, starred, position, deleted }: Idea) => ({
  id,
  text,
  theme,
  starred,
  position,
  deleted,
});
const board = () => {
  const state = store.getSnapshot();
  return boardIdeas(chatOf(state, 'c'), 'c', state.pendingIdeas).map(fields);
};
const told = () => store.getSnapshot().notices.at(-1)?.text;
const requests = () => net.sockets.flatMap((socket) => socket.sent).filter((sent) => 'ideas' in sent || 'idea' in sent);
/** The server stores the pending changes, and possibly others at the same time. */
function confirm(change: Partial<Idea> = {}): void {
  const state = store.getSnapshot();
  const known = new Map(chatOf(state, 'c').ideas.map((item) => [item.id, item]));
  const ideas = state.pendingIdeas.map(({ id, patch }) => ({ ...idea(id), ...known.get(id), ...patch, ...change }));
  say({ tag: 'ideas-saved', chatId: 'c', ideas });
}

describe('undo', () => {
  it.each<[string, IdeaPatch[], string]>([
    ['an edit', [{ id: 'a', text: 'Better' }], 'idea edited'],
    ['a star', [{ id: 'a', starred: true }], 'idea starred'],
    ['a move', [{ id: 'a', position: 9 }], 'idea moved'],
    [
      'a move to another theme',
      [
        { id: 'a', theme: 'Work', position: 4 },
        { id: 'b', theme: null, position: 5 },
      ],
      '2 ideas moved',
    ],
    ['setting aside', [{ id: 'a', deleted: true }], 'idea set aside'],
    ['a restore', [{ id: 'c', deleted: false }], 'idea restored'],
    [
      'an edit that sets a twin aside',
      [
        { id: 'a', text: 'Both' },
        { id: 'b', deleted: true },
      ],
      'idea edited',
    ],
  ])('of %s brings back what was there, and says so', (_, patches, what) => {
    const before = board();
    client.changeIdeas('c', patches);
    expect(board()).not.toEqual(before);
    confirm();
    client.undoChange('c');
    expect(board()).toEqual(before);
    expect(told()).toBe(`Undid: ${what}`);
    expect(requests()).toHaveLength(2);
    confirm();
    expect(store.getSnapshot().pendingIdeas).toEqual([]);
  });

  it('counts ideas with the same words as the one that they are shown as', () => {
    say({ tag: 'idea-saved', chatId: 'c', idea: idea('t', { text: ' alpha', position: 4 }) });
    client.changeIdeas('c', [
      { id: 'a', starred: true },
      { id: 't', starred: true },
    ]);
    client.setAside('c', ['a', 't', 'b'], 2);
    client.undoChange('c');
    expect(told()).toBe('Undid: 2 ideas set aside');
    client.undoChange('c');
    expect(told()).toBe('Undid: idea starred');
  });

  it('sets aside what was added, in one batch', () => {
    client.changeIdeas('c', [
      { id: 'n', text: ' New ', position: 4 },
      { id: 'm', text: 'Newer', position: 5 },
      { id: 'e', text: '  ', position: 6 },
    ]);
    confirm();
    client.undoChange('c');
    expect(told()).toBe('Undid: 2 ideas added');
    expect(requests().at(-1)).toEqual({
      chatId: 'c',
      ideas: [
        { id: 'n', deleted: true },
        { id: 'm', deleted: true },
      ],
    });
  });

  it('goes back 20 steps, each chat its own, and then says that there is nothing left', () => {
    client.changeIdeas('d', [{ id: 'x', text: 'Elsewhere' }]);
    for (let at = 0; at < 25; at += 1) client.changeIdeas('c', [{ id: 'a', position: 10 + at }]);
    for (let at = 0; at < 20; at += 1) client.undoChange('c');
    expect(board().find(({ id }) => id === 'a')?.position).toBe(14);
    client.undoChange('c');
    expect(told()).toBe('Nothing to undo.');
    client.undoChange('d');
    expect(told()).toBe('Undid: idea added');
  });

  it('does not count an empty change as a step', () => {
    client.changeIdeas('c', [{ id: 'a', starred: true }]);
    client.changeIdeas('c', []);
    client.undoChange('c');
    expect(told()).toBe('Undid: idea starred');
  });

  it('never overwrites what someone else has changed since, and says so', () => {
    client.changeIdeas('c', [{ id: 'a', text: 'Mine' }]);
    confirm();
    say({ tag: 'idea-saved', chatId: 'c', idea: { ...three[0], text: 'Theirs', rev: 3 } });
    client.undoChange('c');
    expect(board()[0]?.text).toBe('Theirs');
    expect(told()).toBe('Can’t undo: someone else has changed this since.');
    expect(requests()).toHaveLength(1);
  });

  it('undoes the rest of a batch, and fields that others left alone', () => {
    client.changeIdeas('c', [
      { id: 'a', theme: 'New' },
      { id: 'b', theme: 'New' },
    ]);
    confirm();
    say({ tag: 'idea-saved', chatId: 'c', idea: { ...three[0], theme: 'Theirs', rev: 3 } });
    say({ tag: 'idea-saved', chatId: 'c', idea: { ...three[1], theme: 'New', text: 'Beta, by a friend', rev: 3 } });
    client.undoChange('c');
    expect(board()).toMatchObject([{ theme: 'Theirs' }, { theme: 'Fun', text: 'Beta, by a friend' }, {}]);
    expect(told()).toBe('Undid: 2 ideas moved, except what someone else has changed since');
  });

  it('leaves alone what the person decides about', () => {
    client.changeIdeas('c', [{ id: 'a', text: 'Mine' }]);
    const conflict = { tag: 'error', code: 'conflict', chunk: 'No.', chatId: 'c', ideaId: 'a' };
    say({ ...conflict, idea: { ...three[0], text: 'Theirs', rev: 2 } });
    client.undoChange('c');
    expect(store.getSnapshot().pendingIdeas).toMatchObject([{ patch: { text: 'Mine' } }]);
    expect(told()).toBe('Can’t undo: someone else has changed this since.');
  });

  it('of keeping both texts sets the person’s own aside', () => {
    client.changeIdeas('c', [{ id: 'a', text: 'Mine' }]);
    const conflict = { tag: 'error', code: 'conflict', chunk: 'No.', chatId: 'c', ideaId: 'a' };
    say({ ...conflict, idea: { ...three[0], text: 'Theirs', rev: 2 } });
    client.keepBoth('c', 'a');
    confirm();
    expect(board().map(({ text }) => text)).toEqual(['Theirs', 'Mine', 'Beta', 'Gamma']);
    client.undoChange('c');
    expect(told()).toBe('Undid: idea added');
    expect(board().filter(({ deleted }) => deleted)).toMatchObject([{ text: 'Mine' }, { text: 'Gamma' }]);
  });

  it('of an edit that was not sent yet leaves nothing to send', () => {
    net.last().drop();
    client.changeIdeas('c', [{ id: 'a', text: 'Mine' }]);
    client.undoChange('c');
    expect(store.getSnapshot().pendingIdeas).toEqual([]);
  });

  it('from the notice undoes that very change, and drops the notice', () => {
    client.setAside('c', ['a']);
    client.changeIdeas('c', [{ id: 'b', starred: true }]);
    const [notice] = store.getSnapshot().notices;
    if (notice?.undo) client.undo(notice.undo);
    expect(board()).toMatchObject([{ id: 'a', deleted: false }, { id: 'b', starred: true }, { id: 'c' }]);
    expect(store.getSnapshot().notices).toMatchObject([{ text: 'Undid: idea set aside', undo: undefined }]);
    client.undoChange('c');
    expect(told()).toBe('Undid: idea starred');
    client.undoChange('c');
    expect(told()).toBe('Nothing to undo.');
  });

  it('has one notice, of the last undo', () => {
    for (const position of [7, 8]) client.changeIdeas('c', [{ id: 'a', position }]);
    client.changeIdeas('c', [{ id: 'b', starred: true }]);
    client.notify('Something else');
    for (const words of ['Undid: idea starred', 'Undid: idea moved', 'Undid: idea moved', 'Nothing to undo.']) {
      client.undoChange('c');
      expect(store.getSnapshot().notices.map(({ text }) => text)).toEqual(['Something else', words]);
    }
  });

  it('ignores changes to other chats', () => {
    store.dispatch({ type: 'loaded', lists: { pendingIdeas: [pending('a', { text: 'Other' }, { chatId: 'd' })] } });
    client.changeIdeas('c', [{ id: 'a', text: 'Mine' }]);
    client.undoChange('c');
    expect(board()[0]?.text).toBe('Alpha');
  });
});
