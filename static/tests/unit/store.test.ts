import { describe, expect, it } from 'vitest';
import { liveIdeas } from '../../src/ideas/board';
import type { Frame } from '../../src/socket/frames';
import { reduce, titleOf } from '../../src/store/reducer';
import { chatOf, initialState, newestTurn, type OutboxItem, type State } from '../../src/store/state';
import { entry, failure, idea, ideaChunk, message, queued, saved, snapshot, taking, turn } from './helpers';

const withItem = (item: OutboxItem): State => reduce(initialState('c'), { type: 'queued', item });
const running = turn('t1', { status: 'streaming' });
const turnsOf = (state: State) => chatOf(state, 'c').turns;

describe('a chat', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('may have the id %s', (id) => {
    const first = initialState(id);
    expect(chatOf(first, id)).toMatchObject({ phase: 'opening', turns: [] });
    const frames = [snapshot(id, [turn(id)], [idea(id, { turnId: id })])];
    const state = reduce(first, { type: 'frames', frames });
    expect(chatOf(state, id).turns).toHaveLength(1);
  });

  it('keeps the earlier turns that were loaded when it is opened again', () => {
    const first = taking([snapshot('c', [turn('t1'), turn('t2'), turn('t3')])]);
    const second = taking([snapshot('c', [turn('t3'), turn('t4')], [], true)], first);
    expect(turnsOf(second).map(({ id }) => id)).toEqual(['t1', 't2', 't3', 't4']);
    expect(chatOf(second, 'c').more).toBe(false);
  });

  it('forgets earlier turns that may have changed meanwhile', () => {
    const first = taking([snapshot('c', [turn('t1'), running, turn('t3')])]);
    const afterMany = taking([snapshot('c', [turn('t3')], [], true)], first);
    expect(turnsOf(afterMany).map(({ id }) => id)).toEqual(['t3']);
    const farther = taking([snapshot('c', [turn('t30')], [], true)], first);
    expect(turnsOf(farther).map(({ id }) => id)).toEqual(['t30']);
    expect(chatOf(farther, 'c').more).toBe(true);
  });

  it('is replaced by its snapshot', () => {
    const first = taking([snapshot('c', [turn('old')], [idea('i')])]);
    const second = taking([snapshot('c', [turn('new')])], first);
    expect(turnsOf(second).map(({ id }) => id)).toEqual(['new']);
    expect(chatOf(second, 'c').ideas).toEqual([]);
  });

  it('keeps the turns that a new snapshot does not change as the same objects', () => {
    const first = taking([snapshot('c', [turn('a', { ideas: ['x'] }), running])]);
    const second = taking([snapshot('c', [turn('a', { ideas: ['x'] }), { ...running, reply: 'more' }])], first);
    expect(turnsOf(second)[0]).toBe(turnsOf(first)[0]);
    expect(turnsOf(second)[1]?.reply).toBe('more');
  });

  it('takes no chunk before its snapshot, which holds it already', () => {
    const state = taking([message('c', 'lost?'), snapshot('c', [{ ...running, reply: 'lost?' }])]);
    expect(turnsOf(state)[0]?.reply).toBe('lost?');
  });

  it('goes on in mid-word after a snapshot', () => {
    const state = taking([snapshot('c', [{ ...running, reply: 'in mid-w' }]), message('c', 'ord', true)]);
    expect(turnsOf(state)[0]).toMatchObject({ reply: 'in mid-word', status: 'done' });
  });

  it('goes on in mid-idea after a snapshot', () => {
    const state = taking([snapshot('c', [{ ...running, draft: 'Whisk' }]), ideaChunk('c', 'ers', true)]);
    expect(turnsOf(state)[0]).toMatchObject({ ideas: ['Whiskers'], draft: '' });
  });

  it('gives chunks to the first turn that has not ended', () => {
    const turns = [turn('t0'), running, turn('t2', { status: 'waiting' })];
    const state = taking([snapshot('c', turns), message('c', 'one', true), message('c', 'two')]);
    expect(turnsOf(state).map(({ reply, status }) => [reply, status])).toEqual([
      ['', 'done'],
      ['one', 'done'],
      ['two', 'streaming'],
    ]);
  });

  it('keeps the status of a stopped turn when its terminal frame follows', () => {
    const turns = [running, turn('t2', { status: 'waiting' })];
    const stopped = { tag: 'turn', chatId: 'c', turn: { ...running, reply: 'half', status: 'stopped' } } as const;
    const state = taking([snapshot('c', turns), stopped, message('c', '', true), message('c', 'next')]);
    expect(turnsOf(state).map(({ reply, status }) => [reply, status])).toEqual([
      ['half', 'stopped'],
      ['next', 'streaming'],
    ]);
  });

  it('takes the stopped status after the terminal frame just as well', () => {
    const stopped = { tag: 'turn', chatId: 'c', turn: { ...running, reply: 'half', status: 'stopped' } } as const;
    const state = taking([snapshot('c', [running]), message('c', 'half', true), stopped]);
    expect(turnsOf(state)[0]).toMatchObject({ reply: 'half', status: 'stopped' });
  });

  it('is not held up by an end that no terminal frame follows', () => {
    const next = turn('t2', { status: 'waiting' });
    const broken = { tag: 'turn', chatId: 'c', turn: { ...running, status: 'interrupted' } } as const;
    const begun = { tag: 'turn', chatId: 'c', turn: { ...next, status: 'streaming' } } as const;
    const state = taking([snapshot('c', [running, next]), broken, begun, message('c', 'answer', true)]);
    expect(turnsOf(state).map(({ reply }) => reply)).toEqual(['', 'answer']);
  });

  it.each(['upstream_busy', 'interrupted', 'storage', 'internal', 'too_long'])(
    'ends its turn by the error %s',
    (code) => {
      const state = taking([snapshot('c', [running]), message('c', 'partial'), failure(code)]);
      const status = code === 'interrupted' ? 'interrupted' : 'error';
      expect(turnsOf(state)[0]).toMatchObject({ status, reply: 'partial', error: code });
    },
  );

  it('does not end its turn by the refusal of a request', () => {
    expect(turnsOf(taking([snapshot('c', [running]), failure('bad_request')]))[0]?.status).toBe('streaming');
    const ofBoard = failure('storage', { ideaId: 'i' });
    expect(turnsOf(taking([snapshot('c', [running]), ofBoard]))[0]?.status).toBe('streaming');
  });

  it('gets earlier turns in front, each once', () => {
    const earlier = { tag: 'earlier', chatId: 'c', turns: [turn('t0'), turn('t1')], more: false } as const;
    const state = taking([
      snapshot('c', [turn('t1'), turn('t2')], [], true),
      { ...earlier, turns: [...earlier.turns] },
    ]);
    expect(turnsOf(state).map(({ id }) => id)).toEqual(['t0', 't1', 't2']);
    expect(chatOf(state, 'c').more).toBe(false);
  });

  it('shows nothing any more when it is gone', () => {
    const state = taking([snapshot('c', [turn('t1')], [idea('i')]), { tag: 'gone', chatId: 'c' }]);
    expect(chatOf(state, 'c')).toMatchObject({ phase: 'gone', turns: [], ideas: [] });
    expect(state.entries).toEqual([]);
  });

  it('keeps other turns as the same objects while one streams', () => {
    const before = taking([snapshot('c', [turn('t0'), running])]);
    const later = taking([message('c', 'x')], before);
    expect(turnsOf(later)[0]).toBe(turnsOf(before)[0]);
  });
});

