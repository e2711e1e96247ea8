// Tells the server to delete a chat only once the time for undo has passed, or when the page is closed.

import type { ChatEntry } from '../store/state';
import type { Part, Wiring } from './parts';

export const UNDO_MS = 8_000;

/** Returns how long a deletion can still be undone, in ms. Zero if the clock was set back, which could delay it for hours. */
function timeLeft({ deletedAt = 0 }: ChatEntry, now: number): number {
  return now < deletedAt ? 0 : Math.max(0, deletedAt + UNDO_MS - now);
}

export class Forgetting implements Part {
  readonly #wiring: Wiring;
  readonly #sent = new Set<string>();
  /** Chats deleted on this page. Another tab may still undo its own. */
  readonly #own = new Set<string>();

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  reset(): void {
    this.#sent.clear();
  }

  onFrame(): void {}

  retry(): void {}

  pump(): void {
    for (const entry of this.#deleted()) {
      const left = timeLeft(entry, Date.now());
      if (left === 0) this.#forget(entry);
      else this.#wiring.timers.start('forget', left, () => this.pump());
    }
  }

  /** Removes a chat from the list. That can be undone for a while. */
  delete(id: string): void {
    this.#own.add(id);
    this.#wiring.store.dispatch({ type: 'entry', id, change: { deletedAt: Date.now() } });
    this.pump();
  }

  /** Deletes this page's chats at once, because nobody can undo on a closed page. */
  leave(): void {
    for (const entry of this.#deleted()) if (this.#own.has(entry.id)) this.#forget(entry);
  }

  #deleted(): ChatEntry[] {
    const { entries } = this.#wiring.store.getSnapshot();
    return entries.filter((entry) => entry.deletedAt !== undefined && !this.#sent.has(entry.id));
  }

  #forget({ id }: ChatEntry): void {
    if (this.#wiring.send({ chatId: id, forget: true }) === 'sent') this.#sent.add(id);
  }
}
