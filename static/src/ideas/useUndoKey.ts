import type { Client } from '../client';
import { isTyping } from '../lib/keys';
import { useKeyDown } from '../ui/useKeyDown';

/**
 * Ctrl+Z, or Cmd+Z, undoes the last change to the board. A text field has an undo of its own, but in the one that adds ideas,
 * empty after each, there may be nothing to undo.
 */
export function useUndoKey(client: Client, chatId: string): void {
  useKeyDown((event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!isShortcut || event.key.toLowerCase() !== 'z' || document.querySelector('dialog[open]')) return;
    const field = event.target;
    if (!isTyping(event)) {
      event.preventDefault();
      client.undoChange(chatId);
    } else if (field instanceof HTMLInputElement && field.matches('.add-idea *') && field.value === '')
      setTimeout(() => field.value === '' && client.undoChange(chatId));
  });
}
