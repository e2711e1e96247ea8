import { useCallback, useEffect, useState } from 'react';
import { isFields } from '../lib/fields';
import type { Panel } from './panel';

function isPanelEntry(): boolean {
  return isFields(history.state) && 'panel' in history.state;
}

/** Goes to a chat. From an open panel it replaces the panel's history entry: Back does not lead to a closed panel. */
export function goTo(hash: string): void {
  if (!isPanelEntry()) {
    location.hash = hash;
    return;
  }
  history.replaceState(null, '');
  location.replace(hash);
}

type PanelState = { panel: Panel | undefined; openPanel: (panel: Panel) => void; closePanel: () => void };

/** The panel over the chat. It has a history entry of its own, so that Back closes it instead of leaving the chat. */
export function usePanel(): PanelState {
  const [panel, setPanel] = useState<Panel>();
  useEffect(() => {
    const onPop = () => setPanel(undefined);
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, []);
  const openPanel = useCallback((next: Panel) => {
    if (!isPanelEntry()) history.pushState({ panel: true }, '');
    setPanel(next);
  }, []);
  const closePanel = useCallback(() => {
    if (isPanelEntry()) history.back();
    setPanel(undefined);
  }, []);
  return { panel, openPanel, closePanel };
}
