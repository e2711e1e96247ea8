import { useMemo, useState } from 'react';
import { entryTitle } from '../chats/list';
import type { Client } from '../client';
import type { IdeaPatch } from '../socket/frames';
import { chatOf } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { IconButton } from '../ui/IconButton';
import { usePanelFocus } from '../ui/usePanelFocus';
import { AddIdea } from './AddIdea';
import { withLikes } from './alike';
import { BoardFilter } from './BoardFilter';
import { BoardList } from './BoardList';
import { BoardMenu } from './BoardMenu';
import { type BoardIdea, boardIdeas, type Filter, liveIdeas, matches } from './board';
import { dropText } from './drop-text';
import { GroupButton } from './GroupButton';
import { ideasOf, type NewIdea } from './lines';
import { Proposal } from './Proposal';
import { SetAside } from './SetAside';
import { useIdeaActions } from './useIdeaActions';
import { useShowCard } from './useShowCard';
import { useUndoKey } from './useUndoKey';

type Props = {
  store: Store;
  client: Client;
  chatId: string;
  open: boolean;
  covered: boolean;
  onClose: () => void;
};

// An idea that someone else set aside stays in view while the person's own change to it waits for a decision.
const isOnBoard = (idea: BoardIdea) => !idea.deleted || idea.mine !== undefined;
const NO_FILTER: Filter = { words: '', starred: false };
const WORTH_FILTERING = 5;

export function BoardPane({ store, client, chatId, open, covered, onClose }: Props) {
  const chat = useSelect(store, (state) => chatOf(state, chatId));
  const pending = useSelect(store, (state) => state.pendingIdeas);
  const title = useSelect(store, (state) => entryTitle(state.entries, chatId)) || 'Ideas';
  const grouping = useSelect(store, (state) => state.grouping);
  const [filter, setFilter] = useState(NO_FILTER);
  const { ideas: saved, keys } = chat;
  const all = useMemo(() => boardIdeas({ ideas: saved, keys }, chatId, pending), [saved, keys, chatId, pending]);
  const ideas = useMemo(() => withLikes(all.filter(isOnBoard)), [all]);
  const aside = useMemo(() => all.filter((idea) => !isOnBoard(idea)), [all]);
  const filtering = filter.starred || filter.words.trim() !== '';
  const shown = useMemo(
    () => (filtering ? ideas.filter((idea) => matches(idea, filter)) : ideas),
    [ideas, filter, filtering],
  );
  const live = useMemo(() => liveIdeas(chat), [chat]);
  const actions = useIdeaActions({ store, client, chatId, onLeave: onClose });
  const pane = usePanelFocus(open);
  useUndoKey(client, chatId);
  const endGrouping = (patches: readonly IdeaPatch[]) => {
    actions.group(patches);
    pane.current?.querySelector<HTMLElement>('.pane-head [aria-haspopup]')?.focus();
  };
  const restore = (id: string) => {
    actions.restore(id);
    // With the last one, the list of those set aside goes.
    const next = aside.length > 1 ? '.set-aside summary' : '.pane-head [aria-haspopup]';
    pane.current?.querySelector<HTMLElement>(next)?.focus();
  };
  const showCard = useShowCard(pane, shown, live);
  const show = (id: string) => {
    setFilter(NO_FILTER);
    showCard(id);
  };
  const add = (text: string) => show(actions.add(text, ideas));
  const addAll = (wanted: readonly NewIdea[]) => show(actions.addAll(wanted));
  return (
    <aside
      ref={pane}
      className="pane board-pane"
      aria-label="Ideas"
      data-open={open}
      inert={covered}
      {...dropText((text) => addAll(ideasOf(text)))}
    >
      <header className="pane-head">
        <h2>Ideas</h2>
        {ideas.length > 0 && <span className="count">{ideas.length}</span>}
        <GroupButton
          waiting={grouping !== undefined}
          loose={grouping?.themes ? 0 : ideas.filter((idea) => idea.theme === null).length}
          onGroup={() => client.group(chatId)}
        />
        <BoardMenu ideas={ideas} title={title} onNotify={client.notify} onImport={addAll} onPrint={actions.print} />
        <IconButton className="close-panel" icon="close" label="Close" onClick={onClose} />
      </header>
      {(ideas.length >= WORTH_FILTERING || filtering) && (
        <BoardFilter filter={filter} onChange={setFilter} shown={shown.length} all={ideas.length} />
      )}
      <div className="scroller board-scroller">
        {ideas.length === 0 && live.length === 0 && (
          <p className="board-empty">
            Saved ideas appear here. Say <q>save number 3</q>, or add your own below.
          </p>
        )}
        {grouping?.themes && <Proposal themes={grouping.themes} ideas={ideas} onEnd={endGrouping} />}
        <BoardList ideas={shown} live={filtering ? [] : live} movable={!filtering} actions={actions} />
        {filtering && shown.length === 0 && <p className="muted small pad">No matching ideas.</p>}
        <SetAside ideas={aside} onRestore={restore} />
      </div>
      {chat.phase !== 'gone' && (
        <div className="board-foot">
          <AddIdea chatId={chatId} onAdd={add} onAddAll={addAll} />
        </div>
      )}
    </aside>
  );
}
