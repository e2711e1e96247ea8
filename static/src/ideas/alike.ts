// Near-duplicate ideas, and merging them.

import { addTo } from '../lib/grouped';
import type { IdeaPatch } from '../socket/frames';
import type { BoardIdea } from './board';

// The share of the words of two ideas that must be in both.
const ALIKE = 0.6;
const COMMON = new Set('a an and are as at be by can for from in is it of on or that the to with your'.split(' '));
const ENDING = /(?<=..)(ies|ing|ed|es|[esy])$/;

/** Returns the significant words, stemmed. Ideas with different numbers (`Week 1`, `Week 2`) share no words. */
function wordsIn(text: string): string[] {
  const all = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const numbers = all.filter((word) => /\d/.test(word)).join();
  return [...new Set(all.filter((word) => !COMMON.has(word)).map((word) => word.replace(ENDING, '') + numbers))];
}

function isAlike(a: readonly string[], b: readonly string[]): boolean {
  const both = a.filter((word) => b.includes(word)).length;
  return both / (a.length + b.length - both) >= ALIKE;
}

/** Returns the ideas. A near-duplicate gets the earlier idea as `like`. */
export function withLikes(ideas: readonly BoardIdea[]): BoardIdea[] {
  const bags = ideas.map((idea) => ({ idea, words: wordsIn(idea.text) }));
  const counts = new Map<string, number>();
  for (const { words } of bags) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byWord = new Map<string, typeof bags>();
  return bags.map((bag) => {
    const { idea, words } = bag;
    words.sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : 1));
    // Two near-duplicates share at least one of these, and few ideas contain a rare word.
    const rare = words.slice(0, words.length - Math.ceil(words.length * ALIKE) + 1);
    const like = rare.flatMap((word) => byWord.get(word) ?? []).find((other) => isAlike(other.words, words))?.idea;
    if (like) return { ...idea, like };
    for (const word of rare) addTo(byWord, word, bag);
    return idea;
  });
}

/** Returns the changes that merge ideas: one gets the text and any star and theme, the others are set aside. */
export function merged(ideas: readonly BoardIdea[], ids: readonly string[], keptId: string, text: string): IdeaPatch[] {
  const all = ideas.filter(({ id }) => id === keptId || ids.includes(id));
  const theme = all.toSorted((a) => (a.id === keptId ? -1 : 1)).find((idea) => idea.theme !== null)?.theme ?? null;
  return [
    { id: keptId, text, theme, starred: all.some((idea) => idea.starred) },
    ...all
      .flatMap(({ id, twins }) => [id, ...twins])
      .filter((id) => id !== keptId)
      .map((id) => ({ id, deleted: true })),
  ];
}
