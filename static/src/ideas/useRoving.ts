import { type FocusEvent, type KeyboardEvent, useMemo, useState } from 'react';
import { cardOf } from '../ui/focus';
import { isIn } from '../ui/usePanel';
import { cardFrom, type Section } from './themes';
import { bringIntoView } from './useShowCard';

const cardAt = ({ target }: FocusEvent | KeyboardEvent) => (target as Element).closest<HTMLElement>('[data-idea]');

/** Returns the id nearest to one that may have gone from the list: the same, else a later one, else an earlier one. */
function nearest(before: readonly string[], id: string | undefined, ids: readonly string[]): string | undefined {
  const at = before.indexOf(id ?? '');
  return [id, ...before.slice(at + 1), ...before.slice(0, Math.max(at, 0)).reverse(), ...ids].find(
    (other) => other !== undefined && ids.includes(other),
  );
}

/**
 * Makes the cards one Tab stop, with arrow keys between them: the card last focused, or the one that has taken its place. Only
 * its own buttons are Tab stops too. Delete removes it. `sections` are the ones whose cards are shown.
 */
export function useRoving(sections: readonly Section[], onRemove: (id: string) => void) {
  const ids = useMemo(() => sections.flatMap((section) => section.ideas.map((idea) => idea.id)), [sections]);
  const [{ current, known }, setState] = useState({ current: ids[0], known: ids });
  if (known !== ids) setState({ current: nearest(known, current, ids), known: ids });
  const onFocus = (event: FocusEvent) => {
    const card = cardAt(event);
    const id = card?.dataset.idea;
    if (!card || id === undefined) return;
    if (id !== current) setState({ current: id, known: ids });
    // The browser scrolls to it only once, before nearby cards have their real heights.
    if (event.target.matches(':focus-visible')) bringIntoView(card, () => !card.matches(':focus-within'));
  };
  const onCardKey = (event: KeyboardEvent) => {
    const { key, target } = event;
    const card = cardAt(event);
    const id = card?.dataset.idea;
    // Alt with an arrow is the browser's Back, and the handle's arrows move the card itself.
    if (id === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (isIn(target, '.handle, .menu, .editing')) return;
    const next = cardFrom(sections, id, key);
    // A key that is held down must not empty the board.
    const isRemoval = target === card && !event.repeat && (key === 'Delete' || key === 'Backspace');
    if (next !== undefined || isRemoval) event.preventDefault();
    if (next !== undefined) cardOf(next)?.focus();
    if (isRemoval) onRemove(id);
  };
  return { current, onFocus, onCardKey };
}
