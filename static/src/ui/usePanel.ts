import { useCallback, useState, useSyncExternalStore } from 'react';
import { isTyping } from '../lib/keys';
import { useBack } from './useBack';
import { useKeyDown } from './useKeyDown';

/** What lies over the chat: on narrow screens the list or the board, on any the full board. */
export type Panel = 'list' | 'board' | 'full';

// From this width on a panel stands beside the chat (styles/layout.css).
const BESIDE: Record<Panel, string> = {
  list: '(min-width: 70.01rem)',
  board: '(min-width: 46.01rem)',
  full: 'not all',
};

function useMatches(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

const isIn = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.closest(selector) !== null;

// What has a use of its own for Escape: a search field with words in it is emptied.
const ESCAPES = '.menu, dialog, [type=search]:not(:placeholder-shown)';

/**
 * The panel over the chat. Back and Escape close it; `B` opens the full board and closes it, unless a text is being written. In
 * a window so wide that it covers nothing it is not open, until the window (a phone, turned back) is narrow again.
 */
export function usePanel() {
  const [wanted, openPanel] = useState<Panel>();
  const isBeside = useMatches(BESIDE[wanted ?? 'full']);
  const panel = isBeside ? undefined : wanted;
  const closePanel = useCallback(() => openPanel(undefined), []);
  useBack(panel !== undefined, closePanel);
  useKeyDown((event) => {
    if (event.key === 'Escape') {
      if (panel && !event.defaultPrevented && !isIn(event.target, ESCAPES)) closePanel();
      return;
    }
    if (event.key.toLowerCase() !== 'b' || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!isTyping(event) && !isIn(event.target, '.menu, dialog')) openPanel(panel === 'full' ? undefined : 'full');
  });
  return { panel, openPanel, closePanel };
}
