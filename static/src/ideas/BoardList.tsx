import { memo, useRef } from 'react';
import type { BoardIdea, LiveIdea } from './board';
import { LiveCard } from './LiveCard';
import { ThemeSection } from './ThemeSection';
import type { Section } from './themes';
import type { Cards } from './useCards';
import type { IdeaActions } from './useIdeaActions';

export type ListProps = {
  /** What is shown of the board, and the whole of it. */
  sections: readonly Section[];
  ideas: readonly BoardIdea[];
  hues: ReadonlyMap<string, number>;
  live: readonly LiveIdea[];
  filtering: boolean;
  full: boolean;
  selected: (id: string) => boolean;
  actions: IdeaActions;
  cards: Cards;
};

/** Keys of ideas that were seen being written: their cards land, once, instead of just being there. */
function useLanded(live: readonly LiveIdea[]): Set<string> {
  const landed = useRef(new Set<string>()).current;
  for (const idea of live) landed.add(idea.key);
  return landed;
}

/** The loose ideas and the themes: one below the other in the panel, as columns on the full board. */
export const BoardList = memo(function BoardList(props: ListProps) {
  const { sections, live } = props;
  const landed = useLanded(live);
  const themed = sections.length > 1;
  const liveCards = live.map((idea) => (
    <li key={idea.key} className="live" data-writing={idea.writing}>
      <LiveCard idea={idea} />
    </li>
  ));
  return (
    <div className="sections" data-themed={themed}>
      {sections.map((section, index) => (
        <ThemeSection key={section.theme ?? ''} {...props} index={index} landed={landed}>
          {!themed && liveCards}
        </ThemeSection>
      ))}
      {themed && live.length > 0 && <ol className="ideas pinned">{liveCards}</ol>}
    </div>
  );
});
