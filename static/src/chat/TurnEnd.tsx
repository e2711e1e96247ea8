import { endSentence } from '../lib/sentences';
import type { Turn } from '../socket/frames';
import { Icon } from '../ui/Icon';
import type { TurnActions } from './useTurnActions';

// These are set right in the settings, not by asking once more.
const NEEDS_SETTINGS = new Set(['upstream_auth', 'upstream_quota']);

type Props = { turn: Turn; last: boolean; actions: TurnActions };

/** How a turn ended, if not well: a sentence, and a way on. */
export function TurnEnd({ turn, last, actions }: Props) {
  if (turn.status === 'done') return null;
  const stopped = turn.status === 'stopped';
  return (
    <div className="turn-end" data-tone={stopped ? 'plain' : 'error'}>
      <Icon name={stopped ? 'stop' : 'warning'} />
      <span>{endSentence(turn)}</span>
      {last && !stopped && (
        <button type="button" className="button" onClick={() => actions.tryAgain(turn.id)}>
          Try again
        </button>
      )}
      {NEEDS_SETTINGS.has(turn.error) && (
        <button type="button" className="button quiet" onClick={actions.showSettings}>
          Open settings
        </button>
      )}
      {turn.draft !== '' && (
        <p className="half-idea">
          Half an idea: <q dir="auto">{turn.draft}</q>{' '}
          <button type="button" className="inline" onClick={() => actions.addIdea(turn.draft.trim())}>
            Put it on the board
          </button>
        </p>
      )}
    </div>
  );
}
