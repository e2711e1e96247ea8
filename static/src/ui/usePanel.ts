import { useCallback, useState } from 'react';
import type { Panel } from './panel';
import { useBack } from './useBack';

type PanelState = { panel: Panel | undefined; openPanel: (panel: Panel) => void; closePanel: () => void };

/** The panel over the chat. */
export function usePanel(): PanelState {
  const [panel, openPanel] = useState<Panel>();
  const closePanel = useCallback(() => openPanel(undefined), []);
  useBack(panel !== undefined, closePanel);
  return { panel, openPanel, closePanel };
}
