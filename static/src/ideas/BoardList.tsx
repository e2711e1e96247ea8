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
  const refocus = useRef<{ id: string | undefined; part: string }>(undefined);
  const landed = useLanded(live);
  const move = useCallback(
    (from: number, to: number) => {
      if (to < 0 || to >= ideas.length || from === to) return;
      refocus.current = { id: ideas[from]?.id, part: '.handle' };
      actions.move(ideas, from, to);
    },
    [ideas, actions],
  );
  const remove = useCallback(
    (index: number) => {
      refocus.current = { id: (ideas[index + 1] ?? ideas[index - 1])?.id, part: '[aria-haspopup]' };
      actions.remove(ideas[index]?.id ?? '');
    },
    [ideas, actions],
  );
  const drag = useDrag(list, move);
  // A card that is moved in the document, or removed from it, loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order is what moves the cards
  useLayoutEffect(() => {
    const { id, part } = refocus.current ?? {};
    refocus.current = undefined;
    if (id !== undefined) list.current?.querySelector<HTMLElement>(`[data-idea="${CSS.escape(id)}"] ${part}`)?.focus();
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
            onRemove={remove}
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
