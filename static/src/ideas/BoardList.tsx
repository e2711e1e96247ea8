import { memo, type RefObject, useMemo, useRef } from 'react';
import type { BoardIdea, LiveIdea } from './board';
import type { CardEvents } from './IdeaCard';
import { LiveCard } from './LiveCard';
import { ThemeSection } from './ThemeSection';
import type { Section } from './themes';
import { useCardMoves } from './useCardMoves';
import { useDrag } from './useDrag';
import type { IdeaActions } from './useIdeaActions';
import { type Selection, useCardClicks } from './useSelection';

type Props = {
  /** What is shown of the board, and the whole of it. */
  sections: readonly Section[];
  ideas: readonly BoardIdea[];
  hues: ReadonlyMap<string, number>;
  live: readonly LiveIdea[];
  filtering: boolean;
  actions: IdeaActions;
  selection: Selection;
  onMoveTo: (ids: readonly string[]) => void;
};

/** Keys of ideas that were seen being written: their cards land, once, instead of just being there. */
function useLanded(live: readonly LiveIdea[]): Set<string> {
  const landed = useRef(new Set<string>()).current;
  for (const idea of live) landed.add(idea.key);
  return landed;
}

function useEvents(root: RefObject<HTMLElement | null>, { ideas, actions, selection, onMoveTo }: Props) {
  const { place, step, remove, collapsed, collapse } = useCardMoves(root, ideas, actions);
  const { active, grab } = useDrag(root, { idsOf: selection.idsWith, onDrop: place, onTap: selection.toggle });
  useCardClicks(root, selection);
  const { toggle } = selection;
  const on = useMemo<CardEvents>(
    () => ({ onStep: step, onRemove: remove, onGrab: grab, onSelect: toggle, onMoveTo }),
    [step, remove, grab, toggle, onMoveTo],
  );
  return { dragging: active, on, collapsed, collapse };
}

/** The loose ideas and the themes: one below the other in the panel, as columns on the full board. */
export const BoardList = memo(function BoardList(props: Props) {
  const { sections, ideas, hues, live, filtering, actions, selection } = props;
  const root = useRef<HTMLDivElement>(null);
  const { dragging, on, collapsed, collapse } = useEvents(root, props);
  const landed = useLanded(live);
  const themed = sections.length > 1;
  const liveCards = live.map((idea) => (
    <li key={idea.key} className="live" data-writing={idea.writing}>
      <LiveCard idea={idea} />
    </li>
  ));
  return (
    <div ref={root} className="sections" data-themed={themed} data-selecting={selection.size > 0}>
      {sections.map((section, index) => (
        <ThemeSection
          key={section.theme ?? ''}
          section={section}
          board={ideas}
          hue={hues.get(section.theme ?? '')}
          first={index === 0}
          last={index === sections.length - 1}
          themed={themed}
          movable={!filtering}
          dragging={dragging}
          collapsed={!filtering && section.theme !== null && collapsed.has(section.theme)}
          onCollapse={collapse}
          landed={landed}
          selected={selection.has}
          actions={actions}
          on={on}
        >
          {!themed && liveCards}
        </ThemeSection>
      ))}
      {themed && live.length > 0 && <ol className="ideas pinned">{liveCards}</ol>}
    </div>
  );
});
