import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Client } from '../../src/client';
import { FLUSH_MS } from '../../src/socket/inbox';
import { keepSaved } from '../../src/store/saved';
import { chatOf, initialState } from '../../src/store/state';
import { createStore, type Store } from '../../src/store/store';
import { UNDO_MS } from '../../src/sync/forgetting';
import { fakeNetwork } from './fake-transport';
import { entry, pending, turn } from './helpers';

type Page = { store: Store; client: Client; net: ReturnType<typeof fakeNetwork>; full: () => void; close: () => void };

/** Opens a page on the chat `c`, with the browser's storage. */
function openPage(): Page {
  const net = fakeNetwork();
  const store = createStore(initialState('c'));
  const full = vi.fn();
  const stopSaving = keepSaved(store, full);
  const client = new Client(store, net.open, { random: () => 0 });
  client.start();
  const close = () => {
    vi.clearAllTimers();
    stopSaving();
  };
  return { store, client, net, full, close };
}

const empty = { tag: 'chat', chatId: 'c', turns: [], ideas: [] };
const sent = () => page.net.sockets.flatMap((socket) => socket.sent);
const sentMessages = () => sent().filter((request) => 'message' in request);
const settle = () => vi.advanceTimersByTime(FLUSH_MS);

let page: Page;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  page = openPage();
});
afterEach(() => {
  page.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function connect(): void {
  page.net.last().open();
  page.net.last().say(empty);
  settle();
}

/** Fills the browser's storage. `vi.unstubAllGlobals` makes room again. */
function fill(): void {
  const real = localStorage;
  vi.stubGlobal('localStorage', {
    get length() {
      return real.length;
    },
    key: (index: number) => real.key(index),
    getItem: (key: string) => real.getItem(key),
    removeItem: (key: string) => real.removeItem(key),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
}

function reload(): void {
  page.close();
  page = openPage();
}

describe('the page', () => {
  it('sends messages written before a reload', () => {
    page.client.send('c', 'hello');
    const [item] = page.store.getSnapshot().outbox;
    reload();
    connect();
    expect(sentMessages()).toEqual([{ chatId: 'c', id: item?.id, message: 'hello' }]);
  });

  it('knows the chats saved by an earlier version', () => {
    const kept = { id: 'old', title: 'Cats', named: true, updatedAt: 5 };
    localStorage.setItem('brainstormer.chat.old', JSON.stringify(kept));
    reload();
    expect(page.store.getSnapshot().entries).toEqual([entry('old', kept)]);
  });

  it('sends messages that waited for a retry, after a reload', () => {
    connect();
    page.client.send('c', 'hello');
    const [item] = page.store.getSnapshot().outbox;
    page.net.last().say({ tag: 'error', chunk: 'Too many.', code: 'busy', chatId: 'c', id: item?.id, done: true });
    settle();
    reload();
    connect();
    expect(sentMessages()).toEqual([{ chatId: 'c', id: item?.id, message: 'hello' }]);
  });

  it('has one retry timer, which waits for the longest time that the server asks for', () => {
    connect();
    page.client.send('c', 'one');
    page.client.send('d', 'two');
    for (const [index, seconds] of [2, 6].entries()) {
      const item = page.store.getSnapshot().outbox[index];
      const chunk = `Too fast. Please retry in ${seconds} s.`;
      page.net.last().say({ tag: 'error', chunk, code: 'rate_limited', chatId: item?.chatId, id: item?.id });
    }
    settle();
    vi.advanceTimersByTime(5_000);
    expect(sentMessages()).toHaveLength(2);
    vi.advanceTimersByTime(1_000);
    expect(sentMessages()).toHaveLength(4);
  });

  it('sends 300 board changes made offline in two requests, and nothing else', () => {
    for (let index = 0; index < 300; index += 1) {
      page.client.changeIdeas('c', [{ id: `n${index}`, text: `Idea ${index}`, position: index }]);
    }
    page.net.last().open();
    page.net.last().say(empty);
    settle();
    const batch = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => ({
        id: `n${from + index}`,
        text: `Idea ${from + index}`,
        position: from + index,
      }));
    page.net.last().say({ tag: 'ideas-saved', chatId: 'c', ideas: batch(0, 200) });
    settle();
    page.net.last().say({ tag: 'ideas-saved', chatId: 'c', ideas: batch(200, 300) });
    vi.advanceTimersByTime(40_000);
    expect(sent()).toHaveLength(3);
    expect(page.store.getSnapshot().pendingIdeas).toEqual([]);
  });

  it('never sends a stale edit over a newer text after a reload', () => {
    page.net.last().open();
    page.net.last().say({ ...empty, ideas: [{ id: 'i', text: 'old', rev: 1 }] });
    settle();
    page.net.last().drop();
    page.client.changeIdeas('c', [{ id: 'i', text: 'mine' }]);
    reload();
    page.net.last().open();
    page.net.last().say({ ...empty, ideas: [{ id: 'i', text: 'theirs', rev: 2 }] });
    settle();
    expect(sent().filter((request) => 'idea' in request)).toEqual([
      { chatId: 'c', idea: { id: 'i', text: 'mine', rev: 1 } },
    ]);
  });

  it('says that an answer cannot be stopped while it is offline', () => {
    connect();
    page.net.last().say({ tag: 'turn', chatId: 'c', turn: turn('t', { status: 'streaming' }) });
    settle();
    page.net.last().drop();
    page.client.stopAnswer('c');
    page.client.stopAnswer('c');
    expect(page.store.getSnapshot().notices).toMatchObject([{ text: 'Can’t stop the answer while offline.' }]);
    vi.advanceTimersByTime(10_000);
    expect(page.store.getSnapshot().notices).toEqual([]);
    expect(page.store.getSnapshot().stopped.size).toBe(0);
  });

  it('asks once to stop an answer, and again on a new socket or after a refusal', () => {
    const streaming = (id: string) => ({ tag: 'turn', chatId: 'c', turn: turn(id, { status: 'streaming' }) });
    const stops = () => sent().filter((request) => 'stop' in request).length;
    const stop = (frame?: object) => {
      if (frame) page.net.last().say(frame);
      settle();
      page.client.stopAnswer('c');
      page.client.stopAnswer('c');
      return stops();
    };
    connect();
    expect(stop(streaming('t'))).toBe(1);
    expect(stop({ tag: 'error', chatId: 'c', code: 'storage', chunk: 'Full.', request: 'stop' })).toBe(2);
    page.net.last().drop();
    vi.advanceTimersByTime(10_000);
    page.net.last().open();
    expect(stop({ ...empty, turns: [turn('t', { status: 'streaming' })] })).toBe(3);
    page.net.last().say({ tag: 'turn', chatId: 'c', turn: turn('t', { status: 'stopped' }) });
    expect(stop(streaming('u'))).toBe(4);
  });

  it('deletes a chat with an unsent message and does not bring it back to life', () => {
    page.client.send('c', 'hello');
    page.client.removeChat('c', true, 'next');
    page.net.last().open();
    page.net.last().say(empty);
    vi.advanceTimersByTime(UNDO_MS + FLUSH_MS);
    page.net.last().say({ tag: 'gone', chatId: 'c' });
    settle();
    expect(sentMessages()).toEqual([]);
    expect(sent()).toContainEqual({ chatId: 'c', forget: true });
    expect(page.store.getSnapshot()).toMatchObject({ outbox: [], entries: [] });
  });

  it('removes a chat only from the list, and not back when others continue in it', () => {
    connect();
    page.net.last().say({ ...empty, turns: [turn('t')] });
    settle();
    const [before] = page.store.getSnapshot().entries;
    page.client.removeChat('c', false, 'next');
    page.net.last().say({ tag: 'turn', chatId: 'c', turn: turn('u', { status: 'waiting' }) });
    settle();
    expect(page.store.getSnapshot()).toMatchObject({ chatId: 'next', entries: [] });
    const [notice] = page.store.getSnapshot().notices;
    if (notice?.undo) page.client.undo(notice.undo);
    expect(page.store.getSnapshot().entries).toEqual([before]);
    vi.advanceTimersByTime(2 * UNDO_MS);
    expect(sent()).not.toContainEqual({ chatId: 'c', forget: true });
  });

  it('lists a chat again that was removed and is opened by its link', () => {
    connect();
    page.net.last().say({ ...empty, turns: [turn('t')] });
    settle();
    page.client.removeChat('c', false, 'next');
    page.client.show('c');
    expect(page.store.getSnapshot().entries).toMatchObject([{ id: 'c' }]);
  });

  it('adds the chats of a link to the list, leaving known ones alone', () => {
    page.client.addChats([]);
    expect(page.store.getSnapshot().notices).toEqual([]);
    page.client.addChats([entry('a', { title: 'Mine', pinned: true })]);
    page.client.addChats([entry('a'), entry('b'), entry('d')]);
    page.client.addChats([entry('a')]);
    expect(page.store.getSnapshot().entries.map(({ title }) => title)).toEqual(['Mine', 'chat b', 'chat d']);
    expect(page.store.getSnapshot().notices.map(({ text }) => text)).toEqual([
      '1 chat was added to your list.',
      '2 chats were added to your list.',
      'These chats are already in your list.',
    ]);
    expect(sent()).toEqual([]);
  });

  it('offers to undo a deletion only while it can be undone', () => {
    page.client.send('c', 'hello');
    page.client.removeChat('c', true, 'next');
    expect(page.store.getSnapshot().notices).toHaveLength(1);
    vi.advanceTimersByTime(UNDO_MS);
    expect(page.store.getSnapshot().notices).toEqual([]);
  });

  it('sets ideas aside and brings them back by undo', () => {
    connect();
    page.net.last().say({ tag: 'idea-saved', chatId: 'c', idea: { id: 'i', text: 'One', position: 1, rev: 1 } });
    settle();
    page.client.setAside('c', ['i']);
    const [notice] = page.store.getSnapshot().notices;
    if (notice?.undo) page.client.undo(notice.undo);
    expect(page.store.getSnapshot().pendingIdeas).toMatchObject([{ patch: { id: 'i', deleted: false } }]);
  });

  it('offers to bring back the idea that was set aside last, for a while', () => {
    page.client.setAside('c', ['i']);
    page.client.setAside('c', ['j']);
    expect(page.store.getSnapshot().notices).toMatchObject([{ undo: { step: { after: [{ id: 'j' }] } } }]);
    vi.advanceTimersByTime(UNDO_MS);
    expect(page.store.getSnapshot().notices).toEqual([]);
  });

  it('does not offer to restore an idea that was restored', () => {
    page.client.setAside('c', ['i']);
    page.client.restore('c', 'other');
    expect(page.store.getSnapshot().notices).toHaveLength(1);
    page.client.restore('c', 'i');
    expect(page.store.getSnapshot().notices).toEqual([]);
  });

  it('removes the drafts of a chat that is gone', () => {
    localStorage.setItem('brainstormer.draft.c', '"half"');
    localStorage.setItem('brainstormer.draft.c.idea', '"half"');
    connect();
    page.net.last().say({ tag: 'gone', chatId: 'c' });
    settle();
    expect(localStorage.getItem('brainstormer.draft.c')).toBeNull();
    expect(localStorage.getItem('brainstormer.draft.c.idea')).toBeNull();
    expect(chatOf(page.store.getSnapshot(), 'c').phase).toBe('gone');
  });
});

describe('another tab', () => {
  const item = { id: 'm', chatId: 'c', message: 'from there', createdAt: 5 };
  const tell = (key: string) => window.dispatchEvent(new StorageEvent('storage', { key: `brainstormer.${key}` }));

  it('shares its outbox, and removes delivered messages', () => {
    localStorage.setItem('brainstormer.outbox.m', JSON.stringify(item));
    tell('outbox.m');
    expect(page.store.getSnapshot().outbox).toMatchObject([item]);
    localStorage.removeItem('brainstormer.outbox.m');
    tell('outbox.m');
    expect(page.store.getSnapshot().outbox).toEqual([]);
  });

  it('shares its chats, each as it wrote it last, and removes only the one that it removed', () => {
    const titles = () => page.store.getSnapshot().entries.map(({ id, title }) => `${id}: ${title}`);
    page.store.dispatch({ type: 'listed', entries: [entry('mine'), entry('both')] });
    for (const there of [entry('both', { title: 'renamed' }), entry('theirs')]) {
      localStorage.setItem(`brainstormer.chat.${there.id}`, JSON.stringify(there));
      tell(`chat.${there.id}`);
    }
    const all = ['both: renamed', 'mine: chat mine', 'theirs: chat theirs'];
    expect(titles().sort()).toEqual(all);
    reload();
    expect(titles().sort()).toEqual(all);
    localStorage.removeItem('brainstormer.chat.theirs');
    tell('chat.theirs');
    expect(titles().sort()).toEqual(all.slice(0, 2));
    reload();
    expect(titles().sort()).toEqual(all.slice(0, 2));
  });

  it('shares its unsaved ideas, each as it changed it last, and removes only the one that was saved', () => {
    const texts = () => page.store.getSnapshot().pendingIdeas.map(({ id, patch }) => `${id}: ${patch.text}`);
    page.client.changeIdeas('c', [
      { id: 'mine', text: 'here' },
      { id: 'both', text: 'here' },
    ]);
    for (const id of ['both', 'theirs']) {
      localStorage.setItem(`brainstormer.idea.${id}`, JSON.stringify(pending(id, { text: 'there' })));
      tell(`idea.${id}`);
    }
    const all = ['both: there', 'mine: here', 'theirs: there'];
    expect(texts().sort()).toEqual(all);
    reload();
    expect(texts().sort()).toEqual(all);
    localStorage.removeItem('brainstormer.idea.theirs');
    tell('idea.theirs');
    expect(texts().sort()).toEqual(all.slice(0, 2));
    reload();
    expect(texts().sort()).toEqual(all.slice(0, 2));
  });

  it('removes nothing that this one could not store', () => {
    fill();
    page.client.send('c', 'kept in memory');
    page.client.send('c', 'this too');
    expect(page.full).toHaveBeenCalledTimes(1);
    vi.unstubAllGlobals();
    localStorage.setItem('brainstormer.outbox.m', JSON.stringify(item));
    tell('outbox.m');
    expect(page.store.getSnapshot().outbox.map(({ message }) => message)).toEqual([
      'from there',
      'kept in memory',
      'this too',
    ]);
    expect(page.store.getSnapshot().entries).toHaveLength(1);
  });
});

describe('a full storage', () => {
  it('forgets what the oldest chats are searched by, and nothing else', () => {
    const excerpt = 'x'.repeat(5_000);
    const chats = [1, 2, 3, 4].map((updatedAt) => entry(`e${updatedAt}`, { updatedAt, excerpt }));
    page.store.dispatch({ type: 'listed', entries: chats });
    let left = 100;
    const real = localStorage;
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => real.getItem(key),
      removeItem: (key: string) => real.removeItem(key),
      setItem: (key: string, value: string) => {
        const rest = left - value.length + (real.getItem(key)?.length ?? 0);
        if (rest < 0) throw new DOMException('full', 'QuotaExceededError');
        left = rest;
        real.setItem(key, value);
      },
    });
    page.client.send('c', 'one more message that fits only into the room of an old chat');
    expect(page.full).not.toHaveBeenCalled();
    vi.unstubAllGlobals();
    reload();
    const { entries, outbox } = page.store.getSnapshot();
    expect(outbox).toHaveLength(1);
    const found = entries.map(({ id, excerpt: text }) => `${id} ${text.length}`).sort();
    expect(found).toEqual(['c 60', 'e1 0', 'e2 0', 'e3 0', 'e4 5000']);
  });

  it('is written to again once there is room, so that a reload loses nothing', () => {
    fill();
    page.client.send('c', 'kept in memory');
    expect(page.full).toHaveBeenCalledTimes(1);
    vi.unstubAllGlobals();
    page.client.send('c', 'next');
    reload();
    expect(page.store.getSnapshot().outbox.map(({ message }) => message)).toEqual(['kept in memory', 'next']);
  });
});
