// The board as it is shown: what the server has, with the person's unconfirmed changes on top, and what the model is
// writing at this instant.

import type { Idea, IdeaPatch, Turn } from '../socket/frames';
import { ideaKey } from '../store/chat';
import { type ChatState, isRunning, type PendingIdea } from '../store/state';

export type BoardIdea = Idea & { readonly key: string; readonly saved: boolean };
export type LiveIdea = { readonly key: string; readonly text: string; readonly writing: boolean };

function patched(idea: Idea, patch: IdeaPatch): Idea {
  return { ...idea, ...patch };
}

function blank(id: string): Idea {
  return { id, text: '', starred: false, position: 0, turnId: undefined, deleted: false };
}

/** All ideas of a chat in the board's order, deleted ones included. */
export function boardIdeas(
  chat: Pick<ChatState, 'ideas' | 'keys'>,
  chatId: string,
  pending: readonly PendingIdea[],
): BoardIdea[] {
  const patches = new Map(pending.filter((item) => item.chatId === chatId).map((item) => [item.id, item.patch]));
  const items = chat.ideas.map((idea) => {
    const patch = patches.get(idea.id);
    patches.delete(idea.id);
    const shown = patch ? patched(idea, patch) : idea;
    return { ...shown, key: chat.keys[idea.id] ?? idea.id, saved: patch === undefined };
  });
  for (const [id, patch] of patches) {
    // A change without a text belongs to an idea that has vanished; only an addition brings its own.
    if (patch.text !== undefined) items.push({ ...patched(blank(id), patch), key: id, saved: false });
  }
  return items.sort((a, b) => a.position - b.position || (a.key < b.key ? -1 : 1));
}

const NOTHING_LIVE: LiveIdea[] = [];

/** The ideas of the running answer that are not on the board yet: finished ones on their way, and the one being typed. */
export function liveIdeas(chat: ChatState): LiveIdea[] {
  const turn = chat.turns.find(isRunning);
  if (!turn || (turn.draft === '' && turn.ideas.length === 0)) return NOTHING_LIVE;
  const saved = chat.ideas.filter((idea) => idea.turnId === turn.id).length;
  const live = turn.ideas.slice(saved).map((text, index) => ({
    key: ideaKey(turn.id, saved + index),
    text,
    writing: false,
  }));
  if (turn.draft !== '' && saved <= turn.ideas.length) {
    live.push({ key: ideaKey(turn.id, turn.ideas.length), text: turn.draft, writing: true });
  }
  return live;
}

export type Filter = { readonly words: string; readonly starred: boolean };

export function matches(idea: BoardIdea, filter: Filter): boolean {
  if (filter.starred && !idea.starred) return false;
  const text = idea.text.toLowerCase();
  return filter.words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The number of the answer that an idea came from, counted from 1, if that turn is loaded. */
export function sourceOf(idea: Idea, turns: readonly Turn[]): Turn | undefined {
  return idea.turnId === undefined ? undefined : turns.find((turn) => turn.id === idea.turnId);
}

/** As long as the server lets an idea be. */
export const LONGEST_IDEA = 2_000;

const STEP = 1;

/** A position between two neighbours; undefined where numbers have no room left between them. */
export function between(before: number | undefined, after: number | undefined): number | undefined {
  if (before === undefined) return after === undefined ? 0 : after - STEP;
  if (after === undefined) return before + STEP;
  const middle = before + (after - before) / 2;
  return middle > before && middle < after ? middle : undefined;
}

/** The changes that put the idea at index `from` of a sorted list to index `to`; mostly one, all where no room is left. */
export function moves(ideas: readonly BoardIdea[], from: number, to: number): IdeaPatch[] {
  const moved = ideas[from];
  if (!moved || from === to || to < 0 || to >= ideas.length) return [];
  const rest = ideas.toSpliced(from, 1);
  const position = between(rest[to - 1]?.position, rest[to]?.position);
  if (position !== undefined) return [{ id: moved.id, position }];
  return rest.toSpliced(to, 0, moved).map((idea, index) => ({ id: idea.id, position: index * STEP }));
}
