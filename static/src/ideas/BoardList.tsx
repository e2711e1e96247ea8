import { memo, useCallback, useLayoutEffect, useRef } from 'react';
import type { BoardIdea, LiveIdea } from './board';
import { IdeaCard } from './IdeaCard';
import { LiveCard } from './LiveCard';
import { useDrag } from './useDrag';
import type { IdeaActions } from './useIdeaActions';

type Props = { ideas: readonly BoardIdea[]; live: readonly LiveIdea[]; movable: boolean; actions: IdeaActions };

/** Keys of ideas that were seen being written: their cards land instead of just being there. */
function useLanded(live: readonly LiveIdea[]): Set<string> {
  const landed = useRef(new Set<string>()).current;
  for (const idea of live) landed.add(idea.key);
  return landed;
}

export const BoardList = memo(function BoardList({ ideas, live, movable, actions }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const refocus = useRef<string>(undefined);
  const landed = useLanded(live);
  const move = useCallback(
    (from: number, to: number) => {
      if (to < 0 || to >= ideas.length || from === to) return;
      refocus.current = ideas[from]?.id;
      actions.move(ideas, from, to);
    },
    [ideas, actions],
  );
  const drag = useDrag(list, move);
  // React moves the card in the document, and a moved element loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order is what moves the cards
  useLayoutEffect(() => {
    const id = refocus.current;
    refocus.current = undefined;
    if (id !== undefined) list.current?.querySelector<HTMLElement>(`[data-idea="${CSS.escape(id)}"] .handle`)?.focus();
  }, [ideas]);
  return (
    <ol ref={list} className="ideas" data-dragging={drag.active}>
      {ideas.map((idea, index) => (
        <li key={idea.key} data-idea={idea.id} data-landed={landed.has(idea.key)} data-saved={idea.saved}>
          <IdeaCard
            idea={idea}
            index={index}
            count={ideas.length}
            movable={movable}
            actions={actions}
            onMove={move}
            onGrab={drag.grab}
          />
        </li>
      ))}
      {live.map((idea) => (
        <li key={idea.key} className="live" data-writing={idea.writing}>
          <LiveCard idea={idea} />
        </li>
      ))}
    </ol>
  );
});
