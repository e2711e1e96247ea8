import type { Frame, Idea, Turn } from '../../src/socket/frames';
import { reduce } from '../../src/store/reducer';
import { initialState, type State } from '../../src/store/state';

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
  return { id, text: `idea ${id}`, starred: false, position: 0, turnId: undefined, deleted: false, ...change };
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

/** The state after frames on the chat `c`, which is the one shown. */
export function taking(frames: Frame[], state: State = initialState('c')): State {
  return reduce(state, { type: 'frames', frames, now: 1_000 });
}
