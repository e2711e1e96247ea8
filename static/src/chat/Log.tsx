import { memo, useEffect, useMemo, useRef } from 'react';
import { isRunning } from '../store/state';
import { IconButton } from '../ui/IconButton';
import { groupsOf } from './groups';
import { KeepSelection } from './KeepSelection';
import { TurnGroup } from './TurnGroup';
import { useFollowEnd } from './useFollowEnd';
import { useKeepPlace } from './useKeepPlace';
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
  const { reading, atEnd, toEnd, toQuestion } = useFollowEnd(scroller, content);
  useKeepPlace(scroller, content, reading);
  const last = view.turns.at(-1);
  const newest = view.waiting.at(-1)?.id ?? (last && isRunning(last) ? last.id : undefined);
  useEffect(() => {
    if (newest !== undefined && reading.current.following) toQuestion();
  }, [newest, toQuestion, reading]);
  const asked = view.waiting.at(-1)?.id;
  useEffect(() => {
    if (asked !== undefined) toQuestion();
  }, [asked, toQuestion]);
  const starts = useRef(new Set<string>()).current;
  const groups = useMemo(() => groupsOf(view.turns, starts), [view.turns, starts]);
  const lastId = view.waiting.length === 0 ? last?.id : undefined;
  const goToEnd = () => {
    toEnd();
    scroller.current?.focus({ preventScroll: true });
  };
  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
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
          {groups.map((turns, index) => (
            <TurnGroup key={turns[0]?.id ?? index} turns={turns} lastId={lastId} editing={editing} actions={actions} />
          ))}
          {view.waiting.map((item) => (
            <WaitingMessage key={item.id} item={item} actions={actions} />
          ))}
        </div>
      </div>
      <KeepSelection onAdd={actions.addIdea} />
      {!atEnd && <IconButton icon="down" label="More below" className="more-below" onClick={goToEnd} />}
    </div>
  );
});
