import { useEffect } from 'react';
import { isTyping } from '../lib/keys';
import type { Panel } from './panel';
import { useKeyDown } from './useKeyDown';

// From this width on a panel stands beside the chat (styles/layout.css).
const BESIDE: Record<Panel, string> = {
  list: '(min-width: 70.01rem)',
  board: '(min-width: 46.01rem)',
  full: 'not all',
};

const isIn = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.closest(selector) !== null;

// What has a use of its own for Escape: a search field with words in it is emptied.
const ESCAPES = '.menu, dialog, [type=search]:not(:placeholder-shown)';

/** Closes the panel that lies over the chat by Escape, and when the window is so wide that it covers nothing. */
export function usePanelEnd(panel: Panel | undefined, onClose: () => void): void {
  useKeyDown((event) => {
    const isMeant = event.key === 'Escape' && !event.defaultPrevented && !isIn(event.target, ESCAPES);
    if (panel && isMeant) onClose();
  });
  useEffect(() => {
    if (!panel) return;
    const wide = matchMedia(BESIDE[panel]);
    wide.addEventListener('change', onClose);
    return () => wide.removeEventListener('change', onClose);
  }, [panel, onClose]);
}

/** `B` opens the full board and closes it, unless a text is being written. */
export function useBoardKey(panel: Panel | undefined, onOpen: (panel: Panel) => void, onClose: () => void): void {
  useKeyDown((event) => {
    if (event.key.toLowerCase() !== 'b' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event) || isIn(event.target, '.menu, dialog')) return;
    if (panel === 'full') onClose();
    else onOpen('full');
  });
}
