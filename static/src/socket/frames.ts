// The frames of `/ws`. Incoming data is `unknown` until a guard has passed it. Anything else is dropped.

import { type Fields, isFields, optionalNumber, optionalText, parseFields, textOf } from '../lib/fields';

type TurnStatus = 'waiting' | 'streaming' | 'done' | 'stopped' | 'interrupted' | 'error';

export type Turn = {
  readonly id: string;
  readonly message: string;
  readonly reply: string;
  readonly ideas: readonly string[];
  readonly draft: string;
  readonly status: TurnStatus;
  readonly error: string;
  readonly createdAt: string;
};

export type Idea = {
  readonly id: string;
  readonly text: string;
  /** The theme it belongs to. */
  readonly theme: string | null;
  readonly starred: boolean;
  readonly position: number;
  /** The idea's revision, from 1; undefined from a server without revisions. */
  readonly rev: number | undefined;
  readonly turnId: string | undefined;
  /** Set aside: off the board, but can be restored. */
  readonly deleted: boolean;
};

/** An error that refuses a message has its `id`; one that refuses a board change has its `ideaId`. */
export type ErrorFrame = {
  tag: 'error';
  chunk: string;
  code: string;
  chatId: string | undefined;
  id: string | undefined;
  ideaId: string | undefined;
  /** The kind of any other request it answers: open, stop, group or forget. Such an error ends no turn. */
  request: string | undefined;
  /** The server's idea, if the change was made to an older revision. */
  idea: Idea | undefined;
};

export type Frame =
  | { tag: 'message' | 'idea'; chatId: string; chunk: string; done: boolean }
  | ErrorFrame
  | { tag: 'chat'; chatId: string; turns: Turn[]; ideas: Idea[]; more: boolean }
  | { tag: 'earlier'; chatId: string; turns: Turn[]; more: boolean }
  | { tag: 'turn'; chatId: string; turn: Turn }
  | { tag: 'ideas-saved'; chatId: string; ideas: Idea[] }
  | { tag: 'proposal'; chatId: string; themes: { theme: string; ideas: string[] }[] }
  | { tag: 'gone'; chatId: string };

/** The fields of an idea that a person can set. */
export type IdeaPatch = {
  id: string;
  text?: string;
  theme?: string | null;
  starred?: boolean;
  position?: number;
  deleted?: boolean;
};
/** A change as sent. With `rev`, it applies only to that revision. */
export type Change = IdeaPatch & { rev?: number };

export type Request =
  | { chatId: string; message: string; id: string; after?: string | null; last?: string | null }
  | { chatId: string; open: true; limit: number; before?: string }
  | { chatId: string; stop: true }
  | { chatId: string; idea: Change }
  | { chatId: string; ideas: Change[] }
  | { chatId: string; group: true }
  | { chatId: string; forget: true };

const STATUSES: readonly string[] = ['waiting', 'streaming', 'done', 'stopped', 'interrupted', 'error'];

function isStatus(value: unknown): value is TurnStatus {
  return typeof value === 'string' && STATUSES.includes(value);
}

function toTurn(value: unknown): Turn | undefined {
  if (!isFields(value) || typeof value.id !== 'string' || !isStatus(value.status)) return undefined;
  return {
    id: value.id,
    message: textOf(value.message),
    reply: textOf(value.reply),
    ideas: texts(value.ideas),
    draft: textOf(value.draft),
    status: value.status,
    error: textOf(value.error),
    createdAt: textOf(value.createdAt),
  };
}

function toIdea(value: unknown): Idea | undefined {
  if (!isFields(value) || typeof value.id !== 'string' || typeof value.text !== 'string') return undefined;
  return {
    id: value.id,
    text: value.text,
    theme: optionalText(value.theme) ?? null,
    starred: value.starred === true,
    position: typeof value.position === 'number' && Number.isFinite(value.position) ? value.position : 0,
    rev: optionalNumber(value.rev),
    turnId: optionalText(value.turnId),
    deleted: value.deleted === true,
  };
}

function texts(value: unknown): string[] {
  return all(value, optionalText);
}

function toTheme(value: unknown): { theme: string; ideas: string[] } | undefined {
  return isFields(value) ? { theme: textOf(value.theme), ideas: texts(value.ideas) } : undefined;
}

function all<T>(value: unknown, guard: (item: unknown) => T | undefined): T[] {
  if (!Array.isArray(value)) return [];
  return value.map(guard).filter((item) => item !== undefined);
}

function toError(value: Fields, chatId: string | undefined): ErrorFrame {
  const [id, ideaId] = [optionalText(value.id), optionalText(value.ideaId)];
  const idea = toIdea(value.idea);
  return {
    tag: 'error',
    chunk: textOf(value.chunk),
    code: textOf(value.code),
    chatId,
    id,
    ideaId,
    request: optionalText(value.request),
    idea,
  };
}

function toFrame(value: Fields, chatId: string): Frame | undefined {
  const more = value.more === true;
  switch (value.tag) {
    case 'message':
    case 'idea':
      return { tag: value.tag, chatId, chunk: textOf(value.chunk), done: value.done === true };
    case 'chat':
      return { tag: 'chat', chatId, turns: all(value.turns, toTurn), ideas: all(value.ideas, toIdea), more };
    case 'earlier':
      return { tag: 'earlier', chatId, turns: all(value.turns, toTurn), more };
    case 'turn': {
      const turn = toTurn(value.turn);
      return turn && { tag: 'turn', chatId, turn };
    }
    case 'idea-saved': {
      const idea = toIdea(value.idea);
      return idea && { tag: 'ideas-saved', chatId, ideas: [idea] };
    }
    case 'ideas-saved':
      return { tag: 'ideas-saved', chatId, ideas: all(value.ideas, toIdea) };
    case 'proposal':
      return { tag: 'proposal', chatId, themes: all(value.themes, toTheme) };
    case 'gone':
      return { tag: 'gone', chatId };
    default:
      return undefined;
  }
}

/** Parses one text from the socket. Returns undefined if this page does not know the frame. */
export function parseFrame(json: string): Frame | undefined {
  const value = parseFields(json);
  if (!value) return undefined;
  const chatId = optionalText(value.chatId);
  if (value.tag === 'error') return toError(value, chatId);
  return chatId === undefined ? undefined : toFrame(value, chatId);
}
