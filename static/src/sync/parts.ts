// The interface of the client's parts. Each is a state machine that gets the incoming frames and decides what to send next.
// The parts do not know each other.

import type { Timers } from '../lib/timers';
import type { Sent } from '../socket/connection';
import type { ErrorFrame, Frame, Request } from '../socket/frames';
import type { Undo } from '../store/state';
import type { Store } from '../store/store';

export type Wiring = {
  readonly store: Store;
  readonly timers: Timers;
  send(request: Request): Sent;
  /** Calls `retry` on all parts after a wait. They share one timer, set to the longest wait. */
  retryIn(wait: number): void;
  notify(text: string, tone?: 'plain' | 'error', undo?: Undo): void;
};

export type Part = {
  /** The socket was lost, and requests on it will not be answered. */
  reset(): void;
  /** A frame has reached the store. */
  onFrame(frame: Frame): void;
  /** Sends everything that can be sent now. */
  pump(): void;
  /** Requests that were refused for now may be sent again. */
  retry(): void;
};

const RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 60_000;

/** Returns the wait that the server asks for (`retry in 7 s`), or a default, in ms. */
export function waitOf(error: ErrorFrame): number {
  const seconds = /retry in (\d+) s/.exec(error.chunk)?.[1];
  return seconds === undefined ? RETRY_MS : Math.min(Number(seconds) * 1_000, LONGEST_RETRY_MS);
}
