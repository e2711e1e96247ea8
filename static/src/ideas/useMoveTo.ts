import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { BoardIdea } from './board';
import type { IdeaActions } from './useIdeaActions';

/** The ideas for which a theme is being chosen. Afterwards the focus is on the first of them, wherever it went. */
export function useMoveTo(
  pane: RefObject<HTMLElement | null>,
  ideas: readonly BoardIdea[],
  actions: IdeaActions,
  onMoved: () => void,
) {
  const [moving, setMoving] = useState<readonly string[]>();
  const moved = useRef<string>(undefined);
  useEffect(() => {
    if (moving || moved.current === undefined) return;
    const card = `[data-idea="${CSS.escape(moved.current)}"] [aria-haspopup]`;
    moved.current = undefined;
    const { current } = pane;
    (current?.querySelector<HTMLElement>(card) ?? current?.querySelector<HTMLElement>('[aria-haspopup]'))?.focus();
  }, [moving, pane]);
  const moveTo = (theme: string | null) => {
    if (!moving) return;
    moved.current = moving[0];
    actions.place(ideas, moving, { theme, before: undefined });
    setMoving(undefined);
    onMoved();
  };
  return { moving: moving !== undefined, choose: setMoving, moveTo, end: useCallback(() => setMoving(undefined), []) };
}
