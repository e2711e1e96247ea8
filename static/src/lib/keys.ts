import type { KeyboardEvent } from 'react';

/** Whether a key belongs to an input method that is composing. Safari says 229 for the Enter that ends it. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}

/** Whether Enter sends. A touch keyboard has no Shift+Enter: there it makes a new line, and the button sends. */
export function entersSend(): boolean {
  return !matchMedia('(pointer: coarse)').matches;
}

/** Whether a key is typed into a field, which has its own use for it. */
export function isTyping({ target }: Event): boolean {
  return target instanceof Element && target.matches('textarea, select, input:not([type=checkbox], [type=radio])');
}
