import type { SyntheticEvent } from 'react';
import { endByKey } from '../lib/keys';

type Props = { label: string; name: string; longest: number; onEnd: (name: string, byKey: boolean) => void };

/** Edits a name in place. Ends with '' after Escape. */
export function RenameField({ label, name, longest, onEnd }: Props) {
  const keep = ({ currentTarget }: SyntheticEvent<HTMLInputElement>, byKey: boolean) =>
    onEnd(currentTarget.value.trim(), byKey);
  return (
    <input
      className="rename"
      aria-label={label}
      dir="auto"
      defaultValue={name}
      maxLength={longest}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
      autoFocus
      onFocus={({ currentTarget }) => {
        currentTarget.select();
        // The browser shows the end of what is selected.
        requestAnimationFrame(() => currentTarget.scrollTo(0, 0));
      }}
      onKeyDown={(event) =>
        endByKey(
          event,
          () => keep(event, true),
          () => onEnd('', true),
        )
      }
      onBlur={(event) => keep(event, false)}
    />
  );
}
