import { describe, expect, it } from 'vitest';
import { liveIdeas } from '../../src/ideas/board';
import { reduce, titleOf } from '../../src/store/reducer';
import { chatOf, initialState, type OutboxItem, type State } from '../../src/store/state';
import { idea, ideaChunk, message, snapshot, taking, turn } from './helpers';

const queued = (id: string, change: Partial<OutboxItem> = {}): OutboxItem => ({
  id,
  chatId: 'c',
  message: `question ${id}`,
  after: undefined,
  createdAt: 1,
  refusal: undefined,
  ...change,
});

const withItem = (item: OutboxItem): State => reduce(initialState('c'), { type: 'queued', item });
const running = turn('t1', { status: 'streaming' });
const turnsOf = (state: State) => chatOf(state, 'c').turns;

describe('a chat', () => {
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
      const error = { tag: 'error', code, chunk: 'It broke.', chatId: 'c', id: undefined } as const;
      const state = taking([snapshot('c', [running]), message('c', 'partial'), error]);
      const status = code === 'interrupted' ? 'interrupted' : 'error';
      expect(turnsOf(state)[0]).toMatchObject({ status, reply: 'partial', error: code });
    },
  );

  it('does not end its turn by the refusal of a request', () => {
    const error = { tag: 'error', code: 'bad_request', chunk: 'No.', chatId: 'c', id: undefined } as const;
    expect(turnsOf(taking([snapshot('c', [running]), error]))[0]?.status).toBe('streaming');
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

  it('is shown while it is written, and once when it is saved, under one key', () => {
    const [live] = liveIdeas(chatOf(writing, 'c'));
    expect(live).toMatchObject({ text: 'Whis', writing: true });
    const done = taking([ideaChunk('c', 'kers', true)], writing);
    expect(liveIdeas(chatOf(done, 'c'))).toMatchObject([{ text: 'Whiskers', writing: false, key: live?.key }]);
    const saved = taking([{ tag: 'idea-saved', chatId: 'c', idea: idea('i', { turnId: 't1' }) }], done);
    expect(liveIdeas(chatOf(saved, 'c'))).toEqual([]);
    expect(chatOf(saved, 'c').keys.i).toBe(live?.key);
  });

  it('is not shown twice when it is on disk before its last chunk comes', () => {
    const saved = taking([{ tag: 'idea-saved', chatId: 'c', idea: idea('i', { turnId: 't1' }) }], writing);
    expect(liveIdeas(chatOf(saved, 'c'))).toEqual([]);
    expect(liveIdeas(chatOf(taking([ideaChunk('c', 'kers', true)], saved), 'c'))).toEqual([]);
  });

  it('shows a change at once and settles it by the server’s word', () => {
    const changed = reduce(writing, { type: 'idea-changed', chatId: 'c', patch: { id: 'i', starred: true } });
    expect(changed.pendingIdeas).toHaveLength(1);
    const other = taking([{ tag: 'idea-saved', chatId: 'c', idea: idea('i') }], changed);
    expect(other.pendingIdeas).toHaveLength(1);
    const settled = taking([{ tag: 'idea-saved', chatId: 'c', idea: idea('i', { starred: true }) }], other);
    expect(settled.pendingIdeas).toEqual([]);
  });

  it('joins changes that have not been confirmed', () => {
    const one = reduce(writing, { type: 'idea-changed', chatId: 'c', patch: { id: 'i', starred: true } });
    const two = reduce(one, { type: 'idea-changed', chatId: 'c', patch: { id: 'i', text: 'new' } });
    expect(two.pendingIdeas.map((item) => item.patch)).toEqual([{ id: 'i', starred: true, text: 'new' }]);
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
    ['too_long', false],
    ['conflict', false],
  ])('keeps a message refused with %s, to be sent again by itself: %s', (code, later) => {
    const error = { tag: 'error', code, chunk: 'Not now.', chatId: 'c', id: 'm' } as const;
    expect(taking([error], withItem(queued('m'))).outbox[0]?.refusal).toEqual({ code, sentence: 'Not now.', later });
  });

  it('does not end a running turn by the refusal of another message', () => {
    const error = { tag: 'error', code: 'storage', chunk: 'Disk full.', chatId: 'c', id: 'm' } as const;
    expect(turnsOf(taking([snapshot('c', [running]), error]))[0]?.status).toBe('streaming');
  });
});

describe('the list of chats', () => {
  it('gets a chat with its first turn, named after the message', () => {
    const state = taking([
      snapshot('c'),
      { tag: 'turn', chatId: 'c', turn: turn('t', { message: 'Names\nfor a cat' }) },
    ]);
    expect(state.entries).toMatchObject([{ id: 'c', title: 'Names for a cat', named: false }]);
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

  it('does not list an empty chat', () => {
    expect(taking([snapshot('c')]).entries).toEqual([]);
  });

  it('cuts a long title at a word’s length', () => {
    expect(titleOf('x'.repeat(100))).toHaveLength(60);
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
    const error = { tag: 'error', code: 'interrupted', chunk: 'The line broke.', chatId: 'c', id: undefined } as const;
    expect(taking([error], started).announcement.text).toBe('The answer broke off here. What was written is kept.');
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

  it('marks a chat that is not the one shown', () => {
    expect(taking([done], reduce(started, { type: 'show', chatId: 'd' })).unread).toEqual(['c']);
  });

  it('marks nothing in the chat that is looked at', () => {
    expect(taking([done], started).unread).toEqual([]);
  });
});
