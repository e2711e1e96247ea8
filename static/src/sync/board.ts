// The sync of the board. A person's change is shown at once and waits in the store until the server confirms it:
//
//   SAVED      in this browser only
//   SENT       in flight, in the single batch per chat
//   LATER      refused for now: its chat sends nothing until the retry timer fires
//   SET ASIDE  refused, for example by a conflict: the person decides, and other changes go on
//
// A change leaves the store when the server sends an idea that confirms it. A batch is done when all its ideas have arrived.

import { addTo } from '../lib/grouped';
import { newUuid } from '../lib/ids';
import { cleanText } from '../lib/text';
import type { Change, ErrorFrame, Frame, Idea, IdeaPatch } from '../socket/frames';
import { chatOf, isDeleted, type PendingIdea, type State } from '../store/state';
import { type Part, type Wiring, waitOf } from './parts';

export const MOST_CHANGES = 200;
// A batch must fit into one frame.
const MOST_BYTES = 60_000;
// The server cleans texts, so it may store something else than it was sent. After this long, its version stands.
const SETTLE_MS = 10_000;
// An unanswered batch is sent again. Changes are idempotent.
const ANSWER_WITHIN_MS = 30_000;

const TOO_LARGE = { code: 'too_long', sentence: 'This idea is too long to save.', later: false };

function toChange({ patch, rev }: PendingIdea): Change {
  return patch.text === undefined || rev === undefined ? patch : { ...patch, rev };
}

/** Returns changes with texts as the server will store them, so that its ideas confirm them. Drops blank texts. */
export function cleaned(patches: readonly IdeaPatch[]): IdeaPatch[] {
  return patches
    .map((patch) => (patch.text === undefined ? patch : { ...patch, text: cleanText(patch.text) }))
    .filter((patch) => patch.text !== '');
}

/** Returns as many changes as fit into one request. */
export function batchOf(pending: readonly PendingIdea[]): PendingIdea[] {
  const batch: PendingIdea[] = [];
  let bytes = 0;
  for (const item of pending.slice(0, MOST_CHANGES)) {
    // A UTF-16 unit takes at most six bytes in JSON.
    bytes += 150 + 6 * (item.patch.text?.length ?? 0);
    if (batch.length > 0 && bytes > MOST_BYTES) break;
    batch.push(item);
  }
  return batch;
}

function waitingByChat(state: State): Map<string, PendingIdea[]> {
  const byChat = new Map<string, PendingIdea[]>();
  for (const item of state.pendingIdeas) {
    if (item.refusal || isDeleted(state, item.chatId)) continue;
    addTo(byChat, item.chatId, item);
  }
  return byChat;
}

/** Returns the position right after an idea. */
function positionAfter(ideas: readonly Idea[], id: string): number {
  const at = ideas.find((idea) => idea.id === id)?.position ?? 0;
  const later = ideas.map((idea) => idea.position).filter((position) => position > at);
  return later.length > 0 ? (at + Math.min(...later)) / 2 : at + 1;
}

export class BoardSync implements Part {
  readonly #wiring: Wiring;
  readonly #follow: (chatId: string) => void;
  /** The changes in flight, by chat and idea. */
  readonly #sent = new Map<string, Map<string, IdeaPatch>>();
  readonly #later = new Set<string>();

  constructor(wiring: Wiring, follow: (chatId: string) => void) {
    this.#wiring = wiring;
    this.#follow = follow;
  }

  reset(): void {
    this.#sent.clear();
    this.#later.clear();
  }

  retry(): void {
    this.#later.clear();
  }

  pump(): void {
    const state = this.#wiring.store.getSnapshot();
    if (state.link.status !== 'open') return;
    for (const [chatId, pending] of waitingByChat(state)) {
      if (!this.#sent.has(chatId) && !this.#later.has(chatId)) this.#send(chatId, batchOf(pending));
    }
  }

  #send(chatId: string, batch: readonly PendingIdea[]): void {
    const { store, timers, send } = this.#wiring;
    this.#follow(chatId);
    store.dispatch({ type: 'ideas-sent', ids: batch.map((item) => item.id) });
    const changes = batch.map(toChange);
    const [first] = changes;
    const result = send(changes.length === 1 && first ? { chatId, idea: first } : { chatId, ideas: changes });
    if (result === 'too large') this.#refuse(batch);
    if (result !== 'sent') return;
    this.#sent.set(chatId, new Map(batch.map((item) => [item.id, item.patch])));
    timers.set(`batch ${chatId}`, ANSWER_WITHIN_MS, () => this.#sendAgain(chatId));
  }

  #sendAgain(chatId: string): void {
    this.#sent.delete(chatId);
    this.pump();
  }

