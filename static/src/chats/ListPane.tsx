import { useState } from 'react';
import { usePanelFocus } from '../app/usePanelFocus';
import type { Client } from '../client';
import { copyText } from '../lib/copy';
import { hashOf, newChatId } from '../lib/ids';
import { isRunning, type State } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { ChatRow } from './ChatRow';
import { shownEntries } from './list';

type Props = { store: Store; client: Client; open: boolean; onClose: () => void; onSettings: () => void };

// A string, because a selection must be equal to itself as long as nothing of it has changed.
function runningChats(state: State): string {
  return Object.entries(state.chats)
    .filter(([, chat]) => chat.turns.some(isRunning))
    .map(([id]) => id)
    .join(' ');
}

export function ListPane({ store, client, open, onClose, onSettings }: Props) {
  const entries = useSelect(store, (state) => state.entries);
  const chatId = useSelect(store, (state) => state.chatId);
  const unread = useSelect(store, (state) => state.unread);
  const running = useSelect(store, runningChats).split(' ');
  const [search, setSearch] = useState('');
  const pane = usePanelFocus(open);
  const shown = shownEntries(entries, search);
  const startChat = () => {
    location.hash = hashOf(newChatId());
    onClose();
  };
  const remove = (id: string) => {
    client.deleteChat(id);
    if (id === chatId) startChat();
    else pane.current?.querySelector<HTMLElement>('.new-chat')?.focus();
  };
  const copyLink = async (id: string) => {
    const done = await copyText(new URL(hashOf(id), location.href).href);
    client.notify(done ? 'Link copied. Whoever has it can read and write this chat.' : 'Copying is not allowed here.');
  };
  return (
    <nav ref={pane} className="pane list-pane" aria-label="Chats" data-open={open}>
      <header className="pane-head">
        <span className="brand">
          <span className="mark" aria-hidden="true" />
          Brainstormer
        </span>
        <IconButton className="close-panel" icon="close" label="Close the chats" onClick={onClose} />
      </header>
      <button type="button" className="button new-chat" onClick={startChat}>
        <Icon name="plus" />
        New chat
      </button>
      {entries.length > 1 && (
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
            onRename={client.renameChat}
            onDelete={remove}
            onCopyLink={copyLink}
          />
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="muted small pad">{search ? 'No chat has these words.' : 'Your chats will stand here.'}</p>
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
