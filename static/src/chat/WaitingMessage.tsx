import type { OutboxItem } from '../store/state';
import { Icon } from '../ui/Icon';
import { useLate } from '../ui/useLate';
import type { TurnActions } from './useTurnActions';

type Props = { item: OutboxItem; actions: TurnActions };

function stateWords({ refusal, after }: OutboxItem): string {
  if (!refusal) return 'Waiting to send';
  if (refusal.later) return 'Queued. It will send automatically.';
  if (refusal.code === 'conflict' && after !== undefined) return 'This chat has new messages. Replace them too?';
  return refusal.sentence;
}

/** A message in the outbox: only in this browser until the server has stored it. */
export function WaitingMessage({ item, actions }: Props) {
  const late = useLate(true);
  const aside = item.refusal !== undefined && !item.refusal.later;
  const replaces = item.refusal?.code === 'conflict' && item.after !== undefined;
  return (
    <article className="turn waiting" aria-label="Message not sent yet" data-late={late}>
      <div className="yours">
        <span className="sr-only">You: </span>
        <p className="bubble" dir="auto">
          {item.message}
        </p>
        {late && (
          <p className="outbox-line" data-tone={aside ? 'error' : 'plain'}>
            <span className="outbox-words">
              <Icon name={aside ? 'warning' : 'wait'} />
              {stateWords(item)}
            </span>
            {aside && (
              <button type="button" className="inline" onClick={() => actions.sendAgain(item.id)}>
                {replaces ? 'Replace' : 'Send again'}
              </button>
            )}
            {/* A message that was sent may be on the server. It can be edited once the receipt has arrived. */}
            {(aside || !item.sent) && (
              <button type="button" className="inline" onClick={() => actions.takeBack(item.id, item.message)}>
                Edit
              </button>
            )}
          </p>
        )}
      </div>
    </article>
  );
}
