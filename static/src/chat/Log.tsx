import { memo, useEffect, useMemo, useRef } from 'react';
import { Icon } from '../ui/Icon';
import { groupsOf } from './groups';
import { TurnGroup } from './TurnGroup';
import { usePinned } from './usePinned';
import type { TurnActions } from './useTurnActions';
import type { ChatView } from './view';
import { WaitingMessage } from './WaitingMessage';

type Props = {
  view: ChatView;
  more: boolean;
  loading: boolean;
  editing: string | undefined;
  actions: TurnActions;
  onEarlier: () => void;
};

export const Log = memo(function Log({ view, more, loading, editing, actions, onEarlier }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { pinned, toEnd } = usePinned(scroller, content);
  const newest = view.waiting.at(-1)?.id;
  useEffect(() => {
    if (newest !== undefined) toEnd();
  }, [newest, toEnd]);
  const starts = useRef(new Set<string>()).current;
  const groups = useMemo(() => groupsOf(view.turns, starts), [view.turns, starts]);
  const lastId = view.waiting.length === 0 ? view.turns.at(-1)?.id : undefined;
  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div ref={scroller} className="scroller" role="log" aria-live="off" aria-label="Conversation" tabIndex={0}>
        <div ref={content} className="log">
          {more && (
            <button type="button" className="button quiet earlier" onClick={onEarlier} disabled={loading}>
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
      {!pinned && (
        <button type="button" className="button more-below" onClick={toEnd}>
          <Icon name="down" />
          More below
        </button>
      )}
    </div>
  );
});
