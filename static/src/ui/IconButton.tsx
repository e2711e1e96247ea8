import type { ComponentProps } from 'react';
import { Icon, type IconName } from './Icon';

type Props = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  icon: IconName;
  label: string;
  filled?: boolean;
};

/** An icon-only button. Its label is its accessible name and tooltip. */
export function IconButton({ icon, label, filled = false, className = '', ...rest }: Props) {
  return (
    <button type="button" title={label} {...rest} aria-label={label} className={`icon-button ${className}`}>
      <Icon name={icon} filled={filled} />
    </button>
  );
}
