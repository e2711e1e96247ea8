import { type RefObject, useEffect, useRef } from 'react';
import type { Panel } from './usePanel';

/** Moves focus into a panel when it opens or grows, and back when it closes. */
export function usePanelFocus(open: Panel | undefined): RefObject<HTMLElement | null> {
  const pane = useRef<HTMLElement>(null);
  const from = useRef<Element>(null);
  useEffect(() => {
    if (open) {
      from.current ??= document.activeElement;
      pane.current?.querySelector<HTMLElement>('.close-panel')?.focus();
      return;
    }
    if (from.current instanceof HTMLElement && from.current.isConnected) from.current.focus();
    from.current = null;
  }, [open]);
  return pane;
}
