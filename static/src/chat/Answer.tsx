import type { Turn } from '../socket/frames';
import { isRunning } from '../store/state';
import { CopyButton } from '../ui/CopyButton';
import { useLate } from '../ui/useLate';
import { Prose } from './Prose';
import { SavedIdeas } from './SavedIdeas';
import { TryAgain } from './TryAgain';
import { TurnEnd } from './TurnEnd';
import type { TurnActions } from './useTurnActions';

type Props = { turn: Turn; last: boolean; actions: TurnActions };

const STALL_MS = 10_000;

function progressWords(turn: Turn): string {
  if (turn.status === 'waiting') return 'Waiting for the previous answer…';
  if (turn.draft !== '') return 'Writing an idea…';
  return turn.reply === '' ? 'Thinking…' : '';
}

/** The progress of a running answer. Says that it is still waiting if the model is silent for a while. */
function Progress({ turn }: { turn: Turn }) {
  const size = turn.reply.length + turn.draft.length + turn.ideas.length;
  const stalled = useLate(turn.status === 'streaming', STALL_MS, size);
  const words = stalled ? 'Still waiting for the model…' : progressWords(turn);
  return <p className="progress">{words}</p>;
}

export function Answer({ turn, last, actions }: Props) {
  const running = isRunning(turn);
  const canRetry = last && (turn.status === 'done' || turn.status === 'stopped');
  return (
    <div className="answer" aria-busy={running}>
      <span className="sr-only">Brainstormer: </span>
      <SavedIdeas ideas={turn.ideas} />
      {turn.reply !== '' && <Prose text={turn.reply} streaming={running} />}
      {running && <Progress turn={turn} />}
      {!running && <TurnEnd turn={turn} last={last} actions={actions} />}
      {!running && (turn.reply !== '' || canRetry) && (
        <div className="tools" data-last={last}>
          {turn.reply !== '' && <CopyButton text={() => turn.reply} label="Copy answer" />}
          {canRetry && <TryAgain id={turn.id} className="quiet" actions={actions} />}
        </div>
      )}
    </div>
  );
}
