import { useState } from 'react';
import type { Client } from '../client';
import { copyText } from '../lib/copy';
import { hashOf } from '../lib/ids';
import { isRunning, type State } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { focusComposer } from '../ui/useFocusKeeper';
import { goTo } from '../ui/usePanel';
import { usePanelFocus } from '../ui/usePanelFocus';
import { ChatRow } from './ChatRow';
import { shownEntries } from './list';

type Props = {
  store: Store;
  client: Client;
  chatId: string;
  open: boolean;
  newChat: () => string;
  onClose: () => void;
  onSettings: () => void;
};

// A string, because a selection must be equal to itself as long as nothing of it has changed.
function runningChats(state: State): string {
  return [...state.chats]
    .filter(([, chat]) => chat.turns.some(isRunning))
    .map(([id]) => id)
    .join(' ');
}

export function ListPane({ store, client, chatId, open, newChat, onClose, onSettings }: Props) {
  const entries = useSelect(store, (state) => state.entries);
  const unread = useSelect(store, (state) => state.unread);
  const running = useSelect(store, runningChats).split(' ');
  const [search, setSearch] = useState('');
  const pane = usePanelFocus(open);
  const shown = shownEntries(entries, search);
  const show = (id: string) => {
    goTo(hashOf(id));
    onClose();
  };
  const startChat = () => {
    show(newChat());
    if (!open) focusComposer();
  };
  const remove = (id: string) => {
    client.deleteChat(id);
    if (id === chatId) show(newChat());
    else pane.current?.querySelector<HTMLElement>('.new-chat')?.focus();
  };
  const copyLink = async (id: string) => {
    const done = await copyText(new URL(hashOf(id), location.href).href);
    if (done) client.notify('Link copied. Anyone with the link can read, edit and delete this chat.');
    else client.notify('Couldn’t copy.', 'error');
  };
  return (
    <nav ref={pane} className="pane list-pane" aria-label="Chats" data-open={open}>
      <header className="pane-head">
        <span className="brand">
          <span className="mark" aria-hidden="true" />
          Brainstormer
        </span>
        <IconButton className="close-panel" icon="close" label="Close" onClick={onClose} />
      </header>
      <button type="button" className="button new-chat" onClick={startChat}>
        <Icon name="plus" />
        New chat
      </button>
      {(entries.length > 1 || search !== '') && (
        <label className="field">
          <Icon name="search" />
          <span className="sr-only">Search chats</span>
          <input
            type="search"
            value={search}
            placeholder="Search"
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
      )}
      <ul className="chat-rows">
        {shown.map((entry) => (
          <ChatRow
            key={entry.id}
            entry={entry}
            current={entry.id === chatId}
            mark={running.includes(entry.id) ? 'running' : unread.includes(entry.id) ? 'unread' : undefined}
            onShow={show}
            onRename={client.renameChat}
            onDelete={remove}
            onCopyLink={copyLink}
          />
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="muted small pad">{search ? 'No matching chats.' : 'Your chats will appear here.'}</p>
      )}
      <footer className="pane-foot">
        <button type="button" className="button quiet" onClick={onSettings}>
          <Icon name="sliders" />
          Settings
        </button>
      </footer>
    </nav>
  );
}
