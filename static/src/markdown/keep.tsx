import { createContext, type DragEvent, memo, type ReactElement, useContext, useSyncExternalStore } from 'react';
import { LONGEST_IDEA } from '../ideas/board';
import { shortened } from '../lib/text';

/** Puts texts on the board, and knows which are there. */
export type Keeper = {
  has(text: string): boolean;
  subscribe(listener: () => void): () => void;
  add(text: string): void;
};

/** Without one, an answer has no buttons. */
export const KeeperContext = createContext<Keeper | undefined>(undefined);

/** Puts the block that it ends on the board: by a press, or dragged there. What only leads to a list is no idea. */
export const Keep = memo(function Keep({ text }: { text: string }): ReactElement | undefined {
  const keeper = useContext(KeeperContext);
  const idea = text.trim().slice(0, LONGEST_IDEA);
  return keeper && idea !== '' && !/[:：]$/.test(idea) ? <KeepButton text={idea} keeper={keeper} /> : undefined;
});

function KeepButton({ text, keeper }: { text: string; keeper: Keeper }): ReactElement {
  // A long chat has thousands of these: each asks for itself, so that only those whose answer changes are rendered again.
  const kept = useSyncExternalStore(keeper.subscribe, () => keeper.has(text));
  const words = kept ? 'On your board' : 'Add to board';
  // One line: where text is dropped, each line may become an idea.
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
