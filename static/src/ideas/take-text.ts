import type { ClipboardEvent, DragEvent } from 'react';
import { isTyping } from '../lib/keys';
import { isIn } from '../ui/usePanel';
import { ideasOf, type NewIdea } from './lines';

/** The section that an event is in, else the whole board. */
function targetOf({ target, currentTarget }: DragEvent | ClipboardEvent): Element {
  return (target as Element).closest('[data-group]') ?? currentTarget;
}

/** Marks where dropped text would land. */
function mark(place?: Element): void {
  document.querySelector('[data-drop]')?.removeAttribute('data-drop');
  place?.setAttribute('data-drop', '');
}

/**
 * Returns the handlers of a place that takes text as ideas, by drop or paste, into the theme that it is given to. Text fields
 * keep their own handling, except that the field for an idea takes no list.
 */
export function takeText(onAdd: (ideas: readonly NewIdea[], theme: string | null) => void) {
  const take = (event: DragEvent | ClipboardEvent, data: DataTransfer, least = 1) => {
    const ideas = ideasOf(data.getData('text/plain'));
    if (ideas.length < least) return;
    event.preventDefault();
    onAdd(ideas, targetOf(event).getAttribute('data-group') || null);
  };
  return {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes('text/plain') || isTyping(event.nativeEvent)) return;
      event.preventDefault();
      mark(targetOf(event));
    },
    onDragLeave: () => mark(),
    onDrop(event: DragEvent) {
      mark();
      if (isTyping(event.nativeEvent)) return;
      take(event, event.dataTransfer);
      // The button that adds the selected text has nothing left to do.
      getSelection()?.empty();
    },
    onPaste(event: ClipboardEvent) {
      const isField = isTyping(event.nativeEvent);
      if (isIn(event.target, 'dialog') || (isField && !isIn(event.target, '.add-idea'))) return;
      take(event, event.clipboardData, isField ? 2 : 1);
    },
  };
}
