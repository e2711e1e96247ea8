import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chatOf } from '../../src/store/state';
import { Opening, PAGE_OF_TURNS, QUIET_MS } from '../../src/sync/opening';
import { FakeWiring } from './fake-wiring';
import { failure, queued, snapshot, turn } from './helpers';

let wiring: FakeWiring;
let opening: Opening;

beforeEach(() => {
  vi.useFakeTimers();
  wiring = new FakeWiring();
  opening = new Opening(wiring);
});
afterEach(() => void vi.useRealTimers());

const asked = () => wiring.sent.map(({ chatId, ...rest }) => [chatId, 'limit' in rest ? rest.limit : undefined]);
const show = (chatId: string) => {
  wiring.store.dispatch({ type: 'show', chatId });
  opening.pump();
};

describe('a chat', () => {
  it('that is shown is asked for once a socket, in a page of at most 20 turns', () => {
    wiring.connect(opening);
    opening.pump();
    expect(asked()).toEqual([['c', 20]]);
    expect(PAGE_OF_TURNS).toBe(20);
  });

  it('that was followed is opened again on the next socket, so that none says “answering” forever', () => {
    wiring.connect(opening);
    wiring.take(opening, snapshot('c', [turn('t', { status: 'streaming' })]));
    show('d');
    wiring.take(opening, snapshot('d'));
    wiring.lose(opening);
    wiring.connect(opening);
    expect(asked()).toEqual([
      ['d', 20],
      ['c', 20],
    ]);
    wiring.take(opening, snapshot('c', [turn('t', { status: 'done' })]));
    expect(chatOf(wiring.store.getSnapshot(), 'c').turns).toMatchObject([{ status: 'done' }]);
  });

  it('waits while many others are loading', () => {
    wiring.connect(opening);
    for (const chatId of ['1', '2', '3', '4', '5']) opening.follow(chatId);
    wiring.lose(opening);
    wiring.connect(opening);
    expect(asked()).toHaveLength(4);
    wiring.take(opening, snapshot('c'));
    expect(asked()).toHaveLength(5);
  });

  it('that times out is requested with smaller pages until it arrives', () => {
    wiring.connect(opening);
    for (const limit of [20, 10, 5, 2, 1, 1]) {
      expect(asked()).toEqual([['c', limit]]);
      wiring.lose(opening);
      wiring.connect(opening);
    }
    wiring.take(opening, snapshot('c'));
    wiring.lose(opening);
    wiring.connect(opening);
    expect(asked()).toEqual([['c', 20]]);
  });

  it('that could not be opened is requested again by the retry timer', () => {
    wiring.connect(opening);
    wiring.take(opening, failure('rate_limited', { chunk: 'Please retry in 9 s.' }));
    expect(wiring.retries).toEqual([9_000]);
    opening.pump();
    expect(asked()).toHaveLength(1);
    opening.retry();
    opening.pump();
    expect(asked()).toHaveLength(2);
  });

  it('that is gone is not opened again', () => {
    wiring.connect(opening);
    wiring.take(opening, snapshot('c'), { tag: 'gone', chatId: 'c' });
    wiring.lose(opening);
    wiring.connect(opening);
    expect(asked()).toEqual([]);
  });

  it('gets its earlier turns once per request', () => {
    wiring.connect(opening);
    wiring.take(opening, snapshot('c', [turn('t9')], [], true));
    opening.loadEarlier('c');
    opening.loadEarlier('c');
    expect(wiring.sent.slice(1)).toEqual([{ chatId: 'c', open: true, before: 't9', limit: 20 }]);
  });

  it('that does not come after another one did is asked for again', () => {
    wiring.connect(opening);
    opening.follow('d');
    wiring.take(opening, snapshot('c'));
    vi.advanceTimersByTime(QUIET_MS);
    expect(asked().map(([chatId]) => chatId)).toEqual(['c', 'd', 'd']);
    wiring.take(opening, snapshot('d'));
    vi.advanceTimersByTime(10 * QUIET_MS);
    expect(asked()).toHaveLength(3);
  });

  it('that has not told of a message it was sent is asked for again', () => {
    wiring.connect(opening);
    wiring.store.dispatch({ type: 'queued', item: queued('m', { sent: true }) });
    wiring.take(opening, snapshot('c'));
    vi.advanceTimersByTime(QUIET_MS);
    expect(asked()).toHaveLength(2);
    wiring.take(opening, snapshot('c', [turn('m')]));
    vi.advanceTimersByTime(10 * QUIET_MS);
    expect(asked()).toHaveLength(2);
  });

  it('whose earlier turns do not come is asked for again, so that they can be asked for', () => {
    wiring.connect(opening);
    wiring.take(opening, snapshot('c', [turn('t9')], [], true));
    opening.loadEarlier('c');
    wiring.take(opening, snapshot('d'));
    vi.advanceTimersByTime(QUIET_MS);
    expect(wiring.sent.at(-1)).toEqual({ chatId: 'c', open: true, limit: 20 });
    wiring.take(opening, snapshot('c', [turn('t9')], [], true));
    expect(chatOf(wiring.store.getSnapshot(), 'c').loadingEarlier).toBe(false);
  });

  it('whose answer goes silent is asked for again, and one that has ended is not', () => {
    wiring.connect(opening);
    wiring.take(opening, snapshot('c', [turn('t', { status: 'streaming' })]));
    vi.advanceTimersByTime(QUIET_MS);
    expect(asked()).toHaveLength(2);
    wiring.take(opening, snapshot('c', [turn('t')]));
    vi.advanceTimersByTime(10 * QUIET_MS);
    expect(asked()).toHaveLength(2);
  });
});
