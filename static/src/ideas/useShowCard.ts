import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { BoardIdea, LiveIdea } from './board';

/**
 * Scrolls the board to a card: to each that the model begins to write or has written, unless the person is busy with the
 * board, and to the idea whose id is given to the function returned.
 */
export function useShowCard(
  pane: RefObject<HTMLElement | null>,
  ideas: readonly BoardIdea[],
  live: readonly LiveIdea[],
): (id: string) => void {
  const [wanted, setWanted] = useState('');
  const written = useRef(live);
  const newest = live.at(-1)?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the card may come with a later list
  useLayoutEffect(() => {
    const card = wanted && pane.current?.querySelector(`[data-idea="${CSS.escape(wanted)}"]`);
    if (!card) return;
    card.scrollIntoView({ block: 'nearest' });
    setWanted('');
  }, [wanted, ideas, pane]);
  useLayoutEffect(() => {
    const landed = ideas.findLast((idea) => written.current.some(({ key }) => key === idea.key));
    const isBusy = pane.current?.matches(':has(.ideas > :is(:hover, :focus-within), .dragged)');
    const card = landed ? `[data-idea="${CSS.escape(landed.id)}"]` : '.live:last-child';
    if ((landed || newest !== undefined) && !isBusy)
      pane.current?.querySelector(card)?.scrollIntoView({ block: 'nearest' });
  }, [newest, ideas, pane]);
  useEffect(() => {
    written.current = live;
  }, [live]);
  return setWanted;
}
