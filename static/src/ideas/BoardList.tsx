import { memo, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { BoardIdea, LiveIdea } from './board';
import { IdeaCard } from './IdeaCard';
import { LiveCard } from './LiveCard';
import { useDrag } from './useDrag';
import type { IdeaActions } from './useIdeaActions';

type Props = { ideas: readonly BoardIdea[]; live: readonly LiveIdea[]; movable: boolean; actions: IdeaActions };

/** Keys of ideas that were seen being written: their cards land, once, instead of just being there. */
function useLanded(live: readonly LiveIdea[]): Set<string> {
  const landed = useRef(new Set<string>()).current;
  for (const idea of live) landed.add(idea.key);
  return landed;
}

export const BoardList = memo(function BoardList({ ideas, live, movable, actions }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const shown = useRef(ideas);
  const refocus = useRef<{ id: string | undefined; part: string }>(undefined);
  const landed = useLanded(live);
  useEffect(() => {
    shown.current = ideas;
  }, [ideas]);
  const move = useCallback(
    (id: string, before: string | undefined) => {
      refocus.current = { id, part: '.handle' };
      actions.move(shown.current, id, before);
    },
    [actions],
  );
  const step = useCallback(
    (id: string, by: -1 | 1) => {
      const at = shown.current.findIndex((idea) => idea.id === id);
      const isEnd = by < 0 ? at <= 0 : at < 0 || at >= shown.current.length - 1;
      if (!isEnd) move(id, shown.current[by < 0 ? at - 1 : at + 2]?.id);
    },
    [move],
  );
  const remove = useCallback(
    (idea: BoardIdea) => {
      const at = shown.current.findIndex((other) => other.id === idea.id);
      const next = shown.current[at + 1] ?? shown.current[at - 1];
      refocus.current = { id: next?.id, part: '[aria-haspopup]' };
      actions.remove(idea);
    },
    [actions],
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
        <li
          key={idea.key}
          data-idea={idea.id}
          data-landed={landed.has(idea.key)}
          onAnimationEnd={() => landed.delete(idea.key)}
        >
          <IdeaCard
            idea={idea}
            first={index === 0}
            last={index === ideas.length - 1}
            movable={movable}
            actions={actions}
            onStep={step}
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
