// Applies frames to one chat. Chunks carry no turn id: they belong to the first turn that has not ended, because the turns
// of a chat run one after another.

import type { ErrorFrame, Frame, Idea, Turn } from '../socket/frames';
import { type ChatState, isRunning, NO_CHAT } from './state';

type ChunkFrame = Extract<Frame, { tag: 'message' | 'idea' }>;

// An error without an id ends the running turn only with one of these codes. Others answer a request without an id.
const ENDING = new Set(['interrupted', 'storage', 'internal', 'too_long']);

function endsTurn(frame: ErrorFrame): boolean {
  if (frame.id !== undefined || frame.ideaId !== undefined || frame.request !== undefined) return false;
  return ENDING.has(frame.code) || frame.code.startsWith('upstream_');
}

function withTurn(chat: ChatState, turn: Turn): ChatState {
  const at = chat.turns.findIndex((known) => known.id === turn.id);
  if (at >= 0) return { ...chat, turns: chat.turns.with(at, turn) };
  const first = chat.turns[0];
  // Older than the loaded turns: it will arrive with the earlier ones.
  if (chat.more && first && turn.createdAt < first.createdAt) return chat;
  return { ...chat, turns: [...chat.turns, turn] };
}

function currentTurn(chat: ChatState): Turn | undefined {
  return chat.turns.find((turn) => (chat.closing === undefined ? isRunning(turn) : turn.id === chat.closing));
}

function applyTurn(chat: ChatState, turn: Turn): ChatState {
  const known = chat.turns.find((other) => other.id === turn.id);
  const endedEarly = known !== undefined && isRunning(known) && !isRunning(turn);
  const closing = endedEarly ? turn.id : turn.status === 'streaming' ? undefined : chat.closing;
  return withTurn({ ...chat, closing }, turn);
}

function applyChunk(chat: ChatState, frame: ChunkFrame): ChatState {
  const turn = currentTurn(chat);
  if (!turn) return chat;
  const status = isRunning(turn) ? 'streaming' : turn.status;
  if (frame.tag === 'idea') {
    const draft = turn.draft + frame.chunk;
    if (!frame.done) return withTurn(chat, { ...turn, status, draft });
    return withTurn(chat, { ...turn, status, draft: '', ideas: [...turn.ideas, draft] });
  }
  const reply = turn.reply + frame.chunk;
  if (!frame.done) return withTurn(chat, { ...turn, status, reply });
  return withTurn({ ...chat, closing: undefined }, { ...turn, reply, status: isRunning(turn) ? 'done' : turn.status });
}

function applyError(chat: ChatState, frame: ErrorFrame): ChatState {
  const turn = currentTurn(chat);
  if (!turn || !endsTurn(frame)) return chat;
  const status = isRunning(turn) ? (frame.code === 'interrupted' ? 'interrupted' : 'error') : turn.status;
  return withTurn({ ...chat, closing: undefined }, { ...turn, status, error: turn.error || frame.code });
}

/** Returns the chat with new or changed ideas. */
function withIdeas(chat: ChatState, changed: readonly Idea[]): ChatState {
  const news = new Map(changed.map((idea) => [idea.id, idea]));
  const ideas = chat.ideas.map((idea) => {
    const change = news.get(idea.id);
    news.delete(idea.id);
    return change ?? idea;
  });
  return { ...chat, ideas: [...ideas, ...news.values()] };
}

function applyEarlier(chat: ChatState, turns: readonly Turn[], more: boolean): ChatState {
  const known = new Set(chat.turns.map((turn) => turn.id));
  const older = turns.filter((turn) => !known.has(turn.id));
  return { ...chat, turns: [...older, ...chat.turns], more, loadingEarlier: false };
}

function same(a: Turn, b: Turn): boolean {
  const { ideas, ...rest } = a;
  const fields = Object.entries(rest) as [Exclude<keyof Turn, 'ideas'>, string][];
  return fields.every(([name, value]) => b[name] === value) && ideas.join('\0') === b.ideas.join('\0');
}

/** Returns the turns of a snapshot, reusing the objects of unchanged turns, which are then not rendered again. */
function kept(known: readonly Turn[], turns: readonly Turn[]): Turn[] {
  const byId = new Map(known.map((turn) => [turn.id, turn]));
  return turns.map((turn) => {
    const old = byId.get(turn.id);
    return old && same(old, turn) ? old : turn;
  });
}

/**
 * Returns the older loaded turns that a new snapshot does not repeat. They are kept if the snapshot continues them, unless
 * one was still running: it may have ended since.
 */
function loadedBefore(chat: ChatState, turns: readonly Turn[]): readonly Turn[] {
  const at = chat.turns.findIndex((turn) => turn.id === turns[0]?.id);
  const older = chat.turns.slice(0, Math.max(0, at));
  return older.some(isRunning) ? [] : older;
}

function applySnapshot(chat: ChatState, frame: Extract<Frame, { tag: 'chat' }>): ChatState {
  const older = frame.more ? loadedBefore(chat, frame.turns) : [];
  const turns = [...older, ...kept(chat.turns, frame.turns)];
  const more = older.length > 0 ? chat.more : frame.more;
  return { phase: 'ready', turns, ideas: frame.ideas, more, loadingEarlier: false, closing: undefined };
}

/** Returns the chat after one frame. Before its snapshot, a chat ignores other frames: the snapshot has it all. */
export function applyFrame(chat: ChatState, frame: Frame): ChatState {
  if (frame.tag === 'chat') return applySnapshot(chat, frame);
  if (frame.tag === 'gone') return { ...NO_CHAT, phase: 'gone' };
  if (chat.phase !== 'ready') return chat;
  switch (frame.tag) {
    case 'earlier':
      return applyEarlier(chat, frame.turns, frame.more);
    case 'turn':
      return applyTurn(chat, frame.turn);
    case 'ideas-saved':
      return withIdeas(chat, frame.ideas);
    case 'proposal':
      return chat;
    case 'error':
      return frame.idea ? withIdeas(chat, [frame.idea]) : applyError(chat, frame);
    default:
      return applyChunk(chat, frame);
  }
}
