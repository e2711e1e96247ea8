import { useMemo, useState } from 'react';
import { usePanelFocus } from '../app/usePanelFocus';
import { entryTitle } from '../chats/list';
import type { Client } from '../client';
import { chatOf } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { IconButton } from '../ui/IconButton';
import { AddIdea } from './AddIdea';
import { BoardFilter } from './BoardFilter';
import { BoardList } from './BoardList';
import { BoardMenu } from './BoardMenu';
import { boardIdeas, type Filter, liveIdeas, matches } from './board';
import { DeletedIdeas } from './DeletedIdeas';
import { useIdeaActions } from './useIdeaActions';

type Props = { store: Store; client: Client; open: boolean; covered: boolean; onClose: () => void };

const NO_FILTER: Filter = { words: '', starred: false };
const WORTH_FILTERING = 5;

export function BoardPane({ store, client, open, covered, onClose }: Props) {
  const chatId = useSelect(store, (state) => state.chatId);
  const chat = useSelect(store, (state) => chatOf(state, state.chatId));
  const pending = useSelect(store, (state) => state.pendingIdeas);
  const title = useSelect(store, (state) => entryTitle(state.entries, state.chatId)) || 'Ideas';
  const [filter, setFilter] = useState(NO_FILTER);
  const { ideas: saved, keys } = chat;
  const all = useMemo(() => boardIdeas({ ideas: saved, keys }, chatId, pending), [saved, keys, chatId, pending]);
  const ideas = useMemo(() => all.filter((idea) => !idea.deleted), [all]);
  const deleted = useMemo(() => all.filter((idea) => idea.deleted), [all]);
  const filtering = filter.starred || filter.words.trim() !== '';
  const shown = useMemo(
    () => (filtering ? ideas.filter((idea) => matches(idea, filter)) : ideas),
    [ideas, filter, filtering],
  );
  const live = useMemo(() => liveIdeas(chat), [chat]);
  const actions = useIdeaActions({ store, client, onLeave: onClose });
  const pane = usePanelFocus(open);
  return (
    <aside ref={pane} className="pane board-pane" aria-label="Ideas" data-open={open} inert={covered}>
      <header className="pane-head">
        <h2>Ideas</h2>
        {ideas.length > 0 && <span className="count">{ideas.length}</span>}
        <BoardMenu ideas={ideas} title={title} onNotify={client.notify} onPrint={actions.print} />
        <IconButton className="close-panel" icon="close" label="Close the ideas" onClick={onClose} />
      </header>
      {(ideas.length >= WORTH_FILTERING || filtering) && (
        <BoardFilter filter={filter} onChange={setFilter} shown={shown.length} all={ideas.length} />
      )}
      <div className="scroller board-scroller">
        {ideas.length === 0 && live.length === 0 && (
          <p className="board-empty">
            Ideas worth keeping land here while the answer is still being written. Ask for it: <q>save number 3</q>.
          </p>
        )}
        <BoardList ideas={shown} live={filtering ? [] : live} movable={!filtering} actions={actions} key={chatId} />
        {filtering && shown.length === 0 && <p className="muted small pad">No idea has these words.</p>}
        <DeletedIdeas ideas={deleted} onBringBack={actions.bringBack} />
      </div>
      {chat.phase !== 'gone' && (
        <div className="board-foot">
          <AddIdea chatId={chatId} onAdd={actions.add} />
        </div>
      )}
    </aside>
  );
}
