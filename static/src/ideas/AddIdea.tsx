import type { ClipboardEvent, FormEvent } from 'react';
import { useDraft } from '../lib/drafts';
import { roomFor } from '../lib/text';
import { IconButton } from '../ui/IconButton';
import { Room } from '../ui/Room';
import { LONGEST_IDEA } from './board';
import { ideasOf, type NewIdea } from './lines';

type Props = {
  chatId: string;
  onAdd: (text: string) => void;
  onAddAll: (ideas: readonly NewIdea[]) => void;
};

export function AddIdea({ chatId, onAdd, onAddAll }: Props) {
  const [text, setText] = useDraft(`${chatId}.idea`);
  const room = roomFor(text, LONGEST_IDEA);
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!room.ready) return;
    onAdd(text.trim());
    setText('');
    // The button is disabled now and cannot keep focus.
    event.currentTarget.querySelector('input')?.focus();
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = ideasOf(event.clipboardData.getData('text/plain'));
    if (pasted.length < 2) return;
    event.preventDefault();
    onAddAll(pasted);
  };
  return (
    <form className="add-idea" onSubmit={add}>
      <input
        aria-label="Add an idea"
        placeholder="Add an idea"
        dir="auto"
        autoComplete="off"
        aria-invalid={room.over}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPaste={paste}
      />
      <Room {...room} />
      <IconButton type="submit" icon="plus" label="Add" disabled={!room.ready} />
    </form>
  );
}
