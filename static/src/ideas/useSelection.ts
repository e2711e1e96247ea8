import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BoardIdea } from './board';

export type Selection = {
  readonly size: number;
  readonly has: (id: string) => boolean;
  /** Selects an idea or not; with `range` all from the last one on. */
  readonly toggle: (id: string, range: boolean) => void;
  /** The selected ideas if this one is among them, else this one alone. */
  readonly idsWith: (id: string) => readonly string[];
};

const NONE: ReadonlySet<string> = new Set();

/** Returns the selection after an idea was picked, and, from a first one, all between them in the board's order. */
export function picked(
  old: ReadonlySet<string>,
  order: readonly string[],
  id: string,
  from: string | undefined,
): ReadonlySet<string> {
  const [a, b] = [order.indexOf(from ?? id), order.indexOf(id)].sort((x, y) => x - y);
  if (from !== undefined && from !== id && a !== undefined && a >= 0)
    return new Set([...old, ...order.slice(a, (b ?? a) + 1)]);
  const next = new Set(old);
  if (!next.delete(id)) next.add(id);
  return next;
}

// What has an Escape of its own.
const OWN_ESCAPE = 'input, textarea, dialog, .menu';

/** The cards that are selected, of those shown in this order. */
export function useSelection(shown: readonly BoardIdea[]) {
  const [ids, setIds] = useState(NONE);
  const order = useRef<readonly string[]>([]);
  const last = useRef<string>(undefined);
  const selected = useMemo(() => (ids.size === 0 ? [] : shown.filter((idea) => ids.has(idea.id))), [shown, ids]);
  useEffect(() => {
    order.current = shown.map((idea) => idea.id);
  }, [shown]);
  const clear = useCallback(() => setIds(NONE), []);
  const toggle = useCallback((id: string, range: boolean) => {
    const from = range ? last.current : undefined;
    last.current = id;
    setIds((old) => picked(old, order.current, id, from));
  }, []);
  const any = selected.length > 0;
  useEffect(() => {
    if (!any) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(OWN_ESCAPE)) return;
      event.preventDefault();
      clear();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [any, clear]);
  const selection = useMemo<Selection>(() => {
    const has = (id: string) => ids.has(id);
    const idsWith = (id: string) => (has(id) ? selected.map((idea) => idea.id) : [id]);
    return { size: selected.length, has, toggle, idsWith };
  }, [ids, selected, toggle]);
  return { selected, selection, clear };
}

/** A click on a card's text selects it: with Ctrl, Cmd or Shift, and without once there is a selection. */
export function useCardClicks(root: RefObject<HTMLElement | null>, { size, toggle }: Selection): void {
  const selecting = size > 0;
  useEffect(() => {
    const list = root.current;
    const onMouse = (event: MouseEvent) => {
      const text = event.target instanceof Element ? event.target.closest('.idea-text') : null;
      const id = text?.closest<HTMLElement>('[data-idea]')?.dataset.idea;
      const picks = event.ctrlKey || event.metaKey || event.shiftKey;
      if (id === undefined || !(picks || selecting)) return;
      // Shift would select the text between two clicks.
      if (event.type === 'click') toggle(id, event.shiftKey);
      else if (picks) event.preventDefault();
    };
    list?.addEventListener('click', onMouse);
    list?.addEventListener('mousedown', onMouse);
    return () => {
      list?.removeEventListener('click', onMouse);
      list?.removeEventListener('mousedown', onMouse);
    };
  }, [root, selecting, toggle]);
}
