import { useState } from 'react';
import { flushSync } from 'react-dom';
import { counted } from '../lib/text';
import { Menu, type MenuItem } from '../ui/Menu';
import { RenameField } from '../ui/RenameField';
import type { BoardIdea } from './board';
import { LONGEST_THEME, placed, spelling, themeMoved, themeRenamed, themesOf } from './themes';
import type { IdeaActions } from './useIdeaActions';

type Props = {
  theme: string;
  count: number;
  board: readonly BoardIdea[];
  movable: boolean;
  /** Whether themes are side by side, as on the full board. */
  full: boolean;
  collapsed: boolean;
  onCollapse: (theme: string, collapsed: boolean) => void;
  onAdd: () => void;
  actions: IdeaActions;
};

function menuItems({ theme, board, movable, full, onAdd, actions }: Props, rename: () => void): MenuItem[] {
  const step = (label: string, icon: 'up' | 'down', by: -1 | 1): MenuItem[] => {
    const changes = movable ? themeMoved(board, theme, by) : [];
    return changes.length > 0 ? [{ label, icon, run: () => actions.change(changes, `${theme} moved`) }] : [];
  };
  const ids = board.filter((idea) => idea.theme === theme).map((idea) => idea.id);
  const empty = () =>
    actions.changeAll(
      placed(board, ids, { theme: null, before: undefined }),
      `${counted(ids.length, 'idea')} moved to No theme`,
    );
  return [
    { label: 'Add an idea', icon: 'plus', run: onAdd },
    { label: 'Rename', icon: 'pencil', run: rename },
    ...step(full ? 'Move left' : 'Move up', 'up', -1),
    ...step(full ? 'Move right' : 'Move down', 'down', 1),
    { label: 'Move all to No theme', icon: 'board', run: empty },
  ];
}

/** A theme's name, which collapses its cards, and its menu. */
export function ThemeHead(props: Props) {
  const { theme, count, board, collapsed, onCollapse, actions } = props;
  const [renaming, setRenaming] = useState(false);
  const end = (wanted: string, byKey: boolean) => {
    const others = board.filter((idea) => idea.theme !== theme);
    const name = wanted === '' || wanted === theme ? theme : spelling(themesOf(others))(wanted);
    // Joining another theme removes this head: focus moves to the other one.
    flushSync(() => {
      setRenaming(false);
      if (name === theme) return;
      const changes = themeRenamed(board, theme, name);
      if (others.some((idea) => idea.theme === name)) actions.changeAll(changes, `“${theme}” merged into “${name}”`);
      else actions.change(changes, `Renamed to ${name}`);
    });
    const menu = `[data-group="${CSS.escape(name)}"] .theme-head [aria-haspopup]`;
    if (byKey) document.querySelector<HTMLElement>(menu)?.focus();
  };
  return (
    <header className="theme-head">
      {renaming ? (
        <RenameField label="Theme name" name={theme} longest={LONGEST_THEME} onEnd={end} />
      ) : (
        <h3>
          <button type="button" aria-expanded={!collapsed} onClick={() => onCollapse(theme, !collapsed)}>
            <span dir="auto">{theme}</span> <span className="count">{count}</span>
          </button>
        </h3>
      )}
      <Menu label={`More for the theme ${theme}`} items={() => menuItems(props, () => setRenaming(true))} />
    </header>
  );
}
