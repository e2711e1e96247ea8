import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '../../src/socket/frames';
import { BoardSync, batchOf, MOST_CHANGES } from '../../src/sync/board';
import { FakeWiring } from './fake-wiring';
import { failure, idea, pending, saved, snapshot } from './helpers';

let wiring: FakeWiring;
let board: BoardSync;

beforeEach(() => {
  vi.useFakeTimers();
  wiring = new FakeWiring();
  board = new BoardSync(wiring, () => {});
});
afterEach(() => void vi.useRealTimers());

const waiting = () => wiring.store.getSnapshot().pendingIdeas;
/** The changes of each request sent on the current socket. */
const batches = (): Change[][] =>
  wiring.sent.map((request) => ('ideas' in request ? request.ideas : 'idea' in request ? [request.idea] : []));
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `n${index}`, text: `Idea ${index}`, position: index }));

describe('a change to the board', () => {
  it('made offline is sent when the socket opens, and again after a loss, until it is confirmed', () => {
    board.change('c', [{ id: 'n', text: 'My own', position: 0 }]);
    wiring.connect(board);
    expect(batches()).toEqual([[{ id: 'n', text: 'My own', position: 0 }]]);
    wiring.lose(board);
    wiring.connect(board);
    expect(batches()).toHaveLength(1);
    wiring.take(board, saved(idea('n', { text: 'My own' })));
    expect(waiting()).toEqual([]);
    wiring.lose(board);
    wiring.connect(board);
    expect(batches()).toEqual([]);
  });

  it('is one of a batch: 300 made offline are two requests', () => {
    board.change('c', many(300));
    wiring.connect(board);
    expect(batches().map((batch) => batch.length)).toEqual([MOST_CHANGES]);
    const stored = many(300).map((change) => idea(change.id, change));
    wiring.take(board, saved(...stored.slice(0, MOST_CHANGES)));
    expect(batches().map((batch) => batch.length)).toEqual([MOST_CHANGES, 100]);
    wiring.take(board, saved(...stored.slice(MOST_CHANGES)));
    expect(batches()).toHaveLength(2);
    expect(waiting()).toEqual([]);
  });

  it('waits while its chat has a batch in flight', () => {
    wiring.connect(board);
    board.change('c', [{ id: 'a', text: 'a' }]);
    board.change('c', [{ id: 'b', text: 'b' }]);
    board.change('d', [{ id: 'x', text: 'x' }]);
    expect(batches().map((batch) => batch.map(({ id }) => id))).toEqual([['a'], ['x']]);
    wiring.take(board, saved(idea('a', { text: 'a' })));
    expect(batches().at(-1)).toEqual([{ id: 'b', text: 'b' }]);
  });

  it('is cleaned as the server cleans it, so that it is confirmed', () => {
    wiring.connect(board);
    board.change('c', [{ id: 'a', text: ' a\0b ' }]);
    expect(batches()).toEqual([[{ id: 'a', text: 'ab' }]]);
  });

  it('gives way if the server stores something else, instead of being sent forever', () => {
    wiring.connect(board);
    board.change('c', [{ id: 'a', text: 'a  b' }]);
    wiring.take(board, saved(idea('a', { text: 'a b' })));
    vi.advanceTimersByTime(120_000);
    expect(waiting()).toEqual([]);
    expect(batches()).toHaveLength(1);
  });

  it('does not give way to a snapshot that is older than it', () => {
    wiring.connect(board);
    board.change('c', [{ id: 'a', text: 'new' }]);
    wiring.take(board, snapshot('c', [], [idea('a', { text: 'old' })]));
    vi.advanceTimersByTime(60_000);
    expect(waiting()).toHaveLength(1);
  });

  it('without an answer is sent again', () => {
    wiring.connect(board);
    board.change('c', [{ id: 'a', text: 'new' }]);
    vi.advanceTimersByTime(30_000);
    expect(batches()).toHaveLength(2);
    expect(batches()[1]).toEqual(batches()[0]);
  });

  it('is not sent while its chat is being deleted', () => {
    board.change('c', [{ id: 'a', text: 'a' }]);
    wiring.store.dispatch({ type: 'entry', id: 'c', change: { deletedAt: 5 } });
    wiring.connect(board);
    expect(batches()).toEqual([]);
  });
});

