import type { OutboxItem } from '../store/state';
import { Icon } from '../ui/Icon';
import { useLate } from '../ui/useLate';
import type { TurnActions } from './useTurnActions';

type Props = { item: OutboxItem; actions: TurnActions };

function stateWords(item: OutboxItem): string {
  if (!item.refusal) return 'Waits to be sent';
  return item.refusal.later ? `${item.refusal.sentence} It is sent again by itself.` : item.refusal.sentence;
}

/** A message of the outbox: it is in this browser only, until the server has it on disk. */
export function WaitingMessage({ item, actions }: Props) {
  const late = useLate(true);
  const refused = item.refusal !== undefined && !item.refusal.later;
  return (
    <article className="turn waiting" aria-label="Message not sent yet" data-late={late}>
      <div className="yours">
        <span className="sr-only">You: </span>
        <p className="bubble" dir="auto">
          {item.message}
        </p>
        {late && (
          <p className="outbox-line" data-tone={refused ? 'error' : 'plain'}>
            <Icon name={refused ? 'warning' : 'wait'} />
            <span>{stateWords(item)}</span>
            {refused && (
              <button type="button" className="inline" onClick={() => actions.retrySend(item.id)}>
                Send again
              </button>
            )}
            <button type="button" className="inline" onClick={() => actions.takeBack(item.id)}>
              Take back
            </button>
          </p>
        )}
      </div>
    </article>
  );
}
