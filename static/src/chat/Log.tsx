import { memo, useEffect, useRef } from 'react';
import { isRunning } from '../store/state';
import { IconButton } from '../ui/IconButton';
import { KeepSelection } from './KeepSelection';
import { TurnView } from './TurnView';
import { useReading } from './useReading';
import type { TurnActions } from './useTurnActions';
import type { ChatView } from './view';
import { WaitingMessage } from './WaitingMessage';

type Props = {
  view: ChatView;
  more: boolean;
  loading: boolean;
  editing: string;
  actions: TurnActions;
  onEarlier: () => void;
};

export const Log = memo(function Log({ view, more, loading, editing, actions, onEarlier }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { reading, atEnd, toEnd, toQuestion } = useReading(scroller, content);
  const last = view.turns.at(-1);
  const asked = view.waiting.at(-1)?.id;
  const newest = asked ?? (last && isRunning(last) ? last.id : undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a receipt turns a waiting message into a turn, which is not a new question
  useEffect(() => {
    if (asked !== undefined || (newest !== undefined && reading.current.following)) toQuestion();
  }, [newest, toQuestion, reading]);
  const lastId = view.waiting.length === 0 ? last?.id : undefined;
  const goToEnd = () => {
    toEnd();
    scroller.current?.focus({ preventScroll: true });
  };
  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={scroller} className="scroller" role="log" aria-live="off" aria-label="Conversation" tabIndex={0}>
        <div ref={content} className="log">
          {more && (
            <button
              type="button"
              className="button quiet earlier"
              onClick={() => !loading && onEarlier()}
              aria-disabled={loading}
            >
              {loading ? 'Loading…' : 'Show earlier messages'}
            </button>
          )}
          {view.turns.map((turn) => (
            <TurnView
              key={turn.id}
              turn={turn}
              last={turn.id === lastId}
              editing={turn.id === editing}
              actions={actions}
            />
          ))}
          {view.waiting.map((item) => (
            <WaitingMessage key={item.id} item={item} actions={actions} />
          ))}
        </div>
      </div>
      <KeepSelection onAdd={actions.addIdea} />
      {!atEnd && <IconButton icon="down" label="Scroll to bottom" className="more-below" onClick={goToEnd} />}
    </div>
  );
});
