import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Client } from '../client';
import { hashOf } from '../lib/ids';
import { isRunning, type State } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { focusComposer } from '../ui/focus';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { SearchField } from '../ui/SearchField';
import { goTo } from '../ui/useBack';
import { usePanelFocus } from '../ui/usePanelFocus';
import { type ChatActions, ChatRow } from './ChatRow';
import { copyLink } from './links';
import { byDay, findChats } from './list';

type Props = {
  store: Store;
  client: Client;
  chatId: string;
  open: boolean;
  covered: boolean;
  newChat: () => string;
  onOpen: (panel: 'list') => void;
  onClose: () => void;
  onSettings: () => void;
};

export function ListPane({ store, client, chatId, open, covered, newChat, onOpen, onClose, onSettings }: Props) {
  const hasMany = useSelect(store, (state) => state.entries.length > 1);
  const [search, setSearch] = useState('');
  const pane = usePanelFocus(open ? 'list' : undefined);
  const focus = (selector: string) => pane.current?.querySelector<HTMLElement>(selector)?.focus();
  const show = (id: string) => {
    goTo(hashOf(id));
    onClose();
  };
  const startChat = () => {
    show(newChat());
    if (!open) focusComposer();
  };
  const actions: ChatActions = {
    show,
    open: () => flushSync(() => onOpen('list')),
    rename: client.renameChat,
    pin: (id, pinned) => {
      // Pinning moves the row to another list.
      flushSync(() => client.pinChat(id, pinned));
      focus(`[href="${hashOf(id)}"]`);
    },
    copyLink: (id) => copyLink(client, hashOf(id)),
    remove: (id, forEveryone) => {
      const next = newChat();
      client.removeChat(id, forEveryone, next);
      if (id === chatId) show(next);
      else focus('.new-chat');
    },
  };
  return (
    <nav ref={pane} className="pane list-pane" aria-label="Chats" data-open={open} inert={covered}>
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
      {(hasMany || search !== '') && (
        <SearchField label="Search chats" placeholder="Search" value={search} onText={setSearch} />
      )}
      <ChatList store={store} chatId={chatId} search={search} actions={actions} />
      <footer className="pane-foot">
        <button type="button" className="button quiet" onClick={onSettings}>
          <Icon name="sliders" />
          Settings
        </button>
      </footer>
    </nav>
  );
}

// A string, so that two selections of the same chats are equal.
function runningChats(state: State): string {
  return [...state.chats]
    .filter(([, chat]) => chat.turns.some(isRunning))
    .map(([id]) => id)
    .join(' ');
}

type ListProps = { store: Store; chatId: string; search: string; actions: ChatActions };

function ChatList({ store, chatId, search, actions }: ListProps) {
  const entries = useSelect(store, (state) => state.entries);
  const unread = useSelect(store, (state) => state.unread);
  const running = useSelect(store, runningChats).split(' ');
  // When the page is visible again, today may have become yesterday.
  useSelect(store, (state) => state.hidden);
  const groups = [...byDay(findChats({ entries, chats: store.getSnapshot().chats }, search), new Date())];
  if (groups.length === 0) {
    return <p className="muted small pad">{search ? 'No matching chats.' : 'Your chats will appear here.'}</p>;
  }
  return (
    <div className="chat-groups">
      {groups.map(([heading, shown]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <ul className="chat-rows">
            {shown.map(({ entry, excerpt }) => (
              <ChatRow
                key={entry.id}
                entry={entry}
                excerpt={excerpt}
                current={entry.id === chatId}
                mark={running.includes(entry.id) ? 'running' : unread.includes(entry.id) ? 'unread' : undefined}
                actions={actions}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
