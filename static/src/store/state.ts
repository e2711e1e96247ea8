// The page's state as plain values, and every action that changes it. No I/O, clock or randomness here.

import type { Frame, Idea, IdeaPatch, Turn } from '../socket/frames';
import type { Step } from '../sync/history';

/** A chat in this browser's list. `excerpt` is how it began; `deletedAt` is set while its deletion can still be undone (Unix time in ms). */
export type ChatEntry = {
  readonly id: string;
  readonly title: string;
  readonly named: boolean;
  readonly pinned: boolean;
  readonly excerpt: string;
  readonly updatedAt: number;
  readonly deletedAt: number | undefined;
};

/** Why the server did not take something: `later` is tried again automatically, the rest waits for the person. */
export type Refusal = { readonly code: string; readonly sentence: string; readonly later: boolean };

/**
 * A message that is not on the server's disk yet. `after` and `last` as in the protocol; undefined adds to the chat's
 * end. `sent`: it has left this browser at least once, so the server may have it.
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
 * A change to the board that the server has not confirmed; `id` is the idea's. `rev` is the revision whose text was
 * changed, `sent` the change as it was sent last. A refused change is set aside until the person decides.
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
 * A chat as the server last told it. `opening`: nothing is known yet; `stale`: known, but the socket is gone;
 * `ready`: live; `gone`: deleted. `closing` names a turn whose end was told before its terminal frame came.
 * `keys` gives an idea the same React key from its first typed letter on.
 */
export type ChatState = {
  readonly phase: 'opening' | 'stale' | 'ready' | 'gone';
  readonly turns: readonly Turn[];
  readonly ideas: readonly Idea[];
  readonly keys: ReadonlyMap<string, string>;
  readonly more: boolean;
  readonly loadingEarlier: boolean;
  readonly closing: string | undefined;
};

export type Undo =
  | { readonly kind: 'chat'; readonly entry: ChatEntry /** Whether the page showed it. */; readonly shown: boolean }
  | { readonly kind: 'ideas'; readonly chatId: string; readonly step: Step };

/** Themes that were asked for; they are undefined until the model has proposed them. Ideas are named by their ids. */
export type Grouping = {
  readonly chatId: string;
  readonly themes: readonly { readonly theme: string; readonly ideas: readonly string[] }[] | undefined;
};

/** A short message at the page's edge, with at most one way back. */
export type Notice = {
  readonly id: string;
  readonly text: string;
  readonly tone: 'plain' | 'error';
  readonly undo: Undo | undefined;
};

/** The socket; `retryAt` by the clock of `performance.now()`, which is never set back. */
export type Link = {
  readonly status: 'connecting' | 'open' | 'waiting';
  readonly retryAt: number;
  readonly tries: number;
};

export type Stopper = 'you' | 'others';

export type State = {
  readonly link: Link;
  readonly chatId: string;
  /** By id. Ids come from links and may be any word, also `constructor`: never keys of a plain object. */
  readonly chats: ReadonlyMap<string, ChatState>;
  readonly entries: readonly ChatEntry[];
  readonly outbox: readonly OutboxItem[];
  readonly pendingIdeas: readonly PendingIdea[];
  readonly grouping: Grouping | undefined;
  readonly notices: readonly Notice[];
  /** Chats with an answer that nobody has looked at. */
  readonly unread: readonly string[];
  readonly hidden: boolean;
  /** Who stopped a turn, for those that were stopped on this page or while it watched. */
  readonly stopped: ReadonlyMap<string, Stopper>;
  /** What a screen reader is told next; `turn` counts so that the same words can be said twice. */
  readonly announcement: { readonly text: string; readonly turn: number };
};

/** The lists that outlive the page. */
export type Lists = Pick<State, 'entries' | 'outbox' | 'pendingIdeas'>;

export type Action =
  | { type: 'link'; link: Link }
  | { type: 'frames'; frames: readonly Frame[] }
  | { type: 'show'; chatId: string }
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
  keys: new Map(),
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

/** The state of one chat; an empty one if nothing is known of it. */
export function chatOf(state: State, chatId: string): ChatState {
  return state.chats.get(chatId) ?? NO_CHAT;
}

export function isRunning(turn: Turn): boolean {
  return turn.status === 'waiting' || turn.status === 'streaming';
}

/** Whether a chat is being deleted: it can still be brought back, but nothing of it is sent. */
export function isDeleted(state: State, chatId: string): boolean {
  return state.entries.some((entry) => entry.id === chatId && entry.deletedAt !== undefined);
}

/** The newest turn of a chat that this page shows, its own waiting messages included; null at the start. */
export function newestTurn(state: State, chatId: string): string | null {
  const waiting = state.outbox.findLast((item) => item.chatId === chatId && (!item.refusal || item.refusal.later));
  return waiting?.id ?? chatOf(state, chatId).turns.at(-1)?.id ?? null;
}

/** The fields that a change sets. */
export function fieldsOf({ id: _, ...fields }: IdeaPatch): (keyof typeof fields)[] {
  return Object.keys(fields) as (keyof typeof fields)[];
}

/** Whether an idea is as a change leaves it. */
export function isAsIn(patch: IdeaPatch, idea: Partial<Idea> | undefined): boolean {
  return idea !== undefined && fieldsOf(patch).every((field) => idea[field] === patch[field]);
}
