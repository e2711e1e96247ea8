import type { FormEvent } from 'react';
import { useDraft } from '../lib/drafts';
import { endByKey } from '../lib/keys';
import { roomFor } from '../lib/text';
import { IconButton } from '../ui/IconButton';
import { Room } from '../ui/Room';
import { LONGEST_IDEA } from './board';
import type { NewIdea } from './lines';

export type AddIdeaProps = {
  chatId: string;
  theme: string | null;
  onAdd: (ideas: readonly NewIdea[], theme: string | null) => void;
  /** Closes the field. It opens with the focus. */
  onClose?: () => void;
};

export function AddIdea({ chatId, theme, onAdd, onClose }: AddIdeaProps) {
  const [text, setText] = useDraft(`${chatId}.idea${theme ?? ''}`);
  const words = `Add an idea${theme ? ` to ${theme}` : ''}`;
  const room = roomFor(text, LONGEST_IDEA);
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!room.ready) return;
    onAdd([{ text: text.trim(), theme, starred: false }], theme);
    setText('');
    // The button is disabled now and cannot keep focus.
    event.currentTarget.querySelector('input')?.focus();
  };
  return (
    <form className="add-idea" onSubmit={add}>
      <input
        aria-label={words}
        placeholder={words}
        dir="auto"
        autoComplete="off"
        aria-invalid={room.over}
        value={text}
        onChange={(event) => setText(event.target.value)}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus={!!onClose}
        onBlur={() => text || onClose?.()}
        onKeyDown={(event) => endByKey(event, undefined, onClose)}
      />
      <Room {...room} />
      <IconButton type="submit" icon="plus" label="Add" disabled={!room.ready} />
    </form>
  );
}