describe('a batch', () => {
  it('fits into one frame of the server', () => {
    const long = Array.from({ length: 10 }, (_, index) => pending(`p${index}`, { text: 'x'.repeat(2_000) }));
    const batch = batchOf(long);
    expect(batch.length).toBeGreaterThan(1);
    expect(batch.length).toBeLessThan(10);
    expect(batchOf([pending('p', { text: 'x'.repeat(90_000) })])).toHaveLength(1);
  });

  it('that is refused for now is sent again by the retry timer, after the wait that the server asks for', () => {
    wiring.connect(board);
    board.change('c', many(2));
    wiring.take(board, failure('rate_limited', { ideaId: 'n0', chunk: 'Please retry in 3 s.' }));
    expect(wiring.retries).toEqual([3_000]);
    board.change('c', [{ id: 'x', text: 'x' }]);
    expect(batches()).toHaveLength(1);
    board.retry();
    board.pump();
    expect(
      batches()
        .at(-1)
        ?.map(({ id }) => id),
    ).toEqual(['n0', 'n1', 'x']);
  });

  it('that could not be stored stays, and shows an error', () => {
    wiring.connect(board);
    board.change('c', many(2));
    wiring.take(board, failure('storage', { ideaId: 'n0', chunk: 'The disk is full.' }));
    expect(wiring.notices).toEqual(['The disk is full.']);
    expect(waiting()).toHaveLength(2);
  });

  it('is sent again without the refused change, which is set aside', () => {
    wiring.connect(board);
    board.change('c', many(3));
    wiring.take(board, failure('bad_request', { ideaId: 'n1', chunk: 'The board is full.' }));
    expect(
      batches()
        .at(-1)
        ?.map(({ id }) => id),
    ).toEqual(['n0', 'n2']);
    expect(waiting().find((item) => item.id === 'n1')).toMatchObject({
      patch: { text: 'Idea 1' },
      refusal: { code: 'bad_request', sentence: 'The board is full.' },
    });
    board.drop('n1');
    expect(waiting().map((item) => item.id)).toEqual(['n0', 'n2']);
  });

  it('is sent again without a change to an idea that no longer exists', () => {
    wiring.connect(board);
    board.change('c', [
      { id: 'gone', starred: true },
      { id: 'n', text: 'new' },
    ]);
    wiring.take(board, failure('bad_request', { ideaId: 'gone', chunk: 'That idea is no longer on this board.' }));
    expect(waiting().map((item) => item.id)).toEqual(['n']);
    expect(batches().at(-1)).toEqual([{ id: 'n', text: 'new' }]);
    expect(wiring.notices).toEqual(['That idea is no longer on this board.']);
  });

  it('with a change too large for a frame sets it aside without sending it', () => {
    wiring.tooLarge = 5_000;
    wiring.connect(board);
    board.change('c', [{ id: 'a', text: 'x'.repeat(5_000) }]);
    expect(batches()).toEqual([]);
    expect(waiting()).toMatchObject([{ refusal: { code: 'too_long' } }]);
    board.change('c', [{ id: 'b', text: 'short' }]);
    expect(batches()).toEqual([[{ id: 'b', text: 'short' }]]);
  });
});

