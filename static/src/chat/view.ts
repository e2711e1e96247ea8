// The chat as it is shown: the server's turns, and after them what still waits in the outbox.

import type { Turn } from '../socket/frames';
import type { OutboxItem } from '../store/state';

export type ChatView = { readonly turns: readonly Turn[]; readonly waiting: readonly OutboxItem[] };

/** A waiting message with `after` already hides what it will replace; a refused one hides nothing. */
export function chatView(turns: readonly Turn[], outbox: readonly OutboxItem[], chatId: string): ChatView {
  const known = new Set(turns.map((turn) => turn.id));
  const waiting = outbox.filter((item) => item.chatId === chatId && !known.has(item.id));
  let shown = turns;
  for (const { after, refusal } of waiting) {
    if (after === undefined || (refusal && !refusal.later)) continue;
    const at = after === null ? -1 : shown.findIndex((turn) => turn.id === after);
    if (after === null || at >= 0) shown = shown.slice(0, at + 1);
  }
  return { turns: shown, waiting };
}

/** The turn after which an edited or repeated turn is sent; undefined if that is not loaded. */
export function turnBefore(turns: readonly Turn[], id: string, more: boolean): string | null | undefined {
  const at = turns.findIndex((turn) => turn.id === id);
  if (at < 0 || (at === 0 && more)) return undefined;
  return turns[at - 1]?.id ?? null;
}
