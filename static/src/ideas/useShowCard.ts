import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { cardOf, pointOut } from '../ui/focus';
import type { BoardIdea, LiveIdea } from './board';

const FRAMES = 3;

type Wanted = { readonly id: string; readonly focus: boolean };

/** Scrolls to a card, and again in the next frames: cards out of view have estimated heights until they are drawn. */
export function bringIntoView(card: Element, isUnwanted = () => false, frames = FRAMES): void {
  if (isUnwanted()) return;
  card.scrollIntoView({ block: 'nearest' });
  if (frames > 0) requestAnimationFrame(() => bringIntoView(card, isUnwanted, frames - 1));
}

/**
 * Scrolls the board to each new card and to the one the model begins to write, unless the person is busy with the board. The
 * returned function scrolls to an idea, and can focus it. `onHidden` is called if the filter hides an idea that the person has
 * added.
 */
export function useShowCard(
  pane: RefObject<HTMLElement | null>,
  ideas: readonly BoardIdea[],
  live: readonly LiveIdea[],
  onHidden: () => void,
): (wanted: Wanted) => void {
  const [wanted, setWanted] = useState<Wanted>();
  const known = useRef<ReadonlySet<string>>(new Set());
  const newest = live.at(-1)?.key;
  useLayoutEffect(() => {
    // On a board that has just loaded, no card is new.
    const added = known.current.size > 0 ? ideas.findLast(({ id }) => !known.current.has(id)) : undefined;
    known.current = new Set(ideas.map(({ id }) => id));
    const busy = ':has(:is(.ideas > *, .set-aside):is(:hover, :focus-within), .dragged)';
    const isBusy = () => pane.current?.matches(busy) ?? true;
    const card = added ? cardOf(added.id, pane.current) : pane.current?.querySelector('.live:last-child');
    if (card && (added || newest !== undefined)) bringIntoView(card, isBusy);
    if (card || !added || added.saved) return;
    onHidden();
    setWanted({ id: added.id, focus: false });
  }, [newest, ideas, pane, onHidden]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the card may arrive with a later list
  useLayoutEffect(() => {
    const card = wanted && cardOf(wanted.id, pane.current);
    if (!card) return;
    bringIntoView(card);
    if (wanted.focus) {
      card.querySelector<HTMLElement>('button, textarea')?.focus({ preventScroll: true });
      pointOut(card);
    }
    setWanted(undefined);
  }, [wanted, ideas, pane]);
  return setWanted;
}

/** Shows the idea that the chat asks for, unless it was asked for before the board was there. */
export function useAsked(asked: { readonly id: string } | undefined, onShow: (id: string) => void): void {
  const show = useEffectEvent(onShow);
  const last = useRef(asked);
  useEffect(() => {
    if (asked && asked !== last.current) show(asked.id);
    last.current = asked;
  }, [asked]);
}
