import { useEffect } from 'react';
import type { Panel } from './panel';

// From this width on a panel stands beside the chat (styles/layout.css).
const BESIDE: Record<Panel, string> = { list: '(min-width: 70.01rem)', board: '(min-width: 46.01rem)' };

/** Closes the panel that lies over the chat by Escape, and when the window is so wide that it covers nothing. */
export function usePanelEnd(panel: Panel | undefined, onClose: () => void): void {
  useEffect(() => {
    if (!panel) return;
    const onKey = (event: KeyboardEvent) => {
      const inMenu = event.target instanceof Element && event.target.closest('.menu, dialog') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !inMenu) onClose();
    };
    const wide = matchMedia(BESIDE[panel]);
    document.addEventListener('keydown', onKey);
    wide.addEventListener('change', onClose);
    return () => {
      document.removeEventListener('keydown', onKey);
      wide.removeEventListener('change', onClose);
    };
  }, [panel, onClose]);
}
