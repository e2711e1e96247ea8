import type { Client } from '../client';
import { isTyping } from '../lib/keys';
import { useKeyDown } from '../ui/useKeyDown';

const isEmpty = (field: object | null) => field !== null && 'value' in field && field.value === '';

/**
 * Ctrl+Z or Cmd+Z undoes the last change to the board. Text fields have their own undo, except that an empty one may have
 * nothing to undo.
 */
export function useUndoKey(client: Client, chatId: string): void {
  useKeyDown((event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!isShortcut || event.key.toLowerCase() !== 'z' || document.querySelector('dialog[open]')) return;
    const { target } = event;
    if (!isTyping(event)) {
      event.preventDefault();
      client.undoChange(chatId);
    } else if (isEmpty(target)) setTimeout(() => isEmpty(target) && client.undoChange(chatId));
  });
}
