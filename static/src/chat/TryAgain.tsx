import { Icon } from '../ui/Icon';
import { retryLabel } from './replaced';
import type { TurnActions } from './useTurnActions';

type Props = { id: string; className?: string; actions: TurnActions };

/** Asks again. Its label says how many ideas that sets aside. */
export function TryAgain({ id, className = '', actions }: Props) {
  return (
    <button type="button" className={`button ${className}`} onClick={() => actions.tryAgain(id)}>
      <Icon name="retry" />
      {actions.useReplaced(id, retryLabel)}
    </button>
  );
}