describe('an idea', () => {
  const writing = taking([snapshot('c', [running]), ideaChunk('c', 'Whis')]);

  it('is shown while it is written, under one key, and once when it is saved', () => {
    const [live] = liveIdeas(chatOf(writing, 'c'));
    expect(live).toMatchObject({ text: 'Whis', writing: true });
    const done = taking([ideaChunk('c', 'kers', true)], writing);
    expect(liveIdeas(chatOf(done, 'c'))).toMatchObject([{ text: 'Whiskers', writing: false, key: live?.key }]);
    const stored = taking([saved(idea('i', { turnId: 't1' }))], done);
    expect(liveIdeas(chatOf(stored, 'c'))).toEqual([]);
  });

  it('is not shown twice when it is on disk before its last chunk comes', () => {
    const stored = taking([saved(idea('i', { turnId: 't1' }))], writing);
    expect(liveIdeas(chatOf(stored, 'c'))).toEqual([]);
    expect(liveIdeas(chatOf(taking([ideaChunk('c', 'kers', true)], stored), 'c'))).toEqual([]);
  });

  it('with the words of one on the board is not written onto it again', () => {
    const board = taking([
      snapshot('c', [running], [idea('old', { text: 'A  quiet Page' })]),
      ideaChunk('c', 'a quiet page', true),
    ]);
    expect(liveIdeas(chatOf(board, 'c'))).toEqual([]);
  });
});

