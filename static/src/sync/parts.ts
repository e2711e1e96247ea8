// What the three parts of the client have in common: each is a state machine that is told what arrives and decides what to
// send next. None of them knows the others.

import type { Timers } from '../lib/timers';
import type { Sent } from '../socket/connection';
import type { ErrorFrame, Frame, Request } from '../socket/frames';
import type { Undo } from '../store/state';
import type { Store } from '../store/store';

export type Wiring = {
  readonly store: Store;
  readonly timers: Timers;
  send(request: Request): Sent;
  /** Has every part called again (`retry`) after a while: one timer for all of them, by the longest wait. */
  retryIn(wait: number): void;
  notify(text: string, tone?: 'plain' | 'error', undo?: Undo): void;
};

export type Part = {
  /** The socket is lost: nothing that was sent on it will be answered. */
  reset(): void;
  /** A frame has reached the store. */
  onFrame(frame: Frame): void;
  /** Sends whatever can be sent now. */
  pump(): void;
  /** What had to wait may be sent again. */
  retry(): void;
};

const RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;

/** How long the server asks to wait (`retry in 7 s`), or a usual wait. */
export function waitOf(error: ErrorFrame): number {
  const seconds = /retry in (\d+) s/.exec(error.chunk)?.[1];
  return seconds === undefined ? RETRY_MS : Math.min(Number(seconds) * 1_000, LONGEST_RETRY_MS);
}
