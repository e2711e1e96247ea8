import { type FormEvent, useEffect, useRef } from 'react';
import { LONGEST_IDEA } from '../ideas/board';
import { roomFor } from '../lib/text';
import { inPlace } from '../markdown/in-place';
import { Room } from '../ui/Room';
import type { YouFirst } from './useYouFirst';

type Props = { first: YouFirst; limit: number; onSend: (ideas: readonly string[]) => void; onEdit: () => void };

/** Asks for three ideas of the person's own before the question is sent. */
export function FirstIdeas({ first, limit, onSend, onEdit }: Props) {
  const rooms = first.ideas.map((idea) => roomFor(idea, LONGEST_IDEA));
  const room = rooms.find(({ over }) => over) ?? roomFor(first.message(first.ideas), limit);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const fields = [...(form.current?.querySelectorAll('input') ?? [])];
    const empty = fields.find((field) => field.value.trim() === '');
    if (empty) empty.focus();
    else onSend(first.ideas.map((idea) => idea.trim()));
  };
  return (
    <form ref={form} className="scroller empty" onSubmit={send}>
      <div className="empty-body">
        <h2>You first</h2>
        <p className="muted">
          <q>{first.question}</q>
        </p>
        <p>Write three ideas of your own. Rough ones are fine.</p>
        {inPlace(first.ideas, (idea, index) => (
          <input
            key={index}
            className="first-idea"
            aria-label={`Idea ${index + 1}`}
            placeholder={`Idea ${index + 1}`}
            dir="auto"
            autoComplete="off"
            aria-required={true}
            aria-invalid={rooms[index]?.over}
            value={idea}
            onChange={(event) => first.write(index, event.target.value)}
          />
        ))}
        <p className="first-foot">
          <button type="submit" className="button primary" disabled={room.over}>
            Send
          </button>
          <button type="button" className="button quiet" onClick={() => onSend([])}>
            Skip
          </button>
          <button type="button" className="button quiet" onClick={onEdit}>
            Edit question
          </button>
          <Room {...room} />
        </p>
      </div>
    </form>
  );
}
