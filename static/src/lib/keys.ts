import type { KeyboardEvent } from 'react';

/** Whether a key belongs to an input method that is composing; 229 is what Safari says for the Enter that ends it. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}
