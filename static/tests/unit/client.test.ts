import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Client, createClient, FLUSH_MS, mergeChunks, UNDO_MS } from '../../src/client';
import { keepSaved } from '../../src/store/saved';
import { chatOf, initialState } from '../../src/store/state';
import { createStore, type Store } from '../../src/store/store';
import { fakeNetwork } from './fake-transport';
import { ideaChunk, message, turn } from './helpers';

type Page = { store: Store; client: Client; net: ReturnType<typeof fakeNetwork>; close: () => void };

/** A page on the chat `c`, with the storage of its browser. */
function openPage(): Page {
  const net = fakeNetwork();
  const store = createStore(initialState('c'));
  const stopSaving = keepSaved(store);
  const client = createClient(store, net.open, () => 0);
  client.start();
  const close = () => {
    client.stop();
    stopSaving();
  };
  return { store, client, net, close };
}

const empty = { tag: 'chat', chatId: 'c', turns: [], ideas: [] };
const sentMessages = (page: Page) =>
  page.net.sockets.flatMap((socket) => socket.sent).filter((sent) => 'message' in sent);
const settle = () => vi.advanceTimersByTime(FLUSH_MS);

let page: Page;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  page = openPage();
});
afterEach(() => {
  page.close();
  vi.useRealTimers();
});

function connect(): void {
  page.net.last().open();
  page.net.last().say(empty);
  settle();
}

describe('a message', () => {
  it('written offline waits, and goes out when the socket opens', () => {
    page.client.send('c', 'hello');
    expect(sentMessages(page)).toEqual([]);
    connect();
    expect(sentMessages(page)).toMatchObject([{ chatId: 'c', message: 'hello' }]);
  });

  it('is kept until its receipt, and sent again under the same id after a loss', () => {
    connect();
    page.client.send('c', 'hello');
    page.net.last().drop();
    vi.advanceTimersByTime(1_000);
    connect();
    const [first, second] = sentMessages(page);
    expect(second).toEqual(first);
    const id = first && 'id' in first ? first.id : '';
    page.net.last().say({ tag: 'turn', chatId: 'c', turn: turn(id, { status: 'waiting' }) });
    settle();
    page.net.last().drop();
    vi.advanceTimersByTime(1_000);
    connect();
    expect(sentMessages(page)).toHaveLength(2);
    expect(page.store.getSnapshot().outbox).toEqual([]);
  });

  it('survives a reload of the page', () => {
    page.client.send('c', 'hello');
    const [item] = page.store.getSnapshot().outbox;
    page.close();
    page = openPage();
    connect();
    expect(sentMessages(page)).toEqual([{ chatId: 'c', id: item?.id, message: 'hello' }]);
  });

  it('waits for the receipt of the one before it in its chat', () => {
    connect();
    page.client.send('c', 'one');
    page.client.send('c', 'two');
    page.client.send('d', 'elsewhere');
    expect(sentMessages(page)).toMatchObject([{ message: 'one' }, { message: 'elsewhere' }]);
    const [one] = page.store.getSnapshot().outbox;
    page.net.last().say({ tag: 'turn', chatId: 'c', turn: turn(one?.id ?? '', { status: 'streaming' }) });
    settle();
    expect(sentMessages(page)).toMatchObject([{ message: 'one' }, { message: 'elsewhere' }, { message: 'two' }]);
  });

  it('is sent again by itself when too many wait', () => {
    connect();
    page.client.send('c', 'hello');
    const [item] = page.store.getSnapshot().outbox;
    page.net.last().say({ tag: 'error', chunk: 'Too many wait.', code: 'busy', chatId: 'c', id: item?.id, done: true });
    settle();
    expect(sentMessages(page)).toHaveLength(1);
    vi.advanceTimersByTime(5_000);
    expect(sentMessages(page)).toHaveLength(2);
    expect(sentMessages(page)[1]).toEqual(sentMessages(page)[0]);
  });

  it('that was to be sent again later is sent by the next page', () => {
    connect();
    page.client.send('c', 'hello');
    const [item] = page.store.getSnapshot().outbox;
    page.net.last().say({ tag: 'error', chunk: 'Too many.', code: 'busy', chatId: 'c', id: item?.id, done: true });
    settle();
    page.close();
    page = openPage();
    connect();
    expect(sentMessages(page)).toEqual([{ chatId: 'c', id: item?.id, message: 'hello' }]);
  });

  it('that the server refuses stays, unsent, until the person decides', () => {
    connect();
    page.client.send('c', 'hello');
    const [item] = page.store.getSnapshot().outbox;
    page.net.last().say({ tag: 'error', chunk: 'Too long.', code: 'too_long', chatId: 'c', id: item?.id, done: true });
    vi.advanceTimersByTime(60_000);
    expect(sentMessages(page)).toHaveLength(1);
    page.client.retry(item?.id ?? '');
    expect(sentMessages(page)).toHaveLength(2);
  });

  it('carries the turn after which it stands, also null for the start', () => {
    connect();
    page.client.send('c', 'again', null);
    expect(sentMessages(page)).toMatchObject([{ message: 'again', after: null }]);
  });
});

