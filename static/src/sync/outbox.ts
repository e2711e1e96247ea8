// The outbox of messages. Each message is in one of four states:
//
//   SAVED      in this browser only; sent once it is the first of its chat and a socket is open
//   SENT       in flight; the receipt (a `turn` frame or a snapshot with it) removes it
//   LATER      refused for now (busy, rate limit): the retry timer sets it to SAVED
//   SET ASIDE  refused: the person decides, and other messages go on
//
// A lost socket turns SENT into SAVED. The same id is sent again, and the server never runs it twice.

import { newUuid } from '../lib/ids';
import type { Frame, Request } from '../socket/frames';
import { chatOf, isDeleted, newestTurn, type OutboxItem, type State } from '../store/state';
import { type Part, type Wiring, waitOf } from './parts';

const TOO_LARGE = { code: 'too_long', sentence: 'This message is too long to send.', later: false };

/** Returns the first message of each chat that is not set aside. A chat sends one at a time, in order. */
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

export class Outbox implements Part {
  readonly #wiring: Wiring;
  readonly #follow: (chatId: string) => void;
  /** The messages in flight on the current socket. */
  readonly #sent = new Set<string>();

  constructor(wiring: Wiring, follow: (chatId: string) => void) {
    this.#wiring = wiring;
    this.#follow = follow;
  }

  reset(): void {
    this.#sent.clear();
  }

  pump(): void {
    const state = this.#wiring.store.getSnapshot();
    if (state.link.status !== 'open') return;
    for (const item of firstOfEach(state)) if (!item.refusal && !this.#sent.has(item.id)) this.#send(item);
  }

  #send(item: OutboxItem): void {
    const { store, send, notify } = this.#wiring;
    this.#follow(item.chatId);
    // Mark it before sending: from then on the server may have it, even if this page is closed.
    if (!item.sent) store.dispatch({ type: 'queue-changed', id: item.id, change: { sent: true } });
    const result = send(requestOf(item));
    if (result === 'sent') this.#sent.add(item.id);
    if (result !== 'too large') return;
    store.dispatch({ type: 'queue-changed', id: item.id, change: { refusal: TOO_LARGE } });
    notify(TOO_LARGE.sentence, 'error');
    this.pump();
  }

  onFrame(frame: Frame): void {
    if (frame.tag !== 'error' || frame.id === undefined) return;
    const { retryIn, notify } = this.#wiring;
    this.#sent.delete(frame.id);
    const item = this.#find(frame.id);
    if (!item?.refusal) return;
    const isShown = item.chatId === this.#wiring.store.getSnapshot().chatId;
    if (item.refusal.later) retryIn(waitOf(frame));
    else if (!isShown) notify(`A message wasn’t sent: ${item.refusal.sentence}`, 'error');
  }

  retry(): void {
    const { store } = this.#wiring;
    for (const { id, refusal } of store.getSnapshot().outbox) {
      if (refusal?.later) store.dispatch({ type: 'queue-changed', id, change: { refusal: undefined } });
    }
  }

  /** Adds a message. With `after`, it replaces all later turns. */
  add(chatId: string, message: string, after?: string | null): void {
    const state = this.#wiring.store.getSnapshot();
    // Times keep the outbox in order across reloads, so they must grow even if the clock is set back.
    const createdAt = Math.max(Date.now(), ...state.outbox.map((item) => item.createdAt + 1));
    const last = after === undefined ? undefined : newestTurn(state, chatId);
    const item = { id: newUuid(), chatId, message, after, last, createdAt, sent: false, refusal: undefined };
    this.#wiring.store.dispatch({ type: 'queued', item });
    this.pump();
  }

  /** Removes a message that was never sent, or was refused. Returns false if it is too late. */
  take(id: string): boolean {
    const item = this.#find(id);
    if (!item || (item.sent && !item.refusal)) return false;
    this.#wiring.store.dispatch({ type: 'unqueued', id });
    return true;
  }

  /** Sends a set-aside message again. */
  again(id: string): void {
    const item = this.#find(id);
    if (!item) return;
    // Use a new id: the server may know the old one with another text.
    const change = { id: newUuid(), sent: false, refusal: undefined, ...this.#placeNow(item) };
    this.#wiring.store.dispatch({ type: 'queue-changed', id, change });
    this.pump();
  }

  /** Returns where a message goes, given what the person sees now: to the end if the turn before it is gone. */
  #placeNow({ chatId, after }: OutboxItem): Pick<OutboxItem, 'after' | 'last'> {
    const state = this.#wiring.store.getSnapshot();
    const isThere = after === null || chatOf(state, chatId).turns.some((turn) => turn.id === after);
    return isThere ? { after, last: newestTurn(state, chatId) } : { after: undefined, last: undefined };
  }

  #find(id: string): OutboxItem | undefined {
    return this.#wiring.store.getSnapshot().outbox.find((item) => item.id === id);
  }
}