describe('an idea that two people edit', () => {
  const theirs = idea('i', { rev: 4, text: 'theirs' });

  beforeEach(() => {
    wiring.connect(board);
    wiring.take(board, snapshot('c', [], [idea('i', { rev: 3, text: 'old' })]));
    board.change('c', [{ id: 'i', text: 'mine' }]);
  });

  it('is changed only at the revision that was seen', () => {
    expect(batches()).toEqual([[{ id: 'i', text: 'mine', rev: 3 }]]);
  });

  it('is starred and moved whatever its revision', () => {
    board.change('c', [{ id: 'other', starred: true }]);
    wiring.take(board, saved(idea('i', { rev: 4, text: 'mine' })));
    expect(batches().at(-1)).toEqual([{ id: 'other', starred: true }]);
  });

  it('shows the second person both texts, and sends nothing until they choose', () => {
    wiring.take(board, failure('conflict', { ideaId: 'i', idea: theirs }));
    expect(batches()).toHaveLength(1);
    expect(waiting()).toMatchObject([{ patch: { text: 'mine' }, refusal: { code: 'conflict' } }]);
    expect(wiring.notices).toEqual([]);
  });

  it.each([
    ['before the refusal', true],
    ['after it', false],
  ])('is sent again without a question if someone else only starred it, which is told %s', (_, toldBefore) => {
    const starred = idea('i', { rev: 4, text: 'old', starred: true });
    const frames = [saved(starred), failure('conflict', { ideaId: 'i', idea: starred })];
    wiring.take(board, ...(toldBefore ? frames : frames.toReversed()));
    expect(waiting()).toMatchObject([{ refusal: undefined }]);
    expect(batches().at(-1)).toEqual([{ id: 'i', text: 'mine', rev: 4 }]);
  });

  it('is not saved where nobody sees it if someone else set it aside while offline', () => {
    wiring.lose(board);
    wiring.take(board, snapshot('c', [], [idea('i', { rev: 4, text: 'old', deleted: true })]));
    wiring.connect(board);
    expect(batches()).toEqual([[{ id: 'i', text: 'mine', rev: 3 }]]);
  });

  it('comes back to the board if someone else set it aside, when the person wants their text', () => {
    const aside = idea('i', { rev: 4, text: 'old', deleted: true });
    wiring.take(board, failure('conflict', { ideaId: 'i', idea: aside }));
    board.again('i');
    expect(batches().at(-1)).toEqual([{ id: 'i', text: 'mine', deleted: false, rev: 4 }]);
  });

  it('takes the person’s own text when they say so', () => {
    wiring.take(board, failure('conflict', { ideaId: 'i', idea: theirs }));
    board.again('i');
    expect(batches().at(-1)).toEqual([{ id: 'i', text: 'mine', rev: 4 }]);
  });

  it('keeps both texts when they say so, in one theme', () => {
    wiring.take(board, failure('conflict', { ideaId: 'i', idea: { ...theirs, theme: 'Fun' } }));
    board.change('c', board.split('i'));
    expect(waiting()).toMatchObject([{ patch: { text: 'mine', theme: 'Fun', position: 1 } }]);
    expect(waiting()[0]?.id).not.toBe('i');
    expect(batches().at(-1)).toMatchObject([{ text: 'mine' }]);
  });

  it('is never overwritten by an edit that waited over a reload', () => {
    wiring.lose(board);
    board = new BoardSync(wiring, () => {});
    wiring.store.dispatch({ type: 'frames', frames: [snapshot('c', [], [theirs])] });
    wiring.connect(board);
    expect(batches()).toEqual([[{ id: 'i', text: 'mine', rev: 3 }]]);
  });

  it('is edited while a star or a move is in flight, without a conflict with oneself', () => {
    wiring.take(board, saved(idea('i', { rev: 4, text: 'mine' })));
    board.change('c', [{ id: 'i', starred: true }]);
    board.change('c', [{ id: 'i', text: 'mine, better' }]);
    wiring.take(board, saved(idea('i', { rev: 5, text: 'mine', starred: true })));
    expect(batches().at(-1)).toEqual([{ id: 'i', text: 'mine, better', starred: true, rev: 5 }]);
  });

  it('is edited again after an answer was lost, without a conflict with oneself', () => {
    wiring.lose(board);
    board.change('c', [{ id: 'i', text: 'mine, better' }]);
    wiring.take(board, snapshot('c', [], [idea('i', { rev: 4, text: 'mine' })]));
    wiring.connect(board);
    expect(batches()).toEqual([[{ id: 'i', text: 'mine, better', rev: 4 }]]);
  });
});
