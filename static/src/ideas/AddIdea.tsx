import type { FormEvent } from 'react';
import { useDraft } from '../lib/useDraft';
import { IconButton } from '../ui/IconButton';
import { LONGEST_IDEA } from './board';

type Props = { chatId: string; onAdd: (text: string) => void };

export function AddIdea({ chatId, onAdd }: Props) {
  const [text, setText] = useDraft(`${chatId}.idea`);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    onAdd(text.trim());
    setText('');
  };
  return (
    <form className="add-idea" onSubmit={add}>
      <input
        aria-label="Add an idea"
        placeholder="Add your own"
        dir="auto"
        maxLength={LONGEST_IDEA}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <IconButton type="submit" icon="plus" label="Add" disabled={text.trim() === ''} />
    </form>
  );
}
