// The chat as shown: the server's turns, then the messages waiting in the outbox.

import type { Turn } from '../socket/frames';
import type { OutboxItem } from '../store/state';

export type ChatView = { readonly turns: readonly Turn[]; readonly waiting: readonly OutboxItem[] };

/** Returns the chat's view. A waiting message with `after` already hides the turns it replaces, unless it was refused. */
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

/** Returns the turn after which an edited or repeated turn is sent; undefined if it is not loaded. */
export function turnBefore(turns: readonly Turn[], id: string, more: boolean): string | null | undefined {
  const at = turns.findIndex((turn) => turn.id === id);
  if (at < 0 || (at === 0 && more)) return undefined;
  return turns[at - 1]?.id ?? null;
}
