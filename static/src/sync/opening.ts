// Opens chats. On the current socket a chat is in one of four states:
//
//   CLOSED   not asked for yet
//   ASKED    its snapshot has been requested
//   OPEN     live: its changes arrive as frames
//   LATER    refused for now: the retry timer sets it to CLOSED
//
// A lost socket closes them all. Followed chats are opened again on the next one, the shown chat first, because an answer
// may have ended in the meantime. After a timeout, a snapshot is requested with a smaller page.

import type { ErrorFrame, Frame } from '../socket/frames';
import { chatOf, isDeleted, isRunning, type OutboxItem } from '../store/state';
import { type Part, type Wiring, waitOf } from './parts';

export const PAGE_OF_TURNS = 20;
// More would saturate a slow connection before the shown chat has arrived.
const MOST_ASKED = 4;
// A chat that is silent for this long while frames are due is requested again, which reveals a dead socket.
export const QUIET_MS = 30_000;

export class Opening implements Part {
  readonly #wiring: Wiring;
  readonly #phases = new Map<string, 'asked' | 'open' | 'later'>();
  readonly #followed = new Set<string>();
  /** Page sizes reduced after a timeout. */
  readonly #pages = new Map<string, number>();

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  reset(): void {
    for (const [chatId, phase] of this.#phases) {
      if (phase === 'asked') this.#pages.set(chatId, Math.max(1, Math.floor(this.#pageOf(chatId) / 2)));
    }
    this.#phases.clear();
  }

  #pageOf(chatId: string): number {
    return this.#pages.get(chatId) ?? PAGE_OF_TURNS;
  }

  retry(): void {
    for (const [chatId, phase] of this.#phases) if (phase === 'later') this.#phases.delete(chatId);
  }

  pump(): void {
    const state = this.#wiring.store.getSnapshot();
    if (state.link.status !== 'open') return;
    this.follow(state.chatId);
    for (const chatId of this.#followed) {
      if (this.#countAsked() >= MOST_ASKED) return;
      this.#ask(chatId);
    }
  }

  #countAsked(): number {
    return [...this.#phases.values()].filter((phase) => phase === 'asked').length;
  }

  #ask(chatId: string): void {
    const state = this.#wiring.store.getSnapshot();
    if (this.#phases.has(chatId) || chatOf(state, chatId).phase === 'gone' || isDeleted(state, chatId)) return;
    const request = { chatId, open: true, limit: this.#pageOf(chatId) } as const;
    if (this.#wiring.send(request) === 'sent') this.#phases.set(chatId, 'asked');
  }

  /** Keeps a chat open on this socket and all later ones. */
  follow(chatId: string): void {
    this.#followed.add(chatId);
    this.#ask(chatId);
  }

  onFrame(frame: Frame): void {
    const { chatId = '' } = frame;
    if (frame.tag === 'chat') {
      this.#phases.set(chatId, 'open');
      this.#pages.delete(chatId);
    }
    if (frame.tag === 'gone') {
      this.#phases.delete(chatId);
      this.#followed.delete(chatId);
    }
    if (frame.tag === 'error') this.#refuse(frame);
    this.#watch();
  }

  #refuse(frame: ErrorFrame): void {
    const { chatId = '', id, ideaId } = frame;
    if (id !== undefined || ideaId !== undefined || this.#phases.get(chatId) !== 'asked') return;
    this.#phases.set(chatId, 'later');
    this.#wiring.retryIn(waitOf(frame));
  }

  #watch(): void {
    const { timers } = this.#wiring;
    if (this.#owing().length === 0) timers.clear('quiet');
    else timers.set('quiet', QUIET_MS, () => this.#askAfter());
  }

  /** Returns the chats that owe a snapshot, earlier turns, a receipt or the rest of an answer. */
  #owing(): string[] {
    const state = this.#wiring.store.getSnapshot();
    const isSent = ({ sent, refusal }: OutboxItem) => sent && !refusal;
    const waiting = new Set(state.outbox.filter(isSent).map(({ chatId }) => chatId));
    return [...this.#followed].filter((chatId) => {
      const { loadingEarlier, turns } = chatOf(state, chatId);
      return this.#phases.get(chatId) === 'asked' || waiting.has(chatId) || loadingEarlier || turns.some(isRunning);
    });
  }

  #askAfter(): void {
    for (const chatId of this.#owing()) this.#phases.delete(chatId);
    this.pump();
    this.#watch();
  }

  /** Requests the shown chat again. */
  refresh(): void {
    this.#phases.delete(this.#wiring.store.getSnapshot().chatId);
    this.pump();
  }

  loadEarlier(chatId: string): void {
    const { store, send } = this.#wiring;
    const { turns, more, loadingEarlier } = chatOf(store.getSnapshot(), chatId);
    const [first] = turns;
    if (!first || !more || loadingEarlier) return;
    const result = send({ chatId, open: true, before: first.id, limit: PAGE_OF_TURNS });
    if (result === 'sent') store.dispatch({ type: 'loading-earlier', chatId });
  }
}
