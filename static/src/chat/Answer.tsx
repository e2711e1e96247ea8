import { Markdown } from '../markdown';
import type { Turn } from '../socket/frames';
import { isRunning } from '../store/state';
import { CopyButton } from '../ui/CopyButton';
import { IconButton } from '../ui/IconButton';
import { SavedIdeas } from './SavedIdeas';
import { TurnEnd } from './TurnEnd';
import type { TurnActions } from './useTurnActions';

type Props = { turn: Turn; last: boolean; actions: TurnActions };

function Progress({ turn }: { turn: Turn }) {
  const words =
    turn.status === 'waiting'
      ? 'Waits for the answer before'
      : turn.draft
        ? 'Writing an idea'
        : turn.reply
          ? ''
          : 'Thinking';
  return words === '' ? null : <p className="progress">{words}</p>;
}

export function Answer({ turn, last, actions }: Props) {
  const running = isRunning(turn);
  return (
    <div className="answer" aria-busy={running}>
      <span className="sr-only">Brainstormer: </span>
      <SavedIdeas ideas={turn.ideas} />
      {turn.reply !== '' && (
        <div className="prose" dir="auto">
          <Markdown text={turn.reply} streaming={running} />
        </div>
      )}
      {running && <Progress turn={turn} />}
      {!running && <TurnEnd turn={turn} last={last} actions={actions} />}
      <div className="tools" data-last={last} hidden={running}>
        {turn.reply !== '' && <CopyButton text={() => turn.reply} label="Copy answer" />}
        {last && (turn.status === 'done' || turn.status === 'stopped') && (
          <IconButton icon="retry" label="Try again" onClick={() => actions.tryAgain(turn.id)} />
        )}
      </div>
    </div>
  );
}
