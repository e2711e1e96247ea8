import type { ComponentProps } from 'react';
import { Icon } from './Icon';

type Props = Omit<ComponentProps<'input'>, 'aria-label' | 'onChange'> & {
  label: string;
  onText: (text: string) => void;
};

/** A text field with a magnifying glass. */
export function SearchField({ label, onText, ...rest }: Props) {
  return (
    <label className="field">
      <Icon name="search" />
      <input type="search" aria-label={label} onChange={(event) => onText(event.target.value)} {...rest} />
    </label>
  );
}
