import { endSentence } from '../lib/sentences';
import type { Turn } from '../socket/frames';
import { Icon } from '../ui/Icon';
import { TryAgain } from './TryAgain';
import type { TurnActions } from './useTurnActions';

// Trying again cannot fix these.
const NEEDS_SETTINGS = new Set(['upstream_auth', 'upstream_quota']);

type Props = { turn: Turn; last: boolean; actions: TurnActions };

/** Says how a turn failed and offers a way on. One quiet line once the next turn has begun. */
export function TurnEnd({ turn, last, actions }: Props) {
  if (turn.status === 'done') return null;
  const failed = last && turn.status !== 'stopped';
  return (
    <div className="turn-end" data-tone={failed ? 'error' : 'plain'}>
      <Icon name={turn.status === 'stopped' ? 'stop' : 'warning'} />
      <span>{endSentence(turn, actions.stopperOf(turn.id))}</span>
      {failed && <TryAgain id={turn.id} actions={actions} />}
      {failed && NEEDS_SETTINGS.has(turn.error) && (
        <button type="button" className="button quiet" onClick={actions.showSettings}>
          Open settings
        </button>
      )}
      {turn.draft !== '' && (
        <p className="half-idea">
          Unfinished idea: <q dir="auto">{turn.draft}</q>{' '}
          <button type="button" className="inline" onClick={() => actions.addIdea(turn.draft.trim())}>
            Add to board
          </button>
        </p>
      )}
    </div>
  );
}
