// What the page knows, as plain values, and every way in which it may change. No I/O, no clock, no randomness here.

import type { Frame, Idea, IdeaPatch, Turn } from '../socket/frames';

/** A chat in this browser's list. `deletedAt` is set while its deletion can still be undone (Unix time in ms). */
export type ChatEntry = {
  readonly id: string;
  readonly title: string;
  readonly named: boolean;
  readonly updatedAt: number;
  readonly deletedAt: number | undefined;
};

/** Why the server did not take a message: `later` is tried again by itself, the rest waits for the person. */
export type Refusal = { readonly code: string; readonly sentence: string; readonly later: boolean };

/** A message that is not on the server's disk yet. `after` as in the protocol; undefined adds to the chat's end. */
export type OutboxItem = {
  readonly id: string;
  readonly chatId: string;
  readonly message: string;
  readonly after: string | null | undefined;
  readonly createdAt: number;
  readonly refusal: Refusal | undefined;
};

/** A change to the board that the server has not confirmed; `id` is the idea's. */
export type PendingIdea = { readonly id: string; readonly chatId: string; readonly patch: IdeaPatch };

/**
 * A chat as the server last told it. `opening`: nothing is known yet; `stale`: known, but the socket is gone;
 * `ready`: live; `gone`: deleted. `closing` names a turn whose end was told before its terminal frame came.
 * `keys` gives an idea the same React key from its first typed letter on.
 */
export type ChatState = {
  readonly phase: 'opening' | 'stale' | 'ready' | 'gone';
  readonly turns: readonly Turn[];
  readonly ideas: readonly Idea[];
  readonly keys: Readonly<Record<string, string>>;
  readonly more: boolean;
  readonly loadingEarlier: boolean;
  readonly closing: string | undefined;
};

export type Undo =
  | { readonly kind: 'chat'; readonly chatId: string }
  | { readonly kind: 'idea'; readonly chatId: string; readonly ideaId: string };

/** A short message at the page's edge, with at most one way back. */
export type Notice = {
  readonly id: string;
  readonly text: string;
  readonly tone: 'plain' | 'error';
  readonly undo: Undo | undefined;
};

export type Link = {
  readonly status: 'connecting' | 'open' | 'waiting';
  readonly retryAt: number;
  readonly tries: number;
};

export type State = {
  readonly link: Link;
  readonly chatId: string;
  readonly chats: Readonly<Record<string, ChatState>>;
  readonly entries: readonly ChatEntry[];
  readonly outbox: readonly OutboxItem[];
  readonly pendingIdeas: readonly PendingIdea[];
  readonly notices: readonly Notice[];
  /** Chats with an answer that nobody has looked at. */
  readonly unread: readonly string[];
  readonly hidden: boolean;
  /** What a screen reader is told next; `turn` counts so that the same words can be said twice. */
  readonly announcement: { readonly text: string; readonly turn: number };
};

export type Action =
  | { type: 'link'; link: Link }
  | { type: 'frames'; frames: readonly Frame[]; now: number }
  | { type: 'show'; chatId: string }
  | { type: 'hidden'; hidden: boolean }
  | { type: 'entries'; entries: readonly ChatEntry[] }
  | { type: 'entry'; id: string; change: Partial<Omit<ChatEntry, 'id'>> }
  | { type: 'entry-dropped'; id: string }
  | { type: 'outbox'; items: readonly OutboxItem[] }
  | { type: 'queued'; item: OutboxItem }
  | { type: 'unqueued'; id: string }
  | { type: 'retried'; id: string }
  | { type: 'ideas-pending'; items: readonly PendingIdea[] }
  | { type: 'idea-changed'; chatId: string; patch: IdeaPatch }
  | { type: 'idea-dropped'; id: string }
  | { type: 'loading-earlier'; chatId: string }
  | { type: 'notice'; notice: Notice }
  | { type: 'notice-dropped'; id: string }
  | { type: 'announced'; text: string };

export const NO_CHAT: ChatState = {
  phase: 'opening',
  turns: [],
  ideas: [],
  keys: {},
  more: false,
  loadingEarlier: false,
  closing: undefined,
};

export function initialState(chatId: string): State {
  return {
    link: { status: 'connecting', retryAt: 0, tries: 0 },
    chatId,
    chats: {},
    entries: [],
    outbox: [],
    pendingIdeas: [],
    notices: [],
    unread: [],
    hidden: false,
    announcement: { text: '', turn: 0 },
  };
}

/** The state of one chat; an empty one where nothing is known of it. */
export function chatOf(state: State, chatId: string): ChatState {
  return state.chats[chatId] ?? NO_CHAT;
}

export function isRunning(turn: Turn): boolean {
  return turn.status === 'waiting' || turn.status === 'streaming';
}
