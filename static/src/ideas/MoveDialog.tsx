import { type CSSProperties, type FormEvent, useState } from 'react';
import { wordsOf } from '../lib/text';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { LONGEST_THEME } from './themes';

type Props = {
  open: boolean;
  hues: ReadonlyMap<string, number>;
  onMove: (theme: string | null) => void;
  onClose: () => void;
};

/** The choice of a theme for ideas: one that is there, a new one, or none. */
export function MoveDialog({ open, onClose, ...rest }: Props) {
  return (
    <Dialog open={open} title="Move to" onClose={onClose}>
      <Choices {...rest} />
    </Dialog>
  );
}

function Choices({ hues, onMove }: Omit<Props, 'open' | 'onClose'>) {
  const [name, setName] = useState('');
  const create = (event: FormEvent) => {
    event.preventDefault();
    const known = [...hues.keys()].find((theme) => wordsOf(theme) === wordsOf(name));
    if (name.trim() !== '') onMove(known ?? name.trim());
  };
  return (
    <>
      <div className="choices">
        {[...hues].map(([theme, hue]) => (
          <button
            key={theme}
            type="button"
            className="button"
            style={{ '--hue': hue } as CSSProperties}
            onClick={() => onMove(theme)}
          >
            <span dir="auto">{theme}</span>
          </button>
        ))}
        <button type="button" className="button quiet" onClick={() => onMove(null)}>
          No theme
        </button>
      </div>
      <form className="add-idea" onSubmit={create}>
        <input
          aria-label="New theme"
          placeholder="New theme…"
          dir="auto"
          autoComplete="off"
          maxLength={LONGEST_THEME}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="icon-button" aria-label="Create" disabled={name.trim() === ''}>
          <Icon name="plus" />
        </button>
      </form>
    </>
  );
}
