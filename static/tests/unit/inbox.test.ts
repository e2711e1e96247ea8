import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTimers } from '../../src/lib/timers';
import type { Frame } from '../../src/socket/frames';
import { createInbox, FLUSH_MS } from '../../src/socket/inbox';
import { message } from './helpers';

beforeEach(() => void vi.useFakeTimers({ now: 5_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('incoming frames', () => {
  it('are passed on at most every 33 ms, in order and without loss', () => {
    const batches: Frame[][] = [];
    const inbox = createInbox(createTimers(), (frames) => batches.push(frames));
    for (let index = 0; index < 330; index += 1) {
      inbox.put(message('c', 'x'));
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(FLUSH_MS);
    expect(batches.length).toBeLessThanOrEqual(12);
    expect(batches.flat().reduce((text, frame) => text + ('chunk' in frame ? frame.chunk : ''), '')).toBe(
      'x'.repeat(330),
    );
  });

  it('are passed on even if the clock was set back', () => {
    const batches: Frame[][] = [];
    const inbox = createInbox(createTimers(), (frames) => batches.push(frames));
    inbox.put(message('c', 'a'));
    vi.setSystemTime(1_000);
    inbox.put(message('c', 'b'));
    vi.advanceTimersByTime(FLUSH_MS);
    expect(batches).toHaveLength(2);
  });
});
