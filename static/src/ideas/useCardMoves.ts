import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { BoardIdea } from './board';
import { type Spot, sectionsOf, stepFrom } from './themes';
import type { IdeaActions } from './useIdeaActions';

/** Moves and removals of cards, which keep the focus, and which themes are folded away. */
export function useCardMoves(root: RefObject<HTMLElement | null>, ideas: readonly BoardIdea[], actions: IdeaActions) {
  const shown = useRef(ideas);
  const refocus = useRef<{ id: string | undefined; part: string }>(undefined);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    shown.current = ideas;
  }, [ideas]);
  const collapse = useCallback((theme: string, isCollapsed: boolean) => {
    setCollapsed((old) => new Set(isCollapsed ? [...old, theme] : [...old].filter((other) => other !== theme)));
  }, []);
  const place = useCallback(
    (ids: readonly string[], spot: Spot) => {
      refocus.current = { id: ids[0], part: '.handle' };
      actions.place(shown.current, ids, spot);
    },
    [actions],
  );
  const step = useCallback(
    (id: string, key: string) => {
      const spot = stepFrom(sectionsOf(shown.current), id, key);
      if (!spot) return;
      if (spot.theme !== null) collapse(spot.theme, false);
      place([id], spot);
    },
    [place, collapse],
  );
  const remove = useCallback(
    (idea: BoardIdea) => {
      const cards = sectionsOf(shown.current).flatMap((section) => section.ideas);
      const at = cards.findIndex((other) => other.id === idea.id);
      refocus.current = { id: (cards[at + 1] ?? cards[at - 1])?.id, part: '[aria-haspopup]' };
      actions.remove([idea]);
    },
    [actions],
  );
  // A card that is moved in the document, or removed from it, loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order is what moves the cards
  useLayoutEffect(() => {
    const { id, part } = refocus.current ?? {};
    refocus.current = undefined;
    if (id !== undefined) root.current?.querySelector<HTMLElement>(`[data-idea="${CSS.escape(id)}"] ${part}`)?.focus();
  }, [ideas]);
  return { place, step, remove, collapsed, collapse };
}