describe('a board change', () => {
  const board = taking([snapshot('c', [], [idea('i', { rev: 3 })])]);
  const change = (state: State, patch: object) =>
    reduce(state, { type: 'ideas-changed', chatId: 'c', patches: [{ id: 'i', ...patch }], now: 5 });
  const pendingOf = (state: State) => state.pendingIdeas[0];

  it('is settled by the server’s word, and not by another one', () => {
    const changed = change(board, { starred: true });
    const other = taking([saved(idea('i', { rev: 4 }))], changed);
    expect(other.pendingIdeas).toHaveLength(1);
    expect(taking([saved(idea('i', { rev: 5, starred: true }))], other).pendingIdeas).toEqual([]);
  });

  it('joins those that have not been confirmed, on the revision that was changed first', () => {
    const one = change(board, { text: 'mine' });
    const later = taking([saved(idea('i', { rev: 4, text: 'theirs' }))], one);
    expect(pendingOf(change(later, { starred: true }))).toMatchObject({
      rev: 3,
      patch: { id: 'i', text: 'mine', starred: true },
    });
  });

  it('whose receipt was lost counts as seen when the server shows its own text', () => {
    const sent = reduce(change(board, { text: 'one' }), { type: 'ideas-sent', ids: ['i'] });
    const again = change(sent, { text: 'two' });
    expect(pendingOf(taking([snapshot('c', [], [idea('i', { rev: 4, text: 'one' })])], again))?.rev).toBe(4);
  });

  it('that another person was faster than is set aside with both texts', () => {
    const mine = change(board, { text: 'mine' });
    const theirs = idea('i', { rev: 4, text: 'theirs' });
    const state = taking([failure('conflict', { ideaId: 'i', idea: theirs })], mine);
    expect(chatOf(state, 'c').ideas).toEqual([theirs]);
    expect(pendingOf(state)).toMatchObject({ patch: { text: 'mine' }, refusal: { code: 'conflict', later: false } });
    expect(pendingOf(reduce(state, { type: 'idea-retried', id: 'i' }))).toMatchObject({ rev: 4, refusal: undefined });
  });

  it('that was refused is not sent by another change to the idea, except by another text', () => {
    const theirs = idea('i', { rev: 4, text: 'theirs' });
    const state = taking([failure('conflict', { ideaId: 'i', idea: theirs })], change(board, { text: 'mine' }));
    expect(pendingOf(change(state, { starred: true }))).toMatchObject({
      patch: { text: 'mine', starred: true },
      refusal: { code: 'conflict' },
    });
    expect(pendingOf(change(state, { text: 'both' }))).toMatchObject({ rev: 4, patch: { text: 'both' } });
    expect(pendingOf(change(state, { text: 'both' }))?.refusal).toBeUndefined();
  });

  it('that was refused for now stays as it is', () => {
    const state = taking([failure('storage', { ideaId: 'i' })], change(board, { text: 'mine' }));
    expect(pendingOf(state)?.refusal).toBeUndefined();
  });

  it('that was taken back before it was sent is no change any more', () => {
    const old = { text: 'idea i', theme: null };
    const mine = change(change(board, { text: 'mine', theme: 'Fun' }), { starred: true });
    expect(pendingOf(change(mine, old))?.patch).toEqual({ id: 'i', starred: true });
    expect(change(change(mine, old), { starred: false }).pendingIdeas).toEqual([]);
    // The server may have what was sent.
    const sent = reduce(mine, { type: 'ideas-sent', ids: ['i'] });
    expect(pendingOf(change(sent, old))?.patch).toEqual({ id: 'i', ...old, starred: true });
  });

  it('that is an idea of a chat’s own lists the chat', () => {
    const patches = [{ id: 'n', text: 'First of all' }];
    const state = reduce(initialState('c'), { type: 'ideas-changed', chatId: 'c', patches, now: 5 });
    expect(state.entries).toMatchObject([{ id: 'c', title: 'First of all', updatedAt: 5 }]);
  });
});

describe('the outbox', () => {
  it('keeps a message until its receipt', () => {
    const waiting = withItem(queued('m'));
    expect(taking([message('c', 'x')], waiting).outbox).toHaveLength(1);
    expect(taking([{ tag: 'turn', chatId: 'c', turn: turn('m', { status: 'waiting' }) }], waiting).outbox).toEqual([]);
  });

  it('lets a message go that a snapshot shows as stored', () => {
    expect(taking([snapshot('c', [turn('m')])], withItem(queued('m'))).outbox).toEqual([]);
  });

  it.each([
    ['busy', true],
    ['rate_limited', true],
    ['storage', true],
    ['too_long', false],
    ['conflict', false],
  ])('keeps a message refused with %s, to be sent again by itself: %s', (code, later) => {
    const state = taking([failure(code, { id: 'm' })], withItem(queued('m')));
    expect(state.outbox[0]?.refusal).toEqual({ code, sentence: 'It broke.', later });
  });

  it('does not end a running turn by the refusal of another message', () => {
    const state = taking([snapshot('c', [running]), failure('storage', { id: 'm' })]);
    expect(turnsOf(state)[0]?.status).toBe('streaming');
  });
});

