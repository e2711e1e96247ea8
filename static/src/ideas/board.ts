// The board as shown: the server's ideas with the person's unconfirmed changes, and the ideas that the model is writing.

import { addTo } from '../lib/grouped';
import { hasWords, wordsOf } from '../lib/text';
import type { Idea, IdeaPatch } from '../socket/frames';
import { type ChatState, chatOf, isRunning, type PendingIdea, type Refusal, type State } from '../store/state';

/**
 * `mine` is a change of the person's that the server refused. `twins` are ideas with the same words, shown as this one.
 * `like` is an earlier near-duplicate.
 */
export type BoardIdea = Idea & {
  readonly saved: boolean;
  readonly mine: { readonly text: string | undefined; readonly refusal: Refusal } | undefined;
  readonly twins: readonly string[];
  readonly like?: { readonly id: string; readonly text: string };
};
export type LiveIdea = { readonly key: string; readonly text: string; readonly writing: boolean };

function blank(id: string): Idea {
  return { id, text: '', theme: null, starred: false, position: 0, rev: undefined, turnId: undefined, deleted: false };
}

// Returns the same object for the same idea, so that unchanged cards are not rendered again.
const plainIdeas = new WeakMap<Idea, BoardIdea>();

function plainIdea(idea: Idea): BoardIdea {
  const plain = plainIdeas.get(idea) ?? { ...idea, twins: [], saved: true, mine: undefined };
  plainIdeas.set(idea, plain);
  return plain;
}

function shown(idea: Idea, pending: PendingIdea | undefined): BoardIdea {
  const plain = plainIdea(idea);
  if (!pending) return plain;
  const { patch, refusal } = pending;
  return refusal ? { ...plain, mine: { text: patch.text, refusal } } : { ...plain, ...patch, saved: false };
}

/** A new idea that the server has not stored yet, or refused. */
function added(pending: PendingIdea): BoardIdea {
  return { ...shown(blank(pending.id), pending), ...pending.patch };
}

// Decides which of several ideas with the same words is shown: starred before most changed before first.
function rank(a: BoardIdea, b: BoardIdea): number {
  return Number(b.starred) - Number(a.starred) || (b.rev ?? 0) - (a.rev ?? 0) || byPosition(a, b);
}

// Two people may add ideas at the same position.
export function byPosition(a: BoardIdea, b: BoardIdea): number {
  return a.position - b.position || (a.id < b.id ? -1 : 1);
}

/** Joins ideas with the same words, except set-aside ones and those with a refused change. */
function joinTwins(ideas: readonly BoardIdea[]): BoardIdea[] {
  const groups = new Map<string, BoardIdea[]>();
  for (const idea of ideas) {
    const words = idea.deleted || idea.mine ? `alone ${idea.id}` : `words ${wordsOf(idea.text)}`;
    addTo(groups, words, idea);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.length > 1 ? group.toSorted(rank) : group;
    if (!first) return [];
    return [others.length > 0 ? { ...first, twins: others.map((idea) => idea.id) } : first];
  });
}

/** Returns all ideas of a chat in board order, including those set aside. */
export function boardIdeas(
  chat: Pick<ChatState, 'ideas'>,
  chatId: string,
  pending: readonly PendingIdea[],
): BoardIdea[] {
  const changes = new Map(pending.filter((item) => item.chatId === chatId).map((item) => [item.id, item]));
  const items = chat.ideas.map((idea) => {
    const change = changes.get(idea.id);
    changes.delete(idea.id);
    return shown(idea, change);
  });
  // A change without a text belongs to an idea that no longer exists.
  for (const change of changes.values()) if (change.patch.text !== undefined) items.push(added(change));
  return joinTwins(items).sort(byPosition);
}

/** Returns the ideas on the board of a chat, which need not be the one shown. */
export function boardOf(state: State, chatId: string): BoardIdea[] {
  return boardIdeas(chatOf(state, chatId), chatId, state.pendingIdeas).filter((idea) => !idea.deleted);
}

/** Returns the idea on the board with the same words as a text, if any. */
export function sameIdea(ideas: readonly BoardIdea[], text: string): BoardIdea | undefined {
  const words = wordsOf(text);
  return ideas.find((idea) => !idea.deleted && wordsOf(idea.text) === words);
}

/** Returns the changes extended to the twins of their ideas. */
export function withTwins(ideas: readonly BoardIdea[], patches: readonly IdeaPatch[]): IdeaPatch[] {
  const twins = new Map(ideas.map((idea) => [idea.id, idea.twins]));
  return patches.flatMap((patch) => [patch.id, ...(twins.get(patch.id) ?? [])].map((id) => ({ ...patch, id })));
}

const NOTHING_LIVE: LiveIdea[] = [];

/** Returns the ideas of the running answer that are not on the board yet: still being saved or written. */
export function liveIdeas(chat: ChatState): LiveIdea[] {
  const turn = chat.turns.find(isRunning);
  if (!turn || (turn.draft === '' && turn.ideas.length === 0)) return NOTHING_LIVE;
  const onBoard = new Set(chat.ideas.filter((idea) => !idea.deleted).map((idea) => wordsOf(idea.text)));
  const saved = chat.ideas.filter((idea) => idea.turnId === turn.id).length;
  const live = turn.ideas
    .map((text, index) => ({ key: `${turn.id}:${index}`, text, writing: false }))
    .slice(saved)
    .filter((idea) => !onBoard.has(wordsOf(idea.text)));
  if (turn.draft !== '' && saved <= turn.ideas.length) {
    live.push({ key: `${turn.id}:${turn.ideas.length}`, text: turn.draft, writing: true });
  }
  return live;
}

export type Filter = { readonly words: string; readonly starred: boolean };

export function matches(idea: BoardIdea, filter: Filter): boolean {
  return (idea.starred || !filter.starred) && hasWords(`${idea.theme ?? ''} ${idea.text}`, filter.words);
}

/** The server's limit for an idea, in characters. */
export const LONGEST_IDEA = 2_000;

/** Returns a position after all ideas of the board. */
export function positionAtEnd(ideas: readonly BoardIdea[]): number {
  return Math.max(0, ...ideas.map((idea) => idea.position)) + 1;
}
