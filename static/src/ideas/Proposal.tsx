import { type FormEvent, type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { endByKey } from '../lib/keys';
import { counted } from '../lib/text';
import type { IdeaPatch } from '../socket/frames';
import type { Grouping } from '../store/state';
import type { BoardIdea } from './board';
import { themeOf } from './lines';
import { LONGEST_THEME, spelling, themesOf } from './themes';

type Props = {
  themes: NonNullable<Grouping['themes']>;
  ideas: readonly BoardIdea[];
  /** Gets the accepted changes, empty if cancelled. */
  onEnd: (patches: readonly IdeaPatch[]) => void;
};

/**
 * Themes that the model proposes for the loose ideas. Themes can be renamed and ideas left out. Ideas that were set aside or
 * themed since are not shown.
 */
export function Proposal({ themes, ideas, onEnd }: Props) {
  const form = useRef<HTMLFormElement>(null);
  // The Group button is gone and the loose cards are hidden.
  useLayoutEffect(() => {
    if (document.activeElement?.matches('body, [data-group=""] *')) form.current?.focus();
  }, []);
  const loose = new Map(ideas.filter((idea) => idea.theme === null).map((idea) => [idea.id, idea]));
  const groups = themes
    .map(({ theme, ideas: ids }, at) => ({ at: `theme ${at}`, theme, ideas: ids.flatMap((id) => loose.get(id) ?? []) }))
    .filter((group) => group.ideas.length > 0);
  const left = loose.size - groups.flatMap((group) => group.ideas).length;
  const accept = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const spell = spelling(themesOf(ideas));
    const patches = groups.flatMap(({ at, ideas: members }) => {
      const name = themeOf(String(fields.get(at)));
      if (name === null) return [];
      const theme = spell(name);
      return members.filter(({ id }) => fields.has(id)).map(({ id }) => ({ id, theme }));
    });
    onEnd(patches);
  };
  // Otherwise Enter would accept the whole proposal.
  const leave = (event: KeyboardEvent<HTMLElement>) =>
    endByKey(event, () => event.currentTarget.nextElementSibling?.querySelector('input')?.focus());
  return (
    <form ref={form} className="proposal" aria-label="Proposed themes" tabIndex={-1} onSubmit={accept}>
      <p className="muted small">
        {groups.length > 0 ? 'Proposed themes. Rename them, or uncheck ideas to leave out.' : 'Nothing left to group.'}
      </p>
      {groups.map(({ at, theme, ideas: members }) => (
        <fieldset key={at}>
          <legend className="sr-only">{theme}</legend>
          <input
            name={at}
            aria-label="Theme"
            defaultValue={theme}
            maxLength={LONGEST_THEME}
            dir="auto"
            autoComplete="off"
            onKeyDown={leave}
          />
          {members.map(({ id, text }) => (
            <label key={id}>
              <input type="checkbox" name={id} defaultChecked />
              <span dir="auto">{text}</span>
            </label>
          ))}
        </fieldset>
      ))}
      {left > 0 && <p className="muted small">{counted(left, 'idea')} will stay ungrouped.</p>}
      <p className="proposal-choices">
        <button type="submit" className="button primary">
          Accept
        </button>
        <button type="button" className="button" onClick={() => onEnd([])}>
          Cancel
        </button>
      </p>
    </form>
  );
}
