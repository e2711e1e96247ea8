import { useLayoutEffect, useMemo } from 'react';
import { useIdeas } from '../ideas/useBoard';
import { wordsOf } from '../lib/text';
import type { Keeper } from '../markdown/keep';
import type { Store } from '../store/store';

/**
 * Returns what an answer's buttons know about the board, and its number of ideas. The keeper is stable across renders, so that
 * answers stay memoised.
 */
export function useKeeper(
  store: Store,
  chatId: string,
  add: Keeper['add'],
  show: Keeper['show'],
): { keeper: Keeper; ideaCount: number } {
  const ideas = useIdeas(store, chatId);
  const { keeper, learn } = useMemo(() => createKeeper(add, show), [add, show]);
  const shown = useMemo(() => ideas.filter((idea) => !idea.deleted), [ideas]);
  useLayoutEffect(() => learn(shown), [learn, shown]);
  return { keeper, ideaCount: shown.length };
}

function createKeeper(
  add: Keeper['add'],
  show: Keeper['show'],
): {
  keeper: Keeper;
  learn(ideas: readonly { id: string; text: string }[]): void;
} {
  const listeners = new Set<() => void>();
  let known = new Map<string, string>();
  const keeper: Keeper = {
    add,
    show,
    find: (text) => known.get(wordsOf(text)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    keeper,
    learn(ideas) {
      known = new Map(ideas.map((idea) => [wordsOf(idea.text), idea.id]));
      for (const listener of listeners) listener();
    },
  };
}
