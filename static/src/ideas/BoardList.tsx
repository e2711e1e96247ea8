import { memo, useRef } from 'react';
import { newUuid } from '../lib/ids';
import { Icon } from '../ui/Icon';
import type { AddIdeaProps } from './AddIdea';
import type { BoardIdea, LiveIdea } from './board';
import { ThemeSection } from './ThemeSection';
import type { Section } from './themes';
import type { Cards } from './useCards';
import type { IdeaActions } from './useIdeaActions';

export type ListProps = Pick<AddIdeaProps, 'chatId' | 'onAdd'> & {
  /** The sections shown, and all ideas of the board. */
  sections: readonly Section[];
  ideas: readonly BoardIdea[];
  hues: ReadonlyMap<string, number>;
  live: readonly LiveIdea[];
  /** The running turn. Cards of its ideas play a landing animation. */
  answering: string | undefined;
  filtering: boolean;
  /** Whether a proposal takes the place of the loose ideas. */
  proposed: boolean;
  full: boolean;
  /** The card that Tab goes to. */
  current: string | undefined;
  selected: (id: string) => boolean;
  actions: IdeaActions;
  cards: Cards;
};

/** Returns a React key for each section. A renamed theme keeps its key, so that an open field or menu in it stays. */
function useKeys(sections: readonly Section[]): readonly string[] {
  const known = useRef<readonly (Section & { key: string })[]>([]);
  known.current = sections.map((section) => {
    const [first] = section.ideas;
    const isGone = (theme: string | null) => sections.every((other) => other.theme !== theme);
    const before =
      known.current.find(({ theme }) => theme === section.theme) ??
      known.current.find(({ theme, ideas: [old] }) => old?.id === first?.id && isGone(theme));
    return { ...section, key: before?.key ?? newUuid() };
  });
  return known.current.map(({ key }) => key);
}

/** The loose ideas and the themes: stacked in the panel, columns on the full board. */
export const BoardList = memo(function BoardList(props: ListProps) {
  const { sections, live, proposed } = props;
  const keys = useKeys(sections);
  const themed = sections.length > 1;
  const apart = themed || proposed;
  // Ideas that the model is writing or the server is saving.
  const liveCards = live.map(({ key, text, writing }) => (
    <li key={key} className="live">
      <div className="idea-card">
        <p className="idea-text" dir="auto">
          {text}
        </p>
        <Icon name="pencil" />
        <span className="sr-only">{writing ? 'Writing…' : 'Saving…'}</span>
      </div>
    </li>
  ));
  return (
    <div className="sections" data-themed={themed}>
      {keys.map((key, index) => (
        <ThemeSection key={key} {...props} index={index}>
          {!apart && liveCards}
        </ThemeSection>
      ))}
      {apart && live.length > 0 && <ol className="ideas pinned">{liveCards}</ol>}
    </div>
  );
});
