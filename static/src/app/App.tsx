import { useCallback, useEffect, useState } from 'react';
import { ChatPane } from '../chat/ChatPane';
import { ListPane } from '../chats/ListPane';
import { copyList } from '../chats/links';
import type { Client } from '../client';
import { BoardPane } from '../ideas/BoardPane';
import { useUndoKey } from '../ideas/useUndoKey';
import { hashOf } from '../lib/ids';
import type { Settings } from '../lib/settings';
import type { Undo } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import type { MenuItem } from '../ui/Menu';
import { Notices } from '../ui/Notices';
import { goTo } from '../ui/useBack';
import { usePanel } from '../ui/usePanel';
import { emptyChat, isFresh } from './address';
import { Finder } from './Finder';
import { SettingsDialog } from './SettingsDialog';
import { Status } from './Status';
import { themeAction } from './ThemeSwitch';
import { useLinkNews } from './useLinkNews';
import { usePageTitle } from './usePageTitle';

type Props = { store: Store; client: Client; settings: Settings };

/** The three panes. On narrow screens the list or the board covers the chat. */
export function App({ store, client, settings }: Props) {
  const chatId = useSelect(store, (state) => state.chatId);
  const notices = useSelect(store, (state) => state.notices);
  const announcement = useSelect(store, (state) => state.announcement);
  const listed = useSelect(store, (state) => state.entries.some((entry) => entry.id === state.chatId));
  const hasChats = useSelect(store, (state) => state.entries.length > 0);
  const { panel, openPanel, closePanel } = usePanel();
  const [settingsOpen, setSettingsOpen] = useState(false);
  const openSettings = useCallback(() => setSettingsOpen(true), []);
  // An object, so that the same card can be shown again.
  const [shownIdea, setShownIdea] = useState<{ id: string }>();
  const showIdea = useCallback(
    (id: string) => {
      openPanel('board');
      setShownIdea({ id });
    },
    [openPanel],
  );
  const newChat = () => emptyChat((id) => store.getSnapshot().entries.some((entry) => entry.id === id));
  const undo = (step: Undo) => {
    client.undo(step);
    if (step.kind === 'chat' && step.shown) goTo(hashOf(step.entry.id));
  };
  const copyAll = () => void copyList(client, store.getSnapshot());
  const actions = (): MenuItem[] => [
    { label: 'New chat', icon: 'plus', run: () => goTo(hashOf(newChat())) },
    { label: 'Full board (B)', icon: 'full', run: () => openPanel('full') },
    ...(hasChats ? [{ label: 'Copy a link to all my chats', icon: 'link', run: copyAll } as const] : []),
    themeAction(),
    { label: 'Settings', icon: 'sliders', run: openSettings },
  ];
  useUndoKey(client, chatId);
  usePageTitle(store);
  useLinkNews(store, client);
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening another chat closes the panel over it
  useEffect(closePanel, [chatId]);
  const shared = { store, client, chatId };
  return (
    <div className="app" data-panel={panel}>
      <ErrorBoundary className="list-pane">
        <ListPane
          {...shared}
          open={panel === 'list'}
          covered={panel === 'full'}
          newChat={newChat}
          onOpen={openPanel}
          onClose={closePanel}
          onSettings={openSettings}
        />
      </ErrorBoundary>
      <ErrorBoundary className="chat-pane" key={`chat ${chatId}`}>
        <ChatPane
          {...shared}
          settings={settings}
          fresh={!listed && isFresh(chatId)}
          covered={panel !== undefined}
          newChat={newChat}
          onPanel={openPanel}
          onSettings={openSettings}
          onShowIdea={showIdea}
        />
      </ErrorBoundary>
      <ErrorBoundary className="board-pane" key={`board ${chatId}`}>
        <BoardPane {...shared} shownIdea={shownIdea} panel={panel} onPanel={openPanel} onClose={closePanel} />
      </ErrorBoundary>
      {panel && <button type="button" className="scrim" tabIndex={-1} aria-hidden="true" onClick={closePanel} />}
      <Notices notices={notices} onUndo={undo} onDrop={client.dropNotice} />
      <Status announcement={announcement} />
      <Finder store={store} actions={actions} />
      <SettingsDialog
        open={settingsOpen}
        onClose={() => setSettingsOpen(false)}
        settings={settings}
        onCopyList={hasChats ? copyAll : undefined}
      />
    </div>
  );
}
