import { type RefObject, useEffect, useRef } from 'react';
import type { Panel } from './usePanel';

/** Moves the focus into a panel that opens over the chat, or grows, and back to where it came from when it closes. */
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
