import { createContext, type DragEvent, memo, type ReactElement, useContext, useSyncExternalStore } from 'react';
import { shortened } from '../lib/text';

/** Adds texts to the board, and knows and shows the ideas there. */
export type Keeper = {
  /** Returns the id of the idea on the board with the same words. */
  find(text: string): string | undefined;
  subscribe(listener: () => void): () => void;
  add(text: string): void;
  show(id: string): void;
};

/** Without a keeper, answers have no buttons. */
export const KeeperContext = createContext<Keeper | undefined>(undefined);

type Props = { text: string /** Its bold start, or the text again. */; head: string };

/** A button at the end of a block that adds it to the board, by press or drag. A line that only introduces a list has none. */
export const Keep = memo(function Keep({ text, head }: Props): ReactElement | undefined {
  const keeper = useContext(KeeperContext);
  const idea = text.trim();
  if (!keeper || idea === '' || /[:：]$/.test(idea)) return undefined;
  return <KeepButton text={idea} head={head.split(/[:：]/, 1).join()} keeper={keeper} />;
});

/** A text also counts as kept if the board has the name that it begins with and then explains. */
function KeepButton({ text, head, keeper }: Props & { keeper: Keeper }): ReactElement {
  // A long chat has thousands of these. Each subscribes on its own, so that only those that change are rendered again.
  const kept = useSyncExternalStore(keeper.subscribe, () => keeper.find(text) ?? keeper.find(head));
  const words = kept ? 'On your board' : 'Add to board';
  // One line, because each dropped line becomes an idea.
  const drag = ({ dataTransfer }: DragEvent) => dataTransfer.setData('text/plain', text.replaceAll('\n', ' '));
  return (
    <button
      type="button"
      className="icon-button keep"
      title={kept ? 'Show on board' : words}
      aria-label={`${words}: ${shortened(text)}`}
      data-kept={kept !== undefined}
      draggable
      onDragStart={drag}
      onClick={() => (kept ? keeper.show(kept) : keeper.add(text))}
    />
  );
}
