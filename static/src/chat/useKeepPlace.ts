import { type RefObject, useEffect } from 'react';
import type { Reading } from './useFollowEnd';

type Place = { element: Element; top: number };

/** Returns the turn that is being read: the topmost visible one. */
function placeOf(box: HTMLElement): Place | undefined {
  const { left, top, width, height } = box.getBoundingClientRect();
  for (const share of [0.05, 0.3, 0.6]) {
    const turn = document.elementFromPoint(left + width / 2, top + height * share)?.closest('.turn');
    if (turn && box.contains(turn)) return { element: turn, top: turn.getBoundingClientRect().top };
  }
  return undefined;
}

/** Keeps the turn that is being read in place when something above it changes, unless the view follows the end. */
export function useKeepPlace(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  reading: RefObject<Reading>,
): void {
  useEffect(() => {
    const box = scroller.current;
    if (!box || !content.current) return;
    let place: Place | undefined;
    const remember = () => {
      place = reading.current.following ? undefined : placeOf(box);
    };
    const hold = () => {
      if (reading.current.following || !place?.element.isConnected) return;
      box.scrollTop += place.element.getBoundingClientRect().top - place.top;
      reading.current.top = box.scrollTop;
    };
    const observer = new ResizeObserver(hold);
    observer.observe(content.current);
    observer.observe(box);
    box.addEventListener('scroll', remember, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', remember);
    };
  }, [scroller, content, reading]);
}
