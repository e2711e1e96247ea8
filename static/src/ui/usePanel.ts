import { useCallback, useState, useSyncExternalStore } from 'react';
import { isTyping } from '../lib/keys';
import { useBack } from './useBack';
import { useKeyDown } from './useKeyDown';

/** The panel over the chat: on narrow screens the list or the board, on any screen the full board. */
export type Panel = 'list' | 'board' | 'full';

// From this width on, a panel is beside the chat (styles/layout.css).
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

export const isIn = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.closest(selector) !== null;

// These handle Escape themselves: it clears a search field with text in it.
export const ESCAPES = '.menu, dialog, [type=search]:not(:placeholder-shown)';

/**
 * The panel over the chat. Back and Escape close it; `B` toggles the full board, except in a text field. While the window is
 * wide enough to show a panel beside the chat, it does not count as open. A phone that is turned back shows it again.
 */
export function usePanel() {
  const [wanted, setWanted] = useState<Panel>();
  const isBeside = useMatches(BESIDE[wanted ?? 'full']);
  const panel = isBeside ? undefined : wanted;
  const openPanel = useCallback((next: Panel) => {
    if (!matchMedia(BESIDE[next]).matches) setWanted(next);
  }, []);
  const closePanel = useCallback(() => setWanted(undefined), []);
  useBack(panel !== undefined, closePanel);
  useKeyDown((event) => {
    if (event.key === 'Escape') {
      if (panel && !event.defaultPrevented && !isIn(event.target, ESCAPES)) closePanel();
      return;
    }
    if (event.key.toLowerCase() !== 'b' || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!isTyping(event) && !isIn(event.target, '.menu, dialog')) setWanted(panel === 'full' ? undefined : 'full');
  });
  return { panel, openPanel, closePanel };
}
