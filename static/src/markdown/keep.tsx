import { createContext, type DragEvent, memo, type ReactElement, useContext, useSyncExternalStore } from 'react';
import { LONGEST_IDEA } from '../ideas/board';
import { shortened } from '../lib/text';

/** Adds texts to the board, and knows which are on it. */
export type Keeper = {
  has(text: string): boolean;
  subscribe(listener: () => void): () => void;
  add(text: string): void;
};

/** Without a keeper, answers have no buttons. */
export const KeeperContext = createContext<Keeper | undefined>(undefined);

/** A button at the end of a block that adds it to the board, by press or drag. A line that only introduces a list has none. */
export const Keep = memo(function Keep({ text }: { text: string }): ReactElement | undefined {
  const keeper = useContext(KeeperContext);
  const idea = text.trim().slice(0, LONGEST_IDEA);
  return keeper && idea !== '' && !/[:：]$/.test(idea) ? <KeepButton text={idea} keeper={keeper} /> : undefined;
});

function KeepButton({ text, keeper }: { text: string; keeper: Keeper }): ReactElement {
  // A long chat has thousands of these. Each subscribes on its own, so that only those that change are rendered again.
  const kept = useSyncExternalStore(keeper.subscribe, () => keeper.has(text));
  const words = kept ? 'On your board' : 'Add to board';
  // One line, because each dropped line becomes an idea.
  const drag = ({ dataTransfer }: DragEvent) => dataTransfer.setData('text/plain', text.replaceAll('\n', ' '));
  return (
    <button
      type="button"
      className="icon-button keep"
      title={words}
      aria-label={`${words}: ${shortened(text)}`}
      data-kept={kept}
      draggable
      onDragStart={drag}
      onClick={() => keeper.add(text)}
    />
  );
}
