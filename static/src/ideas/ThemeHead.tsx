import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { isComposing } from '../lib/keys';
import { Menu, type MenuItem } from '../ui/Menu';
import type { BoardIdea } from './board';
import { LONGEST_THEME, themeChanged, themeMoved } from './themes';
import type { IdeaActions } from './useIdeaActions';

type Props = {
  theme: string;
  count: number;
  board: readonly BoardIdea[];
  movable: boolean;
  collapsed: boolean;
  onCollapse: (theme: string, collapsed: boolean) => void;
  actions: IdeaActions;
};

function menuItems({ theme, board, movable, actions }: Props, rename: () => void): MenuItem[] {
  const items: MenuItem[] = [{ label: 'Rename', icon: 'pencil', run: rename }];
  for (const [label, icon, step] of [
    ['Move up', 'up', -1],
    ['Move down', 'down', 1],
  ] as const) {
    const changes = movable ? themeMoved(board, theme, step) : [];
    if (changes.length > 0) items.push({ label, icon, run: () => actions.change(changes, `${theme} moved`) });
  }
  const empty = () => actions.change(themeChanged(board, theme, null), `${theme} emptied`);
  items.push({ label: 'Empty', icon: 'aside', run: empty });
  return items;
}

function NameField({ theme, onEnd }: { theme: string; onEnd: (name: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => field.current?.select(), []);
  const end = (name: string) => {
    if (!ended.current) onEnd(name.trim());
    ended.current = true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    end(event.key === 'Enter' ? event.currentTarget.value : theme);
  };
  return (
    <input
      ref={field}
      className="rename"
      aria-label="Name of the theme"
      defaultValue={theme}
      maxLength={LONGEST_THEME}
      dir="auto"
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
    />
  );
}

/** A theme's name, which folds its cards away, and its menu. */
export function ThemeHead(props: Props) {
  const { theme, count, board, collapsed, onCollapse, actions } = props;
  const [renaming, setRenaming] = useState(false);
  if (renaming) {
    const end = (name: string) => {
      setRenaming(false);
      if (name !== '' && name !== theme) actions.change(themeChanged(board, theme, name), `Renamed to ${name}`);
    };
    return <NameField theme={theme} onEnd={end} />;
  }
  return (
    <header className="theme-head">
      <h3>
        <button type="button" aria-expanded={!collapsed} onClick={() => onCollapse(theme, !collapsed)}>
          <span dir="auto">{theme}</span> <span className="count">{count}</span>
        </button>
      </h3>
      <Menu label={`More for the theme ${theme}`} items={() => menuItems(props, () => setRenaming(true))} />
    </header>
  );
}
