import { type RefObject, useLayoutEffect, useState } from 'react';
import type { BoardIdea, LiveIdea } from './board';

/**
 * Scrolls the board to a card: to each that the model begins to write, unless the person is busy with the board, and to the
 * idea whose id is given to the function returned.
 */
export function useShowCard(
  pane: RefObject<HTMLElement | null>,
  ideas: readonly BoardIdea[],
  live: readonly LiveIdea[],
): (id: string) => void {
  const [wanted, setWanted] = useState('');
  const newest = live.at(-1)?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the card may come with a later list
  useLayoutEffect(() => {
    const card = wanted && pane.current?.querySelector(`[data-idea="${CSS.escape(wanted)}"]`);
    if (!card) return;
    card.scrollIntoView({ block: 'nearest' });
    setWanted('');
  }, [wanted, ideas, pane]);
  useLayoutEffect(() => {
    const isBusy = pane.current?.matches(':hover, :focus-within');
    if (newest !== undefined && !isBusy)
      pane.current?.querySelector('.live:last-child')?.scrollIntoView({ block: 'nearest' });
  }, [newest, pane]);
  return setWanted;
}
