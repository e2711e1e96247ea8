import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { CURRENT_CARD, cardOf } from '../ui/focus';
import type { BoardIdea } from './board';
import type { CardEvents, Merging } from './IdeaCard';
import { type Spot, sectionsOf, stepFrom } from './themes';
import { useDrag } from './useDrag';
import type { IdeaActions } from './useIdeaActions';
import type { Selection } from './useSelection';
import { bringIntoView } from './useShowCard';

/** Moves, merges and removes cards, keeping focus on them, and holds which themes are collapsed. */
export function useCards(
  pane: RefObject<HTMLElement | null>,
  ideas: readonly BoardIdea[],
  actions: IdeaActions,
  selection: Selection,
  onMoveTo: (ids: readonly string[]) => void,
  onHidden: () => void,
) {
  const { toggle, idsWith, clear } = selection;
  const present = useRef({ ideas, idsWith });
  const [merging, setMerging] = useState<Merging>();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    present.current = { ideas, idsWith };
  }, [ideas, idsWith]);
  const collapse = useCallback((theme: string, isCollapsed: boolean) => {
    setCollapsed((old) => new Set(isCollapsed ? [...old, theme] : [...old].filter((other) => other !== theme)));
  }, []);
  const place = useCallback(
    (ids: readonly string[], spot: Spot, id = ids[0] ?? '') => {
      collapse(spot.theme ?? '', false);
      // A card that moves in the document loses focus.
      flushSync(() => actions.place(present.current.ideas, ids, spot));
      const card = cardOf(id, pane.current);
      card?.querySelector<HTMLElement>('.handle')?.focus();
      // Focusing an element that already has focus does not scroll to it.
      if (card) bringIntoView(card);
    },
    [actions, collapse, pane],
  );
  const focusCurrent = useCallback(() => pane.current?.querySelector<HTMLElement>(CURRENT_CARD)?.focus(), [pane]);
  const remove = useCallback(
    (gone: readonly BoardIdea[]) => {
      flushSync(() => actions.remove(gone));
      focusCurrent();
    },
    [actions, focusCurrent],
  );
  const grab = useDrag(pane, { idsWith, onDrop: place });
  const on = useMemo<CardEvents>(() => {
    const step = (id: string, key: string, alone: boolean) => {
      const ids = alone ? [id] : present.current.idsWith(id);
      // Skip the cards that move along.
      const others = present.current.ideas.filter((idea) => idea.id === id || !ids.includes(idea.id));
      const spot = stepFrom(sectionsOf(others), id, key);
      if (spot) place(ids, spot, id);
    };
    const merge = (wanted: Merging) => {
      collapse(present.current.ideas.find(({ id }) => id === wanted.ids[0])?.theme ?? '', false);
      // The filter may hide the idea that is kept.
      onHidden();
      setMerging(wanted);
    };
    const endMerge = (done: boolean) => {
      setMerging(undefined);
      if (done) clear();
    };
    return {
      onStep: step,
      onRemove: (idea) => remove([idea]),
      onGrab: grab,
      onSelect: toggle,
      onMoveTo,
      onMerge: merge,
      onMergeEnd: endMerge,
    };
  }, [place, remove, collapse, grab, toggle, onMoveTo, onHidden, clear]);
  return useMemo(
    () => ({ place, remove, focusCurrent, on, merging, collapsed, collapse }),
    [place, remove, focusCurrent, on, merging, collapsed, collapse],
  );
}

export type Cards = ReturnType<typeof useCards>;
