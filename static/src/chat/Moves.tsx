import { MOVES } from './move-words';

type Props = { off: boolean; starred: () => readonly string[]; onSend: (text: string) => void };

/** Buttons that each send one message. They keep their place while off, so that nothing moves. */
export function Moves({ off, starred, onSend }: Props) {
  return (
    <section className="moves" aria-label="Moves" inert={off}>
      {MOVES.map(({ label, words }) => (
        <button key={label} type="button" className="button quiet" onClick={() => onSend(words(starred()))}>
          {label}
        </button>
      ))}
    </section>
  );
}
