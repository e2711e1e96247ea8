import { useEffect } from 'react';
import type { Panel } from './panel';

// From this width on a panel stands beside the chat (styles/layout.css).
const BESIDE: Record<Panel, string> = {
  list: '(min-width: 70.01rem)',
  board: '(min-width: 46.01rem)',
  full: 'not all',
};

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

/** `B` opens the full board and closes it, unless a text is being written. */
export function useBoardKey(panel: Panel | undefined, onOpen: (panel: Panel) => void, onClose: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.repeat);
      if (event.key.toLowerCase() !== 'b' || !isPlain) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, .menu, dialog')) return;
      if (panel === 'full') onClose();
      else onOpen('full');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [panel, onOpen, onClose]);
}
