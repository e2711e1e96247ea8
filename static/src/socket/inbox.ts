// Batches frames, which arrive in many small pieces: each change of state costs a render.

import type { Timers } from '../lib/timers';
import type { Frame } from './frames';

export const FLUSH_MS = 33;

export type Inbox = { put(frame: Frame): void; flush(): void };

/** Passes frames on in batches, at least FLUSH_MS apart. The first of a series goes at once. */
export function createInbox(timers: Timers, take: (frames: Frame[]) => void): Inbox {
  let frames: Frame[] = [];
  let last = Number.NEGATIVE_INFINITY;

  function flush(): void {
    timers.clear('flush');
    if (frames.length === 0) return;
    const batch = frames;
    frames = [];
    last = performance.now();
    take(batch);
  }

  return {
    put(frame) {
      frames.push(frame);
      const wait = last + FLUSH_MS - performance.now();
      if (wait <= 0) flush();
      else timers.start('flush', wait, flush);
    },
    flush,
  };
}
