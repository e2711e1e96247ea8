// The page's state as plain values, and every action that changes it. No I/O, clock or randomness here.

import type { Frame, Idea, IdeaPatch, Turn } from '../socket/frames';
import type { Step } from '../sync/history';

/** A chat in this browser's list. `excerpt` has the lines to search it by. `deletedAt` (Unix time in ms) is set while its deletion can be undone. */
export type ChatEntry = {
  readonly id: string;
  readonly title: string;
  readonly named: boolean;
  readonly pinned: boolean;
  readonly excerpt: string;
  readonly updatedAt: number;
  readonly deletedAt: number | undefined;
};

/** Why the server refused something. With `later`, it is retried automatically; otherwise the person decides. */
export type Refusal = { readonly code: string; readonly sentence: string; readonly later: boolean };

/**
 * A message that the server has not confirmed. `after` and `last` are as in the protocol; undefined appends to the chat.
 * `sent`: it was sent at least once, so the server may have it.
 */
export type OutboxItem = {
  readonly id: string;
  readonly chatId: string;
  readonly message: string;
  readonly after: string | null | undefined;
  readonly last: string | null | undefined;
  readonly createdAt: number;
  readonly sent: boolean;
  readonly refusal: Refusal | undefined;
};

/**
 * A board change that the server has not confirmed. `id` is the idea's, `rev` the revision whose text was changed, `sent`
 * the change as last sent. A refused change waits for the person to decide.
 */
export type PendingIdea = {
  readonly id: string;
  readonly chatId: string;
  readonly patch: IdeaPatch;
  readonly rev: number | undefined;
  readonly sent: IdeaPatch | undefined;
  readonly refusal: Refusal | undefined;
};

/**
 * A chat as last received. `opening`: nothing is known yet; `stale`: known, but the socket is lost; `ready`: live; `gone`:
 * deleted. `closing` is a turn that ended before its terminal frame arrived.
 */
export type ChatState = {
  readonly phase: 'opening' | 'stale' | 'ready' | 'gone';
  readonly turns: readonly Turn[];
  readonly ideas: readonly Idea[];
  readonly more: boolean;
  readonly loadingEarlier: boolean;
  readonly closing: string | undefined;
};

export type Undo =
  | { readonly kind: 'chat'; readonly entry: ChatEntry /** Whether the page showed it. */; readonly shown: boolean }
  | { readonly kind: 'ideas'; readonly chatId: string; readonly step: Step };

/** A request for themes, and the model's proposal once it has arrived. Ideas are given by id. */
export type Grouping = {
  readonly chatId: string;
  readonly themes: readonly { readonly theme: string; readonly ideas: readonly string[] }[] | undefined;
};

/** A short message at the edge of the page, possibly with an undo. */
export type Notice = {
  readonly id: string;
  readonly text: string;
  readonly tone: 'plain' | 'error';
  readonly undo: Undo | undefined;
};

/** The socket's state. `retryAt` is by `performance.now()`, which is never set back. */
export type Link = {
  readonly status: 'connecting' | 'open' | 'waiting';
  readonly retryAt: number;
  readonly tries: number;
};

export type Stopper = 'you' | 'others';

export type State = {
  readonly link: Link;
  readonly chatId: string;
  /** By id. A Map, because ids come from links and may be any word, even `constructor`. */
  readonly chats: ReadonlyMap<string, ChatState>;
  readonly entries: readonly ChatEntry[];
  readonly outbox: readonly OutboxItem[];
  readonly pendingIdeas: readonly PendingIdea[];
  readonly grouping: Grouping | undefined;
  readonly notices: readonly Notice[];
  /** Chats with an answer that nobody has seen. */
  readonly unread: readonly string[];
  readonly hidden: boolean;
  /** Who stopped a turn, for turns stopped on this page or while it was watching. */
  readonly stopped: ReadonlyMap<string, Stopper>;
  /** The latest announcement for screen readers. `turn` is counted up so that the same words can be read twice. */
  readonly announcement: { readonly text: string; readonly turn: number };
};

/** The lists that survive a reload. */
export type Lists = Pick<State, 'entries' | 'outbox' | 'pendingIdeas'>;

export type Action =
  | { type: 'link'; link: Link }
  | { type: 'frames'; frames: readonly Frame[]; now?: number }
  | { type: 'show'; chatId: string; now?: number }
  | { type: 'hidden'; hidden: boolean }
  | { type: 'loaded'; lists: Partial<Lists> }
  | { type: 'entry'; id: string; change: Partial<Omit<ChatEntry, 'id'>> }
  | { type: 'listed'; entries: readonly ChatEntry[] }
  | { type: 'unlisted'; id: string }
  | { type: 'queued'; item: OutboxItem }
  | { type: 'unqueued'; id: string }
  | { type: 'queue-changed'; id: string; change: Partial<Omit<OutboxItem, 'chatId'>> }
  | { type: 'ideas-changed'; chatId: string; patches: readonly IdeaPatch[]; rev?: number | undefined; now: number }
  | { type: 'ideas-sent'; ids: readonly string[] }
  | { type: 'idea-refused'; id: string; refusal: Refusal }
  | { type: 'idea-retried'; id: string }
  | { type: 'ideas-dropped'; ids: readonly string[] }
  | { type: 'loading-earlier'; chatId: string }
  | { type: 'stopped'; chatId: string }
  | { type: 'grouping'; grouping: Grouping | undefined }
  | { type: 'notice'; notice: Notice }
  | { type: 'notice-dropped'; id: string }
  | { type: 'announced'; text: string };

export const NO_CHAT: ChatState = {
  phase: 'opening',
  turns: [],
  ideas: [],
  more: false,
  loadingEarlier: false,
  closing: undefined,
};

export function initialState(chatId: string): State {
  return {
    link: { status: 'connecting', retryAt: 0, tries: 0 },
    chatId,
    chats: new Map(),
    entries: [],
    outbox: [],
    pendingIdeas: [],
    grouping: undefined,
    notices: [],
    unread: [],
    hidden: false,
    stopped: new Map(),
    announcement: { text: '', turn: 0 },
  };
}

/** Returns the state of a chat, an empty one if it is unknown. */
export function chatOf(state: State, chatId: string): ChatState {
  return state.chats.get(chatId) ?? NO_CHAT;
}

export function isRunning(turn: Turn): boolean {
  return turn.status === 'waiting' || turn.status === 'streaming';
}

/** Whether a chat is being deleted: it can still be restored, but nothing is sent for it. */
export function isDeleted(state: State, chatId: string): boolean {
  return state.entries.some((entry) => entry.id === chatId && entry.deletedAt !== undefined);
}

/** Returns the newest turn that this page shows of a chat, including waiting messages; null if there is none. */
export function newestTurn(state: State, chatId: string): string | null {
  const waiting = state.outbox.findLast((item) => item.chatId === chatId && (!item.refusal || item.refusal.later));
  return waiting?.id ?? chatOf(state, chatId).turns.at(-1)?.id ?? null;
}

/** Returns the fields that a change sets. */
export function fieldsOf({ id: _, ...fields }: IdeaPatch): (keyof typeof fields)[] {
  return Object.keys(fields) as (keyof typeof fields)[];
}

/** Whether an idea already is as a change would leave it. */
export function isAsIn(patch: IdeaPatch, idea: Partial<Idea> | undefined): boolean {
  return idea !== undefined && fieldsOf(patch).every((field) => idea[field] === patch[field]);
}
