import { type MouseEvent, useState } from 'react';
import { hashOf } from '../lib/ids';
import type { ChatEntry } from '../store/state';
import { Menu } from '../ui/Menu';
import { RenameField } from '../ui/RenameField';
import { UNTITLED } from './list';

/** The actions of a chat in the list. */
export type ChatActions = {
  readonly show: (id: string) => void;
  /** Opens the list, where it covers the chat. */
  readonly open: () => void;
  readonly rename: (id: string, title: string) => void;
  readonly pin: (id: string, pinned: boolean) => void;
  readonly copyLink: (id: string) => void;
  /** Removes a chat from this browser's list, or deletes it. */
  readonly remove: (id: string, forEveryone: boolean) => void;
};

type Props = {
  entry: ChatEntry;
  excerpt: string;
  current: boolean;
  mark: 'running' | 'unread' | undefined;
  actions: ChatActions;
};

const MARKS = { running: 'answering', unread: 'new answer' } as const;

function opensElsewhere(event: MouseEvent): boolean {
  return event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

export function ChatRow({ entry, excerpt, current, mark, actions }: Props) {
  const title = entry.title || UNTITLED;
  const [renaming, setRenaming] = useState(false);
  if (renaming) {
    const end = (name: string) => {
      setRenaming(false);
      if (name !== '' && name !== entry.title) actions.rename(entry.id, name);
    };
    return (
      <li className="chat-row">
        <RenameField label="Chat name" name={entry.title} longest={120} onEnd={end} />
      </li>
    );
  }
  const rename = () => {
    actions.open();
    setRenaming(true);
  };
  const show = (event: MouseEvent) => {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    actions.show(entry.id);
  };
  return (
    <li className="chat-row" data-current={current}>
      <a href={hashOf(entry.id)} title={title} aria-current={current ? 'page' : undefined} dir="auto" onClick={show}>
        {title}
        {mark && <span className="dot" data-mark={mark} />}
        {mark && <span className="sr-only">, {MARKS[mark]}</span>}
        {excerpt && (
          <span className="excerpt" dir="auto">
            {' '}
            {excerpt}
          </span>
        )}
      </a>
      <Menu
        label={`More for ${title}`}
        topic={current ? 'Chat' : undefined}
        items={() => [
          { label: 'Rename', icon: 'pencil', run: rename },
          { label: entry.pinned ? 'Unpin' : 'Pin', icon: 'pin', run: () => actions.pin(entry.id, !entry.pinned) },
          { label: 'Copy link', icon: 'link', run: () => actions.copyLink(entry.id) },
          { label: 'Remove from my list', icon: 'close', run: () => actions.remove(entry.id, false) },
          { label: 'Delete for everyone', icon: 'trash', run: () => actions.remove(entry.id, true), danger: true },
        ]}
      />
    </li>
  );
}
