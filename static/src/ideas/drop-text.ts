import type { DragEvent } from 'react';

function isField({ target }: DragEvent): boolean {
  return target instanceof Element && target.matches('input, textarea');
}

/** The handlers of a place where text can be dropped. A text field takes it as text. */
export function dropText(onAdd: (text: string) => void) {
  return {
    onDragOver(event: DragEvent) {
      if (event.dataTransfer.types.includes('text/plain') && !isField(event)) event.preventDefault();
    },
    onDrop(event: DragEvent) {
      const text = event.dataTransfer.getData('text/plain').trim();
      if (text === '' || isField(event)) return;
      event.preventDefault();
      onAdd(text);
    },
  };
}
