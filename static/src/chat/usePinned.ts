import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 64;

type Pinned = { pinned: boolean; toEnd: () => void };
type Place = { element: Element; top: number };

/** The turn that the reader looks at: the one at the top of what is to be seen. */
function placeOf(box: HTMLElement): Place | undefined {
  const { left, top, width, height } = box.getBoundingClientRect();
  for (const share of [0.05, 0.3, 0.6]) {
    const turn = document.elementFromPoint(left + width / 2, top + height * share)?.closest('.turn');
    if (turn && box.contains(turn)) return { element: turn, top: turn.getBoundingClientRect().top };
  }
  return undefined;
}

/**
 * Keeps a scroller at its end as its content grows while the reader is there, and otherwise keeps what is read in its
 * place, whatever is put in front of it or measured anew. Only the reader's own scrolling upwards unpins.
 */
export function usePinned(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>): Pinned {
  const [pinned, setPinned] = useState(true);
  const keep = useRef(true);
  const toEnd = useCallback(() => {
    keep.current = true;
    setPinned(true);
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, [scroller]);
  useLayoutEffect(toEnd, [toEnd]);
  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    let top = box.scrollTop;
    let place: Place | undefined;
    const onScroll = () => {
      const up = box.scrollTop < top - 1;
      top = box.scrollTop;
      const near = box.scrollHeight - box.clientHeight - top < NEAR_PX;
      if (near) keep.current = true;
      else if (up) keep.current = false;
      place = keep.current ? undefined : placeOf(box);
      setPinned(keep.current);
    };
    const hold = () => {
      if (keep.current) box.scrollTop = box.scrollHeight;
      else if (place?.element.isConnected) box.scrollTop += place.element.getBoundingClientRect().top - place.top;
      top = box.scrollTop;
    };
    const observer = new ResizeObserver(hold);
    observer.observe(inner);
    observer.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [scroller, content]);
  return { pinned, toEnd };
}
