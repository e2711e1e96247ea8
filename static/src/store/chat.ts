// How one chat changes by the frames of the socket. Frames of section 1 carry no turn id: they belong to the first
// turn that has not ended, because the turns of one chat run one after another.

import type { Frame, Idea, Turn } from '../socket/frames';
import { type ChatState, isRunning } from './state';

type ChunkFrame = Extract<Frame, { tag: 'message' | 'idea' }>;
type ErrorFrame = Extract<Frame, { tag: 'error' }>;

// An error without a turn's id ends the running turn only with one of these codes; others answer a request without id.
const ENDING = new Set(['interrupted', 'storage', 'internal', 'too_long']);

export function endsTurn(frame: ErrorFrame): boolean {
  return frame.id === undefined && (ENDING.has(frame.code) || frame.code.startsWith('upstream_'));
}

function withTurn(chat: ChatState, turn: Turn): ChatState {
  const at = chat.turns.findIndex((known) => known.id === turn.id);
  if (at >= 0) return { ...chat, turns: chat.turns.with(at, turn) };
  const first = chat.turns[0];
  // The state of a turn that is older than what is loaded: it will come with the earlier ones.
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

/** The key under which the n-th idea of a turn is shown, typed or saved. */
export function ideaKey(turnId: string, index: number): string {
  return `${turnId}:${index}`;
}

function keysWith(keys: ChatState['keys'], idea: Idea): ChatState['keys'] {
  if (keys[idea.id] !== undefined) return keys;
  if (idea.turnId === undefined) return { ...keys, [idea.id]: idea.id };
  const prefix = `${idea.turnId}:`;
  const index = Object.values(keys).filter((key) => key.startsWith(prefix)).length;
  return { ...keys, [idea.id]: ideaKey(idea.turnId, index) };
}

function allKeys(keys: ChatState['keys'], ideas: readonly Idea[]): ChatState['keys'] {
  const counts = new Map<string, number>();
  const all: Record<string, string> = {};
  for (const idea of ideas) {
    const turnId = idea.turnId;
    const index = turnId === undefined ? 0 : (counts.get(turnId) ?? 0);
    if (turnId !== undefined) counts.set(turnId, index + 1);
    all[idea.id] = keys[idea.id] ?? (turnId === undefined ? idea.id : ideaKey(turnId, index));
  }
  return all;
}

function applyIdea(chat: ChatState, idea: Idea): ChatState {
  const at = chat.ideas.findIndex((known) => known.id === idea.id);
  if (at >= 0) return { ...chat, ideas: chat.ideas.with(at, idea) };
  return { ...chat, ideas: [...chat.ideas, idea], keys: keysWith(chat.keys, idea) };
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

/** The turns of a snapshot, as the objects that are shown already where nothing has changed: those need no rendering. */
function kept(known: readonly Turn[], turns: readonly Turn[]): Turn[] {
  const byId = new Map(known.map((turn) => [turn.id, turn]));
  return turns.map((turn) => {
    const old = byId.get(turn.id);
    return old && same(old, turn) ? old : turn;
  });
}

/** The chat after one frame. Until its snapshot has come, a chat takes nothing else: the snapshot holds it all. */
export function applyFrame(chat: ChatState, frame: Frame): ChatState {
  if (frame.tag === 'chat') {
    const { ideas, more } = frame;
    const turns = kept(chat.turns, frame.turns);
    const keys = allKeys(chat.keys, ideas);
    return { phase: 'ready', turns, ideas, keys, more, loadingEarlier: false, closing: undefined };
  }
  if (frame.tag === 'gone') return { ...chat, phase: 'gone', turns: [], ideas: [], keys: {}, more: false };
  if (chat.phase !== 'ready') return chat;
  switch (frame.tag) {
    case 'earlier':
      return applyEarlier(chat, frame.turns, frame.more);
    case 'turn':
      return applyTurn(chat, frame.turn);
    case 'idea-saved':
      return applyIdea(chat, frame.idea);
    case 'error':
      return applyError(chat, frame);
    default:
      return applyChunk(chat, frame);
  }
}
