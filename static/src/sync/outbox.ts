// The outbox of messages. Each message is in one of four states:
//
//   SAVED      in this browser only; sent when it is the first of its chat and a socket is open
//   SENT       on its way; the receipt (a `turn` frame or a snapshot that has it) takes it out of the outbox
//   LATER      refused for now (too many wait, too fast): SAVED again by the retry timer
//   SET ASIDE  refused: it stays, blocks nobody, and the person decides
//
// A lost socket turns SENT into SAVED: the same id goes out again, and the server never runs it twice.

import { newUuid } from '../lib/ids';
import type { Frame, Request } from '../socket/frames';
import { chatOf, isDeleted, newestTurn, type OutboxItem, type State } from '../store/state';
import { type Part, type Wiring, waitOf } from './parts';

const TOO_LARGE = { code: 'too_long', sentence: 'This message is too long to send.', later: false };

export type Outbox = Part & {
  /** Adds a message; with `after`, in place of every later turn. */
  add(chatId: string, message: string, after?: string | null): void;
  /** Takes a message out that has never been sent; false if it is too late. */
  take(id: string): boolean;
  /** Sends a message again that was set aside. */
  again(id: string): void;
};

/** The first message of each chat that is not set aside: one at a time goes out, in order. */
function firstOfEach(state: State): OutboxItem[] {
  const first = new Map<string, OutboxItem>();
  for (const item of state.outbox) {
    const isAside = item.refusal !== undefined && !item.refusal.later;
    if (!isAside && !first.has(item.chatId)) first.set(item.chatId, item);
  }
  return [...first.values()].filter((item) => !isDeleted(state, item.chatId));
}

function requestOf({ chatId, message, id, after, last }: OutboxItem): Request {
  return {
    chatId,
    message,
    id,
    ...(after !== undefined && { after }),
    ...(last !== undefined && { last }),
  };
}

export function createOutbox({ store, send, retryIn, notify }: Wiring, follow: (chatId: string) => void): Outbox {
  const sent = new Set<string>();

  function sendOne(item: OutboxItem): void {
    follow(item.chatId);
    // Marked before it is sent: from now on the server may have it, whatever happens to this page.
    if (!item.sent) store.dispatch({ type: 'sent', id: item.id });
    const result = send(requestOf(item));
    if (result === 'sent') sent.add(item.id);
    if (result !== 'too large') return;
    store.dispatch({ type: 'refused', id: item.id, refusal: TOO_LARGE });
    notify(TOO_LARGE.sentence, 'error');
    pump();
  }

  function pump(): void {
    const state = store.getSnapshot();
    if (state.link.status !== 'open') return;
    for (const item of firstOfEach(state)) if (!item.refusal && !sent.has(item.id)) sendOne(item);
  }

  function retryOne(item: OutboxItem): void {
    sent.delete(item.id);
    store.dispatch({ type: 'retried', id: item.id, change: {} });
  }

  function onFrame(frame: Frame): void {
    if (frame.tag !== 'error' || frame.id === undefined) return;
    sent.delete(frame.id);
    const item = store.getSnapshot().outbox.find((other) => other.id === frame.id);
    if (!item?.refusal) return;
    if (item.refusal.later) retryIn(waitOf(frame));
    else if (item.chatId !== store.getSnapshot().chatId)
      notify(`A message wasn’t sent: ${item.refusal.sentence}`, 'error');
  }

  return {
    reset: () => sent.clear(),
    onFrame,
    pump,
    retry: () => {
      for (const item of store.getSnapshot().outbox) if (item.refusal?.later) retryOne(item);
    },
    add(chatId, message, after) {
      const state = store.getSnapshot();
      // Times order the outbox over reloads, so they must grow even if the clock is set back.
      const createdAt = Math.max(Date.now(), ...state.outbox.map((item) => item.createdAt + 1));
      const last = after === undefined ? undefined : newestTurn(state, chatId);
      const item = { id: newUuid(), chatId, message, after, last, createdAt, sent: false, refusal: undefined };
      store.dispatch({ type: 'queued', item });
      pump();
    },
    take(id) {
      const item = store.getSnapshot().outbox.find((other) => other.id === id);
      const isHere = item !== undefined && (!item.sent || item.refusal !== undefined);
      if (isHere) store.dispatch({ type: 'unqueued', id });
      return isHere;
    },
    again(id) {
      const state = store.getSnapshot();
      const item = state.outbox.find((other) => other.id === id);
      if (!item) return;
      // A new id, because the server may know the old one with another text; and now the person has seen what came.
      const { turns } = chatOf(state, item.chatId);
      const isThere = item.after === null || turns.some((turn) => turn.id === item.after);
      const place = isThere
        ? { after: item.after, last: newestTurn(state, item.chatId) }
        : { after: undefined, last: undefined };
      store.dispatch({ type: 'retried', id, change: { id: newUuid(), sent: false, ...place } });
      pump();
    },
  };
}
