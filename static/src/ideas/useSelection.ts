import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
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

/**
 * Selects a card by a click on its text: with Ctrl, Cmd or Shift, or plainly once there is a selection. Escape first ends a
 * drag, then clears the selection, then closes the full board.
 */
export function useSelecting(pane: RefObject<HTMLElement | null>, { selected, toggle, clear }: Selection): void {
  const selecting = selected.length > 0;
  useEffect(() => {
    const onMouse = (event: MouseEvent) => {
      const text = event.target instanceof Element ? event.target.closest('.idea-text') : null;
      const card = text?.closest<HTMLElement>('[data-idea]');
      const picks = event.ctrlKey || event.metaKey || event.shiftKey;
      if (!card?.dataset.idea || !(picks || selecting)) return;
      // Shift-click would select the text in between.
      event.preventDefault();
      if (event.type !== 'click') return;
      toggle(card.dataset.idea, event.shiftKey);
      card.querySelector<HTMLElement>('.handle')?.focus();
    };
    const onKey = (event: KeyboardEvent) => {
      const isOwn = event.target instanceof Element && event.target.closest('input, textarea, dialog, .menu');
      if (!selecting || event.key !== 'Escape' || isOwn) return;
      event.preventDefault();
      clear();
    };
    const listening = new AbortController();
    const { signal } = listening;
    pane.current?.addEventListener('mousedown', onMouse, { signal });
    pane.current?.addEventListener('click', onMouse, { signal });
    document.documentElement.addEventListener('keydown', onKey, { signal });
    return () => listening.abort();
  }, [pane, selecting, toggle, clear]);
}
