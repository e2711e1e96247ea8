import type { ErrorFrame, Frame, Idea, Turn } from '../../src/socket/frames';
import { reduce } from '../../src/store/reducer';
import { type ChatEntry, initialState, type OutboxItem, type PendingIdea, type State } from '../../src/store/state';

export function turn(id: string, change: Partial<Turn> = {}): Turn {
  return {
    id,
    message: `question ${id}`,
    reply: '',
    ideas: [],
    draft: '',
    status: 'done',
    error: '',
    createdAt: '2026-01-01T00:00:00Z',
    ...change,
  };
}

export function idea(id: string, change: Partial<Idea> = {}): Idea {
  return {
    id,
    text: `idea ${id}`,
    theme: null,
    starred: false,
    position: 0,
    rev: 1,
    turnId: undefined,
    deleted: false,
    ...change,
  };
}

export function entry(id: string, change: Partial<ChatEntry> = {}): ChatEntry {
  const flags = { named: false, pinned: false, deletedAt: undefined };
  return { id, title: `chat ${id}`, excerpt: '', updatedAt: 1, ...flags, ...change };
}

export function queued(id: string, change: Partial<OutboxItem> = {}): OutboxItem {
  const item = { id, chatId: 'c', message: `question ${id}`, after: undefined, last: undefined };
  return { ...item, createdAt: 1, sent: false, refusal: undefined, ...change };
}

export function pending(
  id: string,
  patch: Omit<PendingIdea['patch'], 'id'>,
  change: Partial<PendingIdea> = {},
): PendingIdea {
  return {
    id,
    chatId: 'c',
    patch: { id, ...patch },
    rev: undefined,
    sent: undefined,
    refusal: undefined,
    ...change,
  };
}

export function failure(code: string, change: Partial<ErrorFrame> = {}): ErrorFrame {
  const base = { tag: 'error', code, chunk: 'It broke.', chatId: 'c' } as const;
  return { ...base, id: undefined, ideaId: undefined, request: undefined, idea: undefined, ...change };
}

export function snapshot(chatId: string, turns: Turn[] = [], ideas: Idea[] = [], more = false): Frame {
  return { tag: 'chat', chatId, turns, ideas, more };
}

export function message(chatId: string, chunk: string, done = false): Frame {
  return { tag: 'message', chatId, chunk, done };
}

export function ideaChunk(chatId: string, chunk: string, done = false): Frame {
  return { tag: 'idea', chatId, chunk, done };
}

export function saved(...ideas: Idea[]): Frame {
  return { tag: 'ideas-saved', chatId: 'c', ideas };
}

/** Returns the state after frames, with the chat `c` shown. */
export function taking(frames: readonly Frame[], state: State = initialState('c')): State {
  return reduce(state, { type: 'frames', frames });
}
