import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Forgetting, UNDO_MS } from '../../src/sync/forgetting';
import { FakeWiring } from './fake-wiring';
import { snapshot, turn } from './helpers';

let wiring: FakeWiring;
let forgetting: Forgetting;
const forget = [{ chatId: 'c', forget: true }];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  wiring = new FakeWiring();
  forgetting = new Forgetting(wiring);
  wiring.connect(forgetting);
  wiring.take(forgetting, snapshot('c', [turn('t')]));
  forgetting.delete('c');
});
afterEach(() => void vi.useRealTimers());

describe('a deleted chat', () => {
  it('is forgotten only when the time to undo has passed', () => {
    vi.advanceTimersByTime(UNDO_MS - 1);
    expect(wiring.sent).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(wiring.sent).toEqual(forget);
  });

  it('is forgotten at once when the page is closed, since nobody can undo it then', () => {
    forgetting.leave();
    expect(wiring.sent).toEqual(forget);
    vi.advanceTimersByTime(UNDO_MS);
    expect(wiring.sent).toHaveLength(1);
  });

  it('in another tab is left to that tab', () => {
    const other = new Forgetting(wiring);
    other.leave();
    expect(wiring.sent).toEqual([]);
    vi.advanceTimersByTime(UNDO_MS);
    expect(wiring.sent).toEqual(forget);
  });

  it('is forgotten although the clock was set back', () => {
    vi.setSystemTime(1_000);
    forgetting.pump();
    expect(wiring.sent).toEqual(forget);
  });

  it('that was brought back is never forgotten', () => {
    wiring.store.dispatch({ type: 'entry', id: 'c', change: { deletedAt: undefined } });
    vi.advanceTimersByTime(10 * UNDO_MS);
    forgetting.leave();
    expect(wiring.sent).toEqual([]);
  });

  it('is forgotten by the next socket if this one is lost', () => {
    wiring.lose(forgetting);
    vi.advanceTimersByTime(UNDO_MS);
    wiring.connect(forgetting);
    expect(wiring.sent).toEqual(forget);
    wiring.take(forgetting, { tag: 'gone', chatId: 'c' });
    expect(wiring.store.getSnapshot().entries).toEqual([]);
  });
});
