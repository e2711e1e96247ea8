import type { DragEvent } from 'react';

function isField({ target }: DragEvent): boolean {
  return target instanceof Element && target.matches('input, textarea');
}

/** Returns the handlers of a drop target for text. Text fields keep their own handling. */
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
