import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BoardIdea } from './board';

export type Selection = {
  readonly selected: readonly BoardIdea[];
  readonly has: (id: string) => boolean;
  /** Selects or deselects an idea. With `range`, selects all from the last one toggled. */
  readonly toggle: (id: string, range: boolean) => void;
  /** The selected ideas if this one is among them, else only this one. */
  readonly idsWith: (id: string) => readonly string[];
  readonly clear: () => void;
};

const NONE: ReadonlySet<string> = new Set();

/** Returns the selection after an idea was picked, with all ideas between `from` and it. */
export function picked(
  old: ReadonlySet<string>,
  order: readonly string[],
  id: string,
  from: string | undefined,
): ReadonlySet<string> {
  const [start = -1, end = -1] = [order.indexOf(from ?? id), order.indexOf(id)].sort((a, b) => a - b);
  if (start >= 0 && start < end) return new Set([...old, ...order.slice(start, end + 1)]);
  const next = new Set(old);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The selected cards among those shown, in display order. */
export function useSelection(shown: readonly BoardIdea[]): Selection {
  const [ids, setIds] = useState(NONE);
  const present = useRef(shown);
  const last = useRef<string>(undefined);
  useEffect(() => {
    present.current = shown;
  }, [shown]);
  const toggle = useCallback((id: string, range: boolean) => {
    const from = range ? last.current : undefined;
    last.current = id;
    const order = present.current.map((idea) => idea.id);
    setIds((old) => picked(old, order, id, from));
  }, []);
  const clear = useCallback(() => setIds(NONE), []);
  return useMemo(() => {
    const selected = ids.size === 0 ? [] : shown.filter((idea) => ids.has(idea.id));
    const idsWith = (id: string) => (ids.has(id) ? selected.map((idea) => idea.id) : [id]);
    return { selected, has: (id) => ids.has(id), toggle, idsWith, clear };
  }, [ids, shown, toggle, clear]);
}
