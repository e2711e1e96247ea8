import type { CSSProperties, ReactNode } from 'react';
import type { BoardIdea } from './board';
import { type CardEvents, IdeaCard } from './IdeaCard';
import { ThemeHead } from './ThemeHead';
import type { Section } from './themes';
import type { IdeaActions } from './useIdeaActions';

type Props = {
  section: Section;
  board: readonly BoardIdea[];
  hue: number | undefined;
  /** The first section of the board, or its last. */
  first: boolean;
  last: boolean;
  themed: boolean;
  movable: boolean;
  dragging: boolean;
  collapsed: boolean;
  onCollapse: (theme: string, collapsed: boolean) => void;
  landed: Set<string>;
  selected: (id: string) => boolean;
  actions: IdeaActions;
  on: CardEvents;
  /** What the model is writing. */
  children: ReactNode;
};

function Cards({ section: { ideas }, first, last, movable, dragging, landed, selected, actions, on, children }: Props) {
  return (
    <ol className="ideas" data-dragging={dragging}>
      {ideas.map((idea, index) => (
        <li
          key={idea.key}
          data-idea={idea.id}
          data-landed={landed.has(idea.key)}
          data-selected={selected(idea.id)}
          onAnimationEnd={() => landed.delete(idea.key)}
        >
          <IdeaCard
            idea={idea}
            first={first && index === 0}
            last={last && index === ideas.length - 1}
            movable={movable}
            selected={selected(idea.id)}
            actions={actions}
            on={on}
          />
        </li>
      ))}
      {children}
    </ol>
  );
}

/** The ideas of one theme, or the loose ones, which have no heading unless there are themes. */
export function ThemeSection(props: Props) {
  const { section, board, hue, themed, movable, collapsed, onCollapse, actions } = props;
  const { theme, ideas } = section;
  if (theme === null) {
    return (
      <section className="loose" data-group="" data-empty={ideas.length === 0}>
        {themed && (
          <h3 className="theme-head">
            No theme <span className="count">{ideas.length}</span>
          </h3>
        )}
        <Cards {...props} />
      </section>
    );
  }
  return (
    <section className="theme" data-group={theme} aria-label={theme} style={{ '--hue': hue } as CSSProperties}>
      <ThemeHead
        theme={theme}
        count={ideas.length}
        board={board}
        movable={movable}
        collapsed={collapsed}
        onCollapse={onCollapse}
        actions={actions}
      />
      {!collapsed && <Cards {...props} />}
    </section>
  );
}
