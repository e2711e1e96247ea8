import { useSyncExternalStore } from 'react';
import { reduce } from './reducer';
import type { Action, State } from './state';

export type Store = {
  dispatch(action: Action): void;
  getSnapshot(): State;
  subscribe(listener: () => void): () => void;
};

export function createStore(first: State): Store {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Selects a part of the state. `select` must return the same value for the same state. */
export function useSelect<T>(store: Store, select: (state: State) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.getSnapshot()));
}
