import { useCallback, useEffect, useState } from 'react';
import { ChatPane } from '../chat/ChatPane';
import { ListPane } from '../chats/ListPane';
import type { Client } from '../client';
import { BoardPane } from '../ideas/BoardPane';
import type { Settings } from '../lib/settings';
import { type Store, useSelect } from '../store/store';
import { Notices } from '../ui/Notices';
import { SettingsDialog } from './SettingsDialog';
import { usePageTitle } from './usePageTitle';
import { usePanelEnd } from './usePanelEnd';

export type Panel = 'list' | 'board';
type Props = { store: Store; client: Client; settings: Settings };

/** The three panes. On narrow screens list and board lie over the chat, one at a time. */
export function App({ store, client, settings }: Props) {
  const chatId = useSelect(store, (state) => state.chatId);
  const notices = useSelect(store, (state) => state.notices);
  const announcement = useSelect(store, (state) => state.announcement);
  const [panel, setPanel] = useState<Panel>();
  const [settingsOpen, setSettingsOpen] = useState(false);
  const closePanel = useCallback(() => setPanel(undefined), []);
  const openSettings = useCallback(() => setSettingsOpen(true), []);
  const closeSettings = useCallback(() => setSettingsOpen(false), []);
  usePageTitle(store);
  // biome-ignore lint/correctness/useExhaustiveDependencies: showing another chat closes what lies over it
  useEffect(closePanel, [chatId]);
  usePanelEnd(panel, closePanel);
  return (
    <div className="app" data-panel={panel}>
      <ListPane store={store} client={client} open={panel === 'list'} onClose={closePanel} onSettings={openSettings} />
      <ChatPane
        store={store}
        client={client}
        settings={settings}
        covered={panel !== undefined}
        onPanel={setPanel}
        onSettings={openSettings}
        key={chatId}
      />
      <BoardPane
        key={`board-${chatId}`}
        store={store}
        client={client}
        open={panel === 'board'}
        covered={panel === 'list'}
        onClose={closePanel}
      />
      {panel && <button type="button" className="scrim" tabIndex={-1} aria-hidden="true" onClick={closePanel} />}
      <Notices notices={notices} onUndo={client.undo} onDrop={client.dropNotice} />
      <p className="sr-only" role="status" key={announcement.turn % 2}>
        {announcement.text}
      </p>
      <SettingsDialog open={settingsOpen} onClose={closeSettings} settings={settings} />
    </div>
  );
}
