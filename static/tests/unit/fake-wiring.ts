import { createTimers } from '../../src/lib/timers';
import type { Sent } from '../../src/socket/connection';
import type { Frame, Request } from '../../src/socket/frames';
import { initialState } from '../../src/store/state';
import { createStore } from '../../src/store/store';
import type { Part, Wiring } from '../../src/sync/parts';

/** Fake wiring for a part of the client: the socket, the retry timer, the notices. */
export class FakeWiring implements Wiring {
  readonly store = createStore(initialState('c'));
  readonly timers = createTimers();
  /** Requests sent on the current socket, oldest first. */
  sent: Request[] = [];
  readonly retries: number[] = [];
  readonly notices: string[] = [];
  /** The size in characters from which a request is too large. */
  tooLarge = Number.POSITIVE_INFINITY;

  send = (request: Request): Sent => {
    if (this.store.getSnapshot().link.status !== 'open') return 'closed';
    if (JSON.stringify(request).length >= this.tooLarge) return 'too large';
    this.sent.push(request);
    return 'sent';
  };
  retryIn = (wait: number): void => void this.retries.push(wait);
  notify = (text: string): void => void this.notices.push(text);

  /** Opens a new socket, on which the part sends what it has. */
  connect(part: Part): void {
    this.sent = [];
    this.store.dispatch({ type: 'link', link: { status: 'open', retryAt: 0, tries: 0 } });
    part.pump();
  }

  lose(part: Part): void {
    part.reset();
    this.store.dispatch({ type: 'link', link: { status: 'waiting', retryAt: 0, tries: 1 } });
  }

  /** Delivers frames to the store, then to the part. */
  take(part: Part, ...frames: Frame[]): void {
    this.store.dispatch({ type: 'frames', frames });
    for (const frame of frames) part.onFrame(frame);
    part.pump();
  }
}
