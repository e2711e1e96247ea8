import { type CSSProperties, type ReactNode, useState } from 'react';
import { AddIdea } from './AddIdea';
import type { ListProps } from './BoardList';
import { IdeaCard } from './IdeaCard';
import { ThemeHead } from './ThemeHead';

type Props = ListProps & {
  /** The index of the section in `sections`. */
  index: number;
  /** The ideas that the model is writing. */
  children: ReactNode;
};

type CardListProps = Props & { folded: boolean };

/** The cards of a section. Collapsed ones stay in the page for printing. */
function CardList({
  sections,
  index,
  filtering,
  answering,
  current,
  selected,
  actions,
  cards,
  folded,
  children,
}: CardListProps) {
  const ideas = sections[index]?.ideas ?? [];
  return (
    <ol className="ideas" hidden={folded}>
      {ideas.map((idea, at) => (
        <IdeaCard
          key={idea.id}
          idea={idea}
          first={index + at === 0}
          last={index === sections.length - 1 && at === ideas.length - 1}
          movable={!filtering}
          selected={selected(idea.id)}
          current={idea.id === current}
          landed={idea.turnId !== undefined && idea.turnId === answering}
          merging={cards.merging?.ids[0] === idea.id ? cards.merging : undefined}
          actions={actions}
          on={cards.on}
        />
      ))}
      {children}
    </ol>
  );
}

/** The ideas of one theme, or the loose ones, which have a heading only if there are themes. */
export function ThemeSection(props: Props) {
  const { sections, index, ideas, hues, filtering, full, actions, cards, chatId, onAdd } = props;
  const [adding, setAdding] = useState(false);
  const { theme = null, ideas: own = [] } = sections[index] ?? {};
  const folded = theme !== null && !filtering && cards.collapsed.has(theme);
  const style = { '--hue': hues.get(theme ?? '') } as CSSProperties;
  return (
    <section
      className="theme"
      data-group={theme ?? ''}
      data-empty={own.length === 0}
      aria-label={theme ?? undefined}
      style={style}
    >
      {theme !== null && (
        <ThemeHead
          theme={theme}
          count={own.length}
          board={ideas}
          movable={!filtering}
          full={full}
          collapsed={folded}
          onCollapse={cards.collapse}
          onAdd={() => {
            cards.collapse(theme, false);
            setAdding(true);
          }}
          actions={actions}
        />
      )}
      {theme === null && sections.length > 1 && (
        <h3 className="theme-head">
          No theme <span className="count">{own.length}</span>
        </h3>
      )}
      <CardList {...props} folded={folded} />
      {adding && <AddIdea {...{ chatId, theme, onAdd }} onClose={() => setAdding(false)} />}
    </section>
  );
}
