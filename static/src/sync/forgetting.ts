// A deleted chat is forgotten by the server only when the time to undo has passed, or when the page goes.

import type { ChatEntry } from '../store/state';
import type { Part, Wiring } from './parts';

export const UNDO_MS = 8_000;

export type Forgetting = Part & {
  /** Forgets deleted chats at once: the page goes, so nobody can undo any more. */
  leave(): void;
};

/** Returns how long a deletion can still be undone, in ms. Zero if the clock was set back, so that it is not put off for hours. */
function timeLeft({ deletedAt = 0 }: ChatEntry, now: number): number {
  return now < deletedAt ? 0 : Math.max(0, deletedAt + UNDO_MS - now);
}

export function createForgetting({ store, timers, send }: Wiring): Forgetting {
  const sent = new Set<string>();

  function forget(isDue: (entry: ChatEntry) => boolean): void {
    for (const entry of store.getSnapshot().entries) {
      if (entry.deletedAt === undefined || sent.has(entry.id)) continue;
      if (!isDue(entry)) timers.start('forget', timeLeft(entry, Date.now()), pump);
      else if (send({ chatId: entry.id, forget: true }) === 'sent') sent.add(entry.id);
    }
  }

  function pump(): void {
    forget((entry) => timeLeft(entry, Date.now()) === 0);
  }

  return {
    reset: () => sent.clear(),
    onFrame: () => {},
    pump,
    retry: () => {},
    leave: () => forget(() => true),
  };
}
