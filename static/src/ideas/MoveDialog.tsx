import type { CSSProperties, FormEvent } from 'react';
import { Dialog } from '../ui/Dialog';
import { IconButton } from '../ui/IconButton';
import { focusFirst } from '../ui/Menu';
import { LONGEST_THEME, spelling } from './themes';

type Props = {
  open: boolean;
  hues: ReadonlyMap<string, number>;
  onMove: (theme: string | null) => void;
  onClose: () => void;
};

/** Chooses a theme for ideas: an existing one, a new one, or none. */
export function MoveDialog({ open, hues, onMove, onClose }: Props) {
  const choose = (from: HTMLElement, theme: string | null) => {
    // The page behind the dialog can take focus only once it is closed.
    from.closest('dialog')?.close();
    onMove(theme);
  };
  const create = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('theme')).trim();
    if (name !== '') choose(event.currentTarget, spelling([...hues.keys()])(name));
  };
  return (
    <Dialog open={open} title="Move to" onClose={onClose}>
      <div className="themes">
        {[...hues].map(([theme, hue], index) => (
          <button
            key={theme}
            ref={index === 0 ? focusFirst : null}
            type="button"
            className="button"
            dir="auto"
            style={{ '--hue': hue } as CSSProperties}
            onClick={(event) => choose(event.currentTarget, theme)}
          >
            {theme}
          </button>
        ))}
        <button type="button" className="button quiet" onClick={(event) => choose(event.currentTarget, null)}>
          No theme
        </button>
      </div>
      <form className="add-idea" onSubmit={create}>
        <input
          name="theme"
          aria-label="New theme"
          placeholder="New theme…"
          dir="auto"
          autoComplete="off"
          maxLength={LONGEST_THEME}
        />
        <IconButton type="submit" icon="plus" label="Create" />
      </form>
    </Dialog>
  );
}
