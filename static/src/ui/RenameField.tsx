import type { FocusEvent, KeyboardEvent } from 'react';
import { isComposing } from '../lib/keys';

type Props = { label: string; name: string; longest: number; onEnd: (name: string, byKey: boolean) => void };

/** A name being changed in its place. Escape gives an empty one. */
export function RenameField({ label, name, longest, onEnd }: Props) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // The key must not press what has the focus next.
    event.preventDefault();
    onEnd(event.key === 'Enter' ? event.currentTarget.value.trim() : '', true);
  };
  const onBlur = (event: FocusEvent<HTMLInputElement>) => onEnd(event.currentTarget.value.trim(), false);
  return (
    <input
      className="rename"
      aria-label={label}
      dir="auto"
      defaultValue={name}
      maxLength={longest}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    />
  );
}
