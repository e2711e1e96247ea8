// Frames come in many small pieces. They reach the state in batches, because each change of state costs a rendering.

import type { Timers } from '../lib/timers';
import type { Frame } from './frames';

export const FLUSH_MS = 33;

export type Inbox = { put(frame: Frame): void; flush(): void };

/** Joins chunks of one value that follow each other, so that a batch costs one change of state. */
export function mergeChunks(frames: readonly Frame[]): Frame[] {
  const merged: Frame[] = [];
  for (const frame of frames) {
    const last = merged.at(-1);
    const joins =
      (frame.tag === 'message' || frame.tag === 'idea') && last?.tag === frame.tag && last.chatId === frame.chatId;
    if (joins && !last.done) merged[merged.length - 1] = { ...frame, chunk: last.chunk + frame.chunk };
    else merged.push(frame);
  }
  return merged;
}

/** Hands frames on in batches, at least FLUSH_MS apart; the first one of a series at once. */
export function createInbox(timers: Timers, take: (frames: Frame[]) => void): Inbox {
  let frames: Frame[] = [];
  let last = Number.NEGATIVE_INFINITY;

  function flush(): void {
    timers.clear('flush');
    if (frames.length === 0) return;
    const batch = mergeChunks(frames);
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
