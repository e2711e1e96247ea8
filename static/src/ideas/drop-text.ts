import type { DragEvent } from 'react';
import { isTyping } from '../lib/keys';

/** The theme under the pointer, else the whole board. */
function targetOf({ target, currentTarget }: DragEvent): Element {
  return (target as Element).closest('.theme:not([data-group=""])') ?? currentTarget;
}

/** Marks where dropped text would land. */
function mark(place?: Element): void {
  for (const old of document.querySelectorAll('[data-drop]')) if (old !== place) old.removeAttribute('data-drop');
  place?.setAttribute('data-drop', '');
}

/** Returns the handlers of a drop target for text, which lands in the theme it is dropped on. Text fields keep their own handling. */
export function dropText(onAdd: (text: string, theme: string | null) => void) {
  return {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes('text/plain') || isTyping(event.nativeEvent)) return;
      event.preventDefault();
      mark(targetOf(event));
    },
    onDragLeave: () => mark(),
    onDrop(event: DragEvent) {
      const text = event.dataTransfer.getData('text/plain').trim();
      if (text === '' || isTyping(event.nativeEvent)) return;
      event.preventDefault();
      mark();
      // The button that adds the selected text has nothing left to do.
      getSelection()?.empty();
      onAdd(text, targetOf(event).getAttribute('data-group'));
    },
  };
}
