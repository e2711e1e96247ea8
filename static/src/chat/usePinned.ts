import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 64;

type Pinned = { pinned: boolean; toEnd: () => void };

/**
 * Keeps a scroller at its end as its content grows, as long as the reader is there. Only the reader's own scrolling
 * unpins: content that grows, or is measured anew, moves the distance to the end but never the scroll position up.
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
    const onScroll = () => {
      const up = box.scrollTop < top - 1;
      top = box.scrollTop;
      const near = box.scrollHeight - box.clientHeight - top < NEAR_PX;
      if (near) keep.current = true;
      else if (up) keep.current = false;
      setPinned(keep.current);
    };
    const observer = new ResizeObserver(() => {
      if (!keep.current) return;
      box.scrollTop = box.scrollHeight;
      top = box.scrollTop;
    });
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
