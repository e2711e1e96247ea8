import type { KeyboardEvent } from 'react';

/** Whether a key belongs to an IME composition. Safari reports 229 for the Enter that ends one. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}

/** Ends an edit by Enter or Escape. preventDefault keeps the key from pressing whatever gets focus next. */
export function endByKey(event: KeyboardEvent, enter: (() => void) | undefined, cancel?: () => void): void {
  const isEnter = event.key === 'Enter' && !event.shiftKey;
  const end = isEnter ? enter : event.key === 'Escape' ? cancel : undefined;
  if (!end || isComposing(event)) return;
  event.preventDefault();
  end();
}

/** Whether Enter sends. Touch keyboards have no Shift+Enter, so there Enter makes a new line. */
export function entersSend(): boolean {
  return !matchMedia('(pointer: coarse)').matches;
}

/** Whether a key is typed into a text field. */
export function isTyping({ target }: Event): boolean {
  return target instanceof Element && target.matches('textarea, select, input:not([type=checkbox], [type=radio])');
}
