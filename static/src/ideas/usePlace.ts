import { type UIEvent, useLayoutEffect, useRef } from 'react';
import type { Panel } from '../ui/usePanel';

/** Restores the board's scroll position after the full board, which scrolls differently, or a closed panel. */
export function usePlace(panel: Panel | undefined) {
  const ref = useRef<HTMLDivElement>(null);
  const top = useRef(0);
  useLayoutEffect(() => {
    if (panel !== 'full' && ref.current) ref.current.scrollTop = top.current;
  }, [panel]);
  const onScroll = ({ currentTarget }: UIEvent) => {
    if (panel !== 'full') top.current = currentTarget.scrollTop;
  };
  return { ref, onScroll };
}