describe('the newest turn that was seen', () => {
  it('is that of the chat, or an own message that waits', () => {
    expect(newestTurn(initialState('c'), 'c')).toBeNull();
    const state = taking([snapshot('c', [turn('t1'), turn('t2')])]);
    expect(newestTurn(state, 'c')).toBe('t2');
    expect(newestTurn(reduce(state, { type: 'queued', item: queued('m') }), 'c')).toBe('m');
  });
});

describe('the list of chats', () => {
  it('has a chat from the moment something was sent in it, before the server knows it', () => {
    expect(withItem(queued('m', { message: 'Cats' })).entries).toMatchObject([{ id: 'c', title: 'Cats' }]);
  });

  it('gets a chat with its first turn, named after the message', () => {
    const state = taking([
      snapshot('c'),
      { tag: 'turn', chatId: 'c', turn: turn('t', { message: 'Names\nfor a cat' }) },
    ]);
    expect(state.entries).toMatchObject([{ id: 'c', title: 'Names for a cat', named: false }]);
  });

  it('keeps what people wrote, and the newest answers, as lines to search by', () => {
    const first = turn('t', { message: 'Cats', reply: 'Try **Whiskers**.' });
    const second = turn('u', { message: 'More', reply: '', status: 'streaming' });
    const state = taking([snapshot('c', [first, second], [idea('i', { text: 'Tiger' })])]);
    expect(state.entries).toMatchObject([{ excerpt: 'More\nCats\nTiger\nTry Whiskers.' }]);
    const ended = taking([message('c', 'Try Socks.', true)], state);
    expect(ended.entries).toMatchObject([{ excerpt: 'More\nCats\nTiger\nTry Socks.\nTry Whiskers.' }]);
    const long = (id: string) => turn(id, { message: `About ${id}`, reply: id.repeat(6_000) });
    const excerpt = taking([snapshot('c', [long('x'), long('y'), long('z')])]).entries[0]?.excerpt ?? '';
    expect(excerpt).toMatch(/^About z\nAbout y\nAbout x\nz{6000}\ny+$/);
    expect(excerpt.length).toBeLessThanOrEqual(10_000);
  });

  it('keeps what it knows of turns that are not loaded', () => {
    const known = taking([snapshot('c', [turn('t', { message: 'Cats', reply: 'Whiskers' })])]);
    const later = turn('u', { message: 'Dogs', reply: 'Rex' });
    const more = taking([snapshot('c', [later], [], true)], known);
    expect(more.entries).toMatchObject([{ excerpt: 'Dogs\nRex\nCats\nWhiskers' }]);
    expect(taking([snapshot('c', [later], [], true)], more).entries).toEqual(more.entries);
  });

  it('names a chat that has only a board after the first idea on it', () => {
    const ideas = [idea('b', { text: 'Second', position: 2 }), idea('a', { text: 'First', position: 1 })];
    const frames = [snapshot('c', [], ideas)];
    const opened = reduce(initialState('c'), { type: 'frames', frames, now: 7 });
    expect(opened.entries).toEqual([entry('c', { title: 'First', excerpt: 'Second\nFirst', updatedAt: 7 })]);
    const watched = taking([snapshot('c'), saved(...ideas)]);
    expect(watched.entries).toMatchObject([{ title: 'First' }]);
    const asked = taking([{ tag: 'turn', chatId: 'c', turn: turn('t', { message: 'Cats' }) }], opened);
    expect(asked.entries).toMatchObject([{ title: 'Cats' }]);
    expect(taking([saved(...ideas)], initialState('other')).entries).toEqual([]);
  });

  it('keeps the name that a person gave', () => {
    const first = taking([snapshot('c', [turn('t')])]);
    const named = reduce(first, { type: 'entry', id: 'c', change: { title: 'Cats', named: true } });
    expect(taking([snapshot('c', [turn('t')])], named).entries[0]?.title).toBe('Cats');
  });

  it('does not take a later message for the first one', () => {
    const first = taking([snapshot('c', [turn('t', { message: 'The first' })])]);
    const later = taking([snapshot('c', [turn('t9', { message: 'The ninth' })], [], true)], first);
    expect(later.entries[0]?.title).toBe('The first');
    const added = taking([{ tag: 'turn', chatId: 'c', turn: turn('t10') }], later);
    expect(added.entries[0]?.title).toBe('The first');
  });

  it('has a chat opened by its link under the day of its last turn', () => {
    const last = turn('t2', { createdAt: '2026-02-01T00:00:00Z' });
    expect(taking([snapshot('c', [turn('t1'), last])]).entries).toMatchObject([{ updatedAt: Date.UTC(2026, 1, 1) }]);
  });

  it('does not bring a chat back that is gone', () => {
    const gone = taking([{ tag: 'gone', chatId: 'c' }]);
    expect(reduce(gone, { type: 'listed', entries: [entry('c'), entry('d')] }).entries).toEqual([entry('d')]);
  });

  it('does not list an empty chat', () => {
    expect(taking([snapshot('c')]).entries).toEqual([]);
  });

  it('names a chat by its first paragraph, cut short', () => {
    expect(titleOf('x'.repeat(100))).toHaveLength(60);
    expect(titleOf(' Names\nfor a dog\n \nMy own first ideas:\n- Biscuit')).toBe('Names for a dog');
  });
});

