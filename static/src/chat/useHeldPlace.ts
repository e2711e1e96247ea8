import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Keeps what the reader looks at in its place when older turns are put in front of the first one. */
export function useHeldPlace(scroller: RefObject<HTMLElement | null>, firstId: string | undefined): void {
  const held = useRef<{ id: string; top: number } | undefined>(undefined);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || firstId === undefined) return;
    const before = held.current;
    const anchor = before && before.id !== firstId ? document.getElementById(`turn-${before.id}`) : null;
    if (before && anchor) box.scrollTop += anchor.getBoundingClientRect().top - before.top;
    const note = () => {
      const first = document.getElementById(`turn-${firstId}`);
      if (first) held.current = { id: firstId, top: first.getBoundingClientRect().top };
    };
    note();
    box.addEventListener('scroll', note, { passive: true });
    return () => box.removeEventListener('scroll', note);
  }, [scroller, firstId]);
}
