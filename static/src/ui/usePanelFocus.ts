import { type RefObject, useEffect, useRef } from 'react';

/** Moves the focus into a panel that opens over the chat, and back to where it came from when it closes. */
export function usePanelFocus(open: boolean): RefObject<HTMLElement | null> {
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open) return;
    const from = document.activeElement;
    pane.current?.querySelector<HTMLElement>('.close-panel')?.focus();
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus();
    };
  }, [open]);
  return pane;
}