describe('what a listener hears', () => {
  const started = taking([snapshot('c'), { tag: 'turn', chatId: 'c', turn: running }]);

  it('is that an answer runs, then the answer and the ideas saved', () => {
    expect(started.announcement.text).toBe('Answering');
    const frames = [ideaChunk('c', 'A', true), ideaChunk('c', 'B', true), message('c', 'Saved **both**!', true)];
    expect(taking(frames, started).announcement.text).toBe('Done. Saved both! 2 ideas saved.');
  });

  it('is not each chunk', () => {
    expect(taking([message('c', 'word')], started).announcement).toBe(started.announcement);
  });

  it('is that an answer broke off', () => {
    const state = taking([failure('interrupted')], started);
    expect(state.announcement.text).toBe('The answer was cut off. Everything written so far is saved.');
  });

  it('is who stopped an answer', () => {
    const stopped = { tag: 'turn', chatId: 'c', turn: { ...running, status: 'stopped' } } as const;
    expect(taking([stopped], started).announcement.text).toBe('Stopped by someone else.');
    const here = reduce(started, { type: 'stopped', chatId: 'c' });
    expect(taking([stopped], here).announcement.text).toBe('You stopped this answer.');
  });
});

describe('who stopped an answer', () => {
  const stopped = { ...running, status: 'stopped' } as const;
  const told = { tag: 'turn', chatId: 'c', turn: stopped } as const;
  const stopperOf = (...frames: Frame[]) => taking(frames).stopped.get('t1');

  it('is someone else, if it came stopped while the page watched it', () => {
    expect(stopperOf(snapshot('c', [running]), told)).toBe('others');
    expect(stopperOf(snapshot('c', [running]), message('c', 'half', true), told)).toBe('others');
  });

  it('is nobody the page knows, if it was stopped before or while the socket was gone', () => {
    expect(stopperOf(snapshot('c', [stopped]), told)).toBeUndefined();
    expect(stopperOf(snapshot('c', [running]), snapshot('c', [stopped]))).toBeUndefined();
    expect(stopperOf(snapshot('c'), told)).toBeUndefined();
  });
});

describe('an answer nobody looks at', () => {
  const done = message('c', 'x', true);
  const started = taking([snapshot('c', [running])]);

  it('marks its chat as unread while the page is hidden, until it is looked at', () => {
    const hidden = taking([done], reduce(started, { type: 'hidden', hidden: true }));
    expect(hidden.unread).toEqual(['c']);
    expect(reduce(hidden, { type: 'hidden', hidden: false }).unread).toEqual([]);
  });

  it('marks a chat whose answer ended while the socket was gone', () => {
    const hidden = reduce(started, { type: 'hidden', hidden: true });
    const lost = reduce(hidden, { type: 'link', link: { status: 'waiting', retryAt: 0, tries: 1 } });
    expect(taking([snapshot('c', [{ ...running, status: 'done', reply: 'x' }])], lost).unread).toEqual(['c']);
  });

  it('marks a chat that is not the one shown', () => {
    expect(taking([done], reduce(started, { type: 'show', chatId: 'd' })).unread).toEqual(['c']);
  });

  it('marks nothing in the chat that is looked at', () => {
    expect(taking([done], started).unread).toEqual([]);
  });
});