describe('a chat', () => {
  it('is opened again on every new socket, with as many turns as are shown', () => {
    const turns = Array.from({ length: 70 }, (_, index) => turn(`t${index}`));
    page.net.last().open();
    page.net.last().say({ ...empty, turns });
    settle();
    page.net.last().drop();
    expect(chatOf(page.store.getSnapshot(), 'c').phase).toBe('stale');
    vi.advanceTimersByTime(1_000);
    page.net.last().open();
    expect(page.net.last().sent).toEqual([{ chatId: 'c', open: true, limit: 70 }]);
  });

  it('that is deleted is forgotten only when the time to undo has passed', () => {
    page.net.last().open();
    page.net.last().say({ ...empty, turns: [turn('t')] });
    settle();
    page.client.deleteChat('c');
    vi.advanceTimersByTime(UNDO_MS - 1);
    expect(page.net.last().sent.filter((sent) => 'forget' in sent)).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(page.net.last().sent.filter((sent) => 'forget' in sent)).toEqual([{ chatId: 'c', forget: true }]);
    page.net.last().say({ tag: 'gone', chatId: 'c' });
    settle();
    expect(page.store.getSnapshot().entries).toEqual([]);
  });

  it('that could not be opened is asked for again', () => {
    page.net.last().open();
    page.net.last().say({ tag: 'error', chunk: 'The disk is busy.', code: 'storage', chatId: 'c', done: true });
    vi.advanceTimersByTime(6_000);
    expect(page.net.last().sent).toEqual([
      { chatId: 'c', open: true, limit: 50 },
      { chatId: 'c', open: true, limit: 50 },
    ]);
  });

  it('that is gone is not opened again', () => {
    connect();
    page.net.last().say({ tag: 'gone', chatId: 'c' });
    settle();
    expect(page.net.last().sent).toHaveLength(1);
    expect(chatOf(page.store.getSnapshot(), 'c').phase).toBe('gone');
  });

  it('that is taken back is never forgotten', () => {
    page.net.last().open();
    page.net.last().say({ ...empty, turns: [turn('t')] });
    settle();
    page.client.deleteChat('c');
    page.client.undo({ kind: 'chat', chatId: 'c' });
    vi.advanceTimersByTime(60_000);
    expect(page.net.last().sent.filter((sent) => 'forget' in sent)).toEqual([]);
    expect(page.store.getSnapshot().entries).toMatchObject([{ id: 'c', deletedAt: undefined }]);
  });

  it('that was deleted just before a reload is forgotten at the next start', () => {
    page.net.last().open();
    page.net.last().say({ ...empty, turns: [turn('t')] });
    settle();
    page.client.deleteChat('c');
    page.close();
    vi.advanceTimersByTime(UNDO_MS * 2);
    page = openPage();
    page.net.last().open();
    expect(page.net.last().sent).toContainEqual({ chatId: 'c', forget: true });
  });

  it('gets its earlier turns once per wish', () => {
    page.net.last().open();
    page.net.last().say({ ...empty, turns: [turn('t9')], more: true });
    settle();
    page.client.loadEarlier('c');
    page.client.loadEarlier('c');
    expect(page.net.last().sent.slice(1)).toEqual([{ chatId: 'c', open: true, before: 't9', limit: 50 }]);
  });

  it('is asked after when its running answer goes silent', () => {
    page.net.last().open();
    page.net.last().say({ ...empty, turns: [turn('t', { status: 'streaming' })] });
    vi.advanceTimersByTime(31_000);
    expect(page.net.last().sent).toHaveLength(2);
  });
});

