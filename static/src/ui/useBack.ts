import { useEffect, useEffectEvent } from 'react';
import { isFields } from '../lib/fields';

// How many panels and dialogs are open, one over the other. Each has an entry of the history.
let open = 0;
// Whether the history is on its way to another entry, where it arrives later.
let leaving = false;

/** How many were open at the history's present entry. */
function depth(): number {
  return isFields(history.state) ? Number(history.state.depth) : 0;
}

/** Leaves the entries of what is not open: it was closed otherwise than by Back, or Back or Forward led to it. */
function settle(): void {
  if (leaving || depth() <= open) return;
  leaving = true;
  history.go(open - depth());
}

/** Gives what was opened on the way an entry, unless Back or Forward was pressed. */
function arrive(): void {
  while (leaving && depth() < open) history.pushState({ depth: depth() + 1 }, '');
  leaving = false;
  settle();
}
window.addEventListener('popstate', arrive);

/** Back closes what is open over the chat instead of leaving the chat. */
export function useBack(isOpen: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!isOpen) return;
    open += 1;
    const own = open;
    if (!leaving && depth() < own) history.pushState({ depth: own }, '');
    const onPop = () => {
      if (depth() < own) close();
    };
    window.addEventListener('popstate', onPop);
    return () => {
      window.removeEventListener('popstate', onPop);
      open -= 1;
      // What opens in its place takes its entry over.
      queueMicrotask(settle);
    };
  }, [isOpen]);
}

/** Goes to a chat. From an open panel or dialog it replaces its history entry: Back does not lead to a closed one. */
export function goTo(hash: string): void {
  if (depth() === 0) {
    location.hash = hash;
    return;
  }
  history.replaceState(null, '');
  location.replace(hash);
}
