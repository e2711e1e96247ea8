import type { KeyboardEvent } from 'react';

/** Whether a key belongs to an input method that is composing. Safari says 229 for the Enter that ends it. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}

/** Ends an edit by Enter or Escape. The key must not press what has the focus next. */
export function endByKey(event: KeyboardEvent, enter: (() => void) | undefined, cancel: () => void): void {
  const isEnter = event.key === 'Enter' && !event.shiftKey;
  const end = isEnter ? enter : event.key === 'Escape' ? cancel : undefined;
  if (!end || isComposing(event)) return;
  event.preventDefault();
  end();
}

/** Whether Enter sends. A touch keyboard has no Shift+Enter: there it makes a new line, and the button sends. */
export function entersSend(): boolean {
  return !matchMedia('(pointer: coarse)').matches;
}

/** Whether a key is typed into a field, which has its own use for it. */
export function isTyping({ target }: Event): boolean {
  return target instanceof Element && target.matches('textarea, select, input:not([type=checkbox], [type=radio])');
}