describe('a change to the board', () => {
  const sentIdeas = () => page.net.sockets.flatMap((socket) => socket.sent).filter((sent) => 'idea' in sent);

  it('made offline is sent when the socket opens, and again until it is confirmed', () => {
    page.client.addIdea('c', 'My own');
    connect();
    expect(sentIdeas()).toMatchObject([{ idea: { text: 'My own' } }]);
    page.net.last().drop();
    vi.advanceTimersByTime(1_000);
    connect();
    expect(sentIdeas()).toHaveLength(2);
    expect(sentIdeas()[1]).toEqual(sentIdeas()[0]);
    const [pending] = page.store.getSnapshot().pendingIdeas;
    page.net.last().say({ tag: 'idea-saved', chatId: 'c', idea: { ...pending?.patch, starred: false } });
    settle();
    expect(page.store.getSnapshot().pendingIdeas).toEqual([]);
  });

  it('gives way when the server keeps something else, without sending for ever', () => {
    connect();
    page.client.addIdea('c', 'a\u0000b');
    const [pending] = page.store.getSnapshot().pendingIdeas;
    page.net.last().say({ tag: 'idea-saved', chatId: 'c', idea: { ...pending?.patch, text: 'ab' } });
    vi.advanceTimersByTime(10_000);
    expect(page.store.getSnapshot().pendingIdeas).toEqual([]);
    expect(sentIdeas()).toHaveLength(1);
  });

  it('that could not be stored stays, is told, and is sent again', () => {
    connect();
    page.client.addIdea('c', 'x');
    page.net.last().say({ tag: 'error', chunk: 'The disk is full.', code: 'storage', chatId: 'c', done: true });
    settle();
    expect(page.store.getSnapshot().notices).toMatchObject([{ text: 'The disk is full.', tone: 'error' }]);
    expect(page.store.getSnapshot().pendingIdeas).toHaveLength(1);
    vi.advanceTimersByTime(21_000);
    expect(sentIdeas()).toHaveLength(2);
  });

  it('that could not be stored while an answer runs does not end the answer for good', () => {
    const turns = [turn('t', { status: 'streaming', reply: 'one ' })];
    page.net.last().open();
    page.net.last().say({ ...empty, turns });
    settle();
    page.client.addIdea('c', 'x');
    page.net.last().say({ tag: 'error', chunk: 'The disk is full.', code: 'storage', chatId: 'c', done: true });
    settle();
    expect(page.net.last().sent.at(-1)).toEqual({ chatId: 'c', open: true, limit: 50 });
    page.net.last().say({ ...empty, turns });
    page.net.last().say({ tag: 'message', chunk: 'two', chatId: 'c', done: true });
    settle();
    expect(chatOf(page.store.getSnapshot(), 'c').turns).toMatchObject([{ reply: 'one two', status: 'done' }]);
  });

  it('that is refused is taken back, and the person is told', () => {
    connect();
    page.client.addIdea('c', 'x');
    page.net.last().say({ tag: 'error', chunk: 'An idea is too long.', code: 'bad_request', chatId: 'c', done: true });
    settle();
    expect(page.store.getSnapshot().pendingIdeas).toEqual([]);
    expect(page.store.getSnapshot().notices).toMatchObject([{ text: 'An idea is too long.', tone: 'error' }]);
  });

  it('of deletion can be undone', () => {
    connect();
    page.client.deleteIdea('c', 'i');
    const [notice] = page.store.getSnapshot().notices;
    if (notice?.undo) page.client.undo(notice.undo);
    expect(sentIdeas()).toEqual([
      { chatId: 'c', idea: { id: 'i', deleted: true } },
      { chatId: 'c', idea: { id: 'i', deleted: false } },
    ]);
  });
});

describe('incoming text', () => {
  it('reaches the page at most once in 33 ms', () => {
    connect();
    page.net.last().say({ tag: 'turn', chatId: 'c', turn: turn('t', { status: 'streaming' }) });
    settle();
    let changes = 0;
    page.store.subscribe(() => {
      changes += 1;
    });
    for (let index = 0; index < 330; index += 1) {
      page.net.last().say({ tag: 'message', chunk: 'x', chatId: 'c' });
      vi.advanceTimersByTime(1);
    }
    settle();
    expect(changes).toBeLessThanOrEqual(12);
    expect(chatOf(page.store.getSnapshot(), 'c').turns[0]?.reply).toBe('x'.repeat(330));
  });

  it('is joined value by value', () => {
    const frames = [
      ideaChunk('c', 'a'),
      ideaChunk('c', 'b', true),
      ideaChunk('c', 'c'),
      message('c', 'd'),
      message('d', 'e'),
    ];
    expect(mergeChunks(frames)).toEqual([
      ideaChunk('c', 'ab', true),
      ideaChunk('c', 'c'),
      message('c', 'd'),
      message('d', 'e'),
    ]);
  });
});

describe('another tab', () => {
  it('hands over its outbox, and takes away what it has delivered', () => {
    const item = { id: 'm', chatId: 'c', message: 'from there', createdAt: 5 };
    localStorage.setItem('brainstormer.outbox.m', JSON.stringify(item));
    window.dispatchEvent(new StorageEvent('storage', { key: 'brainstormer.outbox.m' }));
    expect(page.store.getSnapshot().outbox).toMatchObject([item]);
    localStorage.removeItem('brainstormer.outbox.m');
    window.dispatchEvent(new StorageEvent('storage', { key: 'brainstormer.outbox.m' }));
    expect(page.store.getSnapshot().outbox).toEqual([]);
  });
});
