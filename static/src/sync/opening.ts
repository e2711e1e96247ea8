// The opening of chats. On the present socket a chat is in one of four states:
//
//   CLOSED   not asked for yet
//   ASKED    its snapshot is on the way
//   OPEN     live: whatever happens in it arrives
//   LATER    refused for now: CLOSED again by the retry timer
//
// A lost socket closes them all. Whatever was followed is opened again on the next one, the chat that is shown first: an
// answer may have ended meanwhile. A snapshot that did not come in time is asked for in a smaller page.

import type { Frame } from '../socket/frames';
import { chatOf, isDeleted, isRunning, type State } from '../store/state';
import { type Part, type Wiring, waitOf } from './parts';

export const PAGE_OF_TURNS = 20;
// More would fill a slow line before the chat that is shown has come.
const MOST_ASKED = 4;
// An answer that has gone silent is asked after: a dead socket is found out, a live one repeats its state.
export const QUIET_MS = 30_000;

export type Opening = Part & {
  /** Has a chat open on this socket and on every later one. */
  follow(chatId: string): void;
  /** Asks for the state of the chat that is shown once more. */
  refresh(): void;
  loadEarlier(chatId: string): void;
};

export function createOpening({ store, timers, send, retryIn }: Wiring): Opening {
  const phases = new Map<string, 'asked' | 'open' | 'later'>();
  const followed = new Set<string>();
  const pages = new Map<string, number>();

  const pageOf = (chatId: string) => pages.get(chatId) ?? PAGE_OF_TURNS;

  function isWanted(state: State, chatId: string): boolean {
    return chatOf(state, chatId).phase !== 'gone' && !isDeleted(state, chatId);
  }

  function ask(chatId: string): void {
    if (phases.has(chatId) || !isWanted(store.getSnapshot(), chatId)) return;
    if (send({ chatId, open: true, limit: pageOf(chatId) }) === 'sent') phases.set(chatId, 'asked');
  }

  function pump(): void {
    const state = store.getSnapshot();
    if (state.link.status !== 'open') return;
    followed.add(state.chatId);
    ask(state.chatId);
    for (const chatId of followed) {
      const asked = [...phases.values()].filter((phase) => phase === 'asked').length;
      if (asked >= MOST_ASKED) return;
      ask(chatId);
    }
  }

  function onFrame(frame: Frame): void {
    const { chatId = '' } = frame;
    if (frame.tag === 'chat') {
      phases.set(chatId, 'open');
      pages.delete(chatId);
    }
    if (frame.tag === 'gone') {
      phases.delete(chatId);
      followed.delete(chatId);
    }
    if (frame.tag === 'error' && frame.id === undefined && frame.ideaId === undefined) refuse(chatId, waitOf(frame));
    watch();
  }

  function refuse(chatId: string, wait: number): void {
    if (phases.get(chatId) !== 'asked') return;
    phases.set(chatId, 'later');
    retryIn(wait);
  }

  function watch(): void {
    if (runningChats().length === 0) timers.clear('quiet');
    else timers.set('quiet', QUIET_MS, askAfter);
  }

  function runningChats(): string[] {
    const { chats } = store.getSnapshot();
    return [...followed].filter((chatId) => chats.get(chatId)?.turns.some(isRunning));
  }

  function askAfter(): void {
    for (const chatId of runningChats()) phases.delete(chatId);
    pump();
    watch();
  }

  return {
    reset() {
      for (const [chatId, phase] of phases) {
        if (phase === 'asked') pages.set(chatId, Math.max(1, Math.floor(pageOf(chatId) / 2)));
      }
      phases.clear();
    },
    onFrame,
    pump,
    retry() {
      for (const [chatId, phase] of phases) if (phase === 'later') phases.delete(chatId);
    },
    follow(chatId) {
      followed.add(chatId);
      ask(chatId);
    },
    refresh() {
      phases.delete(store.getSnapshot().chatId);
      pump();
    },
    loadEarlier(chatId) {
      const chat = chatOf(store.getSnapshot(), chatId);
      const first = chat.turns[0];
      if (!first || !chat.more || chat.loadingEarlier) return;
      if (send({ chatId, open: true, before: first.id, limit: PAGE_OF_TURNS }) === 'sent') {
        store.dispatch({ type: 'loading-earlier', chatId });
      }
    },
  };
}
