import type { Client } from '../client';
import { isTyping } from '../lib/keys';
import { useKeyDown } from '../ui/useKeyDown';

/** Ctrl+Z, or Cmd+Z, undoes the last change to the board. A text field has an undo of its own. */
export function useUndoKey(client: Client, chatId: string): void {
  useKeyDown((event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!isShortcut || event.key.toLowerCase() !== 'z' || isTyping(event) || document.querySelector('dialog[open]'))
      return;
    event.preventDefault();
    client.undoChange(chatId);
  });
}
