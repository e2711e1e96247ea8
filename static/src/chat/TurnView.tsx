import { memo } from 'react';
import type { Turn } from '../socket/frames';
import { Answer } from './Answer';
import { MessageEditor } from './MessageEditor';
import type { TurnActions } from './useTurnActions';
import { YourMessage } from './YourMessage';

type Props = { turn: Turn; last: boolean; editing: boolean; actions: TurnActions };

/** A message and its answer. */
export const TurnView = memo(function TurnView({ turn, last, editing, actions }: Props) {
  return (
    <article className="turn" id={`turn-${turn.id}`} tabIndex={-1} aria-label="Message and answer">
      {editing ? (
        <MessageEditor turn={turn} actions={actions} />
      ) : (
        <YourMessage message={turn.message} onEdit={() => actions.edit(turn.id)} />
      )}
      <Answer turn={turn} last={last} actions={actions} />
    </article>
  );
});
