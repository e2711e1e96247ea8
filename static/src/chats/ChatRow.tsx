import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { hashOf } from '../lib/ids';
import { isComposing } from '../lib/keys';
import type { ChatEntry } from '../store/state';
import { Menu } from '../ui/Menu';

type Props = {
  entry: ChatEntry;
  current: boolean;
  mark: 'running' | 'unread' | undefined;
  onRename: (id: string, title: string) => void;
  onDelete: (id: string) => void;
  onCopyLink: (id: string) => void;
};

const MARKS = { running: 'answering', unread: 'new answer' } as const;

export function ChatRow({ entry, current, mark, onRename, onDelete, onCopyLink }: Props) {
  const [renaming, setRenaming] = useState(false);
  if (renaming) {
    const end = (title: string) => {
      setRenaming(false);
      if (title !== '' && title !== entry.title) onRename(entry.id, title);
    };
    return (
      <li className="chat-row">
        <RenameField title={entry.title} onEnd={end} />
      </li>
    );
  }
  return (
    <li className="chat-row" data-current={current}>
      <a href={hashOf(entry.id)} aria-current={current ? 'page' : undefined} dir="auto">
        {entry.title}
        {mark && <span className="dot" data-mark={mark} />}
        {mark && <span className="sr-only">, {MARKS[mark]}</span>}
      </a>
      <Menu
        label={`More for ${entry.title}`}
        items={() => [
          { label: 'Rename', icon: 'pencil', run: () => setRenaming(true) },
          { label: 'Copy link', icon: 'link', run: () => onCopyLink(entry.id) },
          { label: 'Delete', icon: 'trash', run: () => onDelete(entry.id), danger: true },
        ]}
      />
    </li>
  );
}

function RenameField({ title, onEnd }: { title: string; onEnd: (title: string) => void }) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === 'Enter') onEnd(event.currentTarget.value.trim());
    if (event.key === 'Escape') {
      event.preventDefault();
      onEnd('');
    }
  };
  const onBlur = (event: FocusEvent<HTMLInputElement>) => onEnd(event.currentTarget.value.trim());
  return (
    <input
      className="rename"
      aria-label="Chat name"
      dir="auto"
      defaultValue={title}
      maxLength={120}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    />
  );
}
