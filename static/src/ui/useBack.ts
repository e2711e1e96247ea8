import { useEffect, useEffectEvent } from 'react';
import { isFields } from '../lib/fields';

// The panels and dialogs that are open, one over the other: how each is closed. Each has an entry of the history.
const open: (() => void)[] = [];
// Whether the history is on its way to another entry, where it arrives later.
let leaving = false;

/** How many were open at the history's present entry. */
function depth(): number {
  return isFields(history.state) ? Number(history.state.depth) : 0;
}

/** Leaves the entries of what is not open: it was closed otherwise than by Back, or Back or Forward led to it. */
function settle(): void {
  if (leaving || depth() <= open.length) return;
  leaving = true;
  history.go(open.length - depth());
}

/** Gives what was opened on the way an entry, or closes what Back has left. */
function arrive(): void {
  while (leaving && depth() < open.length) history.pushState({ depth: depth() + 1 }, '');
  leaving = false;
  for (const close of open.slice(depth())) close();
  settle();
}
window.addEventListener('popstate', arrive);
// What was open before the page was loaded again is open no longer.
settle();

/** Back closes what is open over the chat instead of leaving the chat. */
export function useBack(isOpen: boolean, onClose: () => void): void {
  const onBack = useEffectEvent(onClose);
  useEffect(() => {
    if (!isOpen) return;
    const close = () => onBack();
    open.push(close);
    if (!leaving && depth() < open.length) history.pushState({ depth: open.length }, '');
    return () => {
      open.splice(open.indexOf(close), 1);
      // What opens in its place takes its entry over.
      queueMicrotask(settle);
    };
  }, [isOpen]);
}

/** Goes to a chat. From an open panel or dialog it replaces its history entry: Back does not lead to a closed one. */
export function goTo(hash: string): void {
  // Before it has arrived, the history would lead away from the chat again.
  if (leaving) window.addEventListener('popstate', () => goTo(hash), { once: true });
  else if (depth() === 0) location.hash = hash;
  else {
    history.replaceState(null, '');
    location.replace(hash);
  }
}
