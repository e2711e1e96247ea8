import { useEffect, useEffectEvent } from 'react';
import { isFields } from '../lib/fields';

// How to close each open panel and dialog, in stacking order. Each has a history entry.
const open: (() => void)[] = [];
// Whether a history.go is in progress: it is asynchronous.
let leaving = false;

/** Returns how many were open at the current history entry. */
function depth(): number {
  return isFields(history.state) ? Number(history.state.depth) : 0;
}

/** Leaves the entries of panels that are closed: they were not closed by Back, or Back or Forward led to them. */
function settle(): void {
  if (leaving || depth() <= open.length) return;
  leaving = true;
  history.go(open.length - depth());
}

/** Adds entries for panels opened during the navigation, and closes those that Back has left. */
function arrive(): void {
  while (leaving && depth() < open.length) history.pushState({ depth: depth() + 1 }, '');
  leaving = false;
  for (const close of open.slice(depth())) close();
  settle();
}
window.addEventListener('popstate', arrive);
// After a reload, nothing is open.
settle();

/** Lets Back close an open panel or dialog instead of leaving the chat. */
export function useBack(isOpen: boolean, onClose: () => void): void {
  const onBack = useEffectEvent(onClose);
  useEffect(() => {
    if (!isOpen) return;
    const close = () => onBack();
    open.push(close);
    if (!leaving && depth() < open.length) history.pushState({ depth: open.length }, '');
    return () => {
      open.splice(open.indexOf(close), 1);
      // A panel that opens in its place takes over its entry.
      queueMicrotask(settle);
    };
  }, [isOpen]);
}

/** Goes to a chat. Replaces the history entry of an open panel or dialog, so that Back does not lead to a closed one. */
export function goTo(hash: string): void {
  // A navigation in progress would lead away from the chat again.
  if (leaving) window.addEventListener('popstate', () => goTo(hash), { once: true });
  else if (depth() === 0) location.hash = hash;
  else {
    history.replaceState(null, '');
    location.replace(hash);
  }
}
