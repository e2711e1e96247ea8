import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTimers } from '../../src/lib/timers';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('timers', () => {
  it('are set once a name: the last setting counts, a start keeps what runs', () => {
    const timers = createTimers();
    const ran: string[] = [];
    timers.set('a', 10, () => ran.push('first'));
    timers.set('a', 20, () => ran.push('second'));
    timers.start('a', 1, () => ran.push('third'));
    vi.advanceTimersByTime(20);
    expect(ran).toEqual(['second']);
    timers.start('a', 1, () => ran.push('fourth'));
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(['second', 'fourth']);
  });

  it('are cleared by name', () => {
    const timers = createTimers();
    const ran: string[] = [];
    for (const name of ['a', 'b', 'c']) timers.set(name, 10, () => ran.push(name));
    timers.clear('b');
    vi.advanceTimersByTime(100);
    expect(ran).toEqual(['a', 'c']);
  });
});