  #refuse(batch: readonly PendingIdea[]): void {
    for (const { id } of batch) this.#wiring.store.dispatch({ type: 'idea-refused', id, refusal: TOO_LARGE });
  }

  onFrame(frame: Frame): void {
    if (frame.tag === 'ideas-saved') this.#take(frame.chatId, frame.ideas, true);
    // A snapshot may be older than the batch, so it settles only the changes that it confirms.
    if (frame.tag === 'chat') this.#take(frame.chatId, frame.ideas, false);
    if (frame.tag === 'gone') this.#sent.delete(frame.chatId);
    if (frame.tag === 'error') this.#fail(frame);
  }

  #take(chatId: string, ideas: readonly Idea[], isAnswer: boolean): void {
    const { timers } = this.#wiring;
    const batch = this.#sent.get(chatId);
    if (!batch) return;
    for (const { id } of ideas) {
      const patch = batch.get(id);
      if (!patch || !this.#isPending(id, patch)) batch.delete(id);
      else if (isAnswer) timers.start(`settle ${id}`, SETTLE_MS, () => this.#acceptTheirs(chatId, id, patch));
    }
    if (batch.size === 0) this.#sent.delete(chatId);
  }

  #isPending(id: string, patch: IdeaPatch): boolean {
    return this.#wiring.store.getSnapshot().pendingIdeas.some((item) => item.id === id && item.patch === patch);
  }

  /** Drops a change that someone else’s later one has replaced. */
  #acceptTheirs(chatId: string, id: string, patch: IdeaPatch): void {
    const { store } = this.#wiring;
    if (this.#sent.get(chatId)?.get(id) !== patch) return;
    store.dispatch({ type: 'ideas-dropped', ids: [id] });
    this.#take(chatId, chatOf(store.getSnapshot(), chatId).ideas, false);
    this.pump();
  }

  /** Nothing of the batch was stored. The reducer has set the refused change aside; the rest is sent again. */
  #fail(frame: ErrorFrame): void {
    const { timers, retryIn, notify } = this.#wiring;
    const { chatId, ideaId, code } = frame;
    if (chatId === undefined || ideaId === undefined) return;
    for (const id of this.#sent.get(chatId)?.keys() ?? []) timers.clear(`settle ${id}`);
    this.#sent.delete(chatId);
    if (code === 'conflict') return;
    const item = this.#find(ideaId);
    const waits = item !== undefined && !item.refusal;
    if (!waits || code === 'storage') notify(frame.chunk, 'error');
    if (!waits) return;
    this.#later.add(chatId);
    retryIn(waitOf(frame));
  }

  #find(id: string): PendingIdea | undefined {
    return this.#wiring.store.getSnapshot().pendingIdeas.find((item) => item.id === id);
  }

  /** Changes ideas. An unknown id adds a new idea. */
  change(chatId: string, wanted: readonly IdeaPatch[], rev?: number): void {
    const patches = cleaned(wanted);
    if (patches.length === 0) return;
    this.#wiring.store.dispatch({ type: 'ideas-changed', chatId, patches, rev, now: Date.now() });
    this.pump();
  }

  /** Sends a set-aside change again. */
  again(id: string): void {
    this.#wiring.store.dispatch({ type: 'idea-retried', id });
    this.pump();
  }

  /** Discards a set-aside change. */
  drop(id: string): void {
    this.#wiring.store.dispatch({ type: 'ideas-dropped', ids: [id] });
  }

  /** Discards a set-aside change. Returns a change that adds its text as a new idea after the server's. */
  split(id: string): IdeaPatch[] {
    const item = this.#find(id);
    if (item?.patch.text === undefined) return [];
    const { ideas } = chatOf(this.#wiring.store.getSnapshot(), item.chatId);
    this.drop(id);
    const theme = ideas.find((idea) => idea.id === id)?.theme ?? null;
    return [{ id: newUuid(), text: item.patch.text, theme, position: positionAfter(ideas, id) }];
  }
}
