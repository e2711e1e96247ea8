import { useState } from 'react';
import { entryTitle } from '../chats/list';
import type { Client } from '../client';
import { type Store, useSelect } from '../store/store';
import { IconButton } from '../ui/IconButton';
import type { Panel } from '../ui/panel';
import { usePanelFocus } from '../ui/usePanelFocus';
import { AddIdea } from './AddIdea';
import { BoardEdge } from './BoardEdge';
import { BoardFilter } from './BoardFilter';
import { BoardList } from './BoardList';
import { BoardMenu } from './BoardMenu';
import type { Filter } from './board';
import { dropText } from './drop-text';
import { MoveDialog } from './MoveDialog';
import { SelectBar } from './SelectBar';
import { SetAside } from './SetAside';
import { useBoard } from './useBoard';
import { useCards } from './useCards';
import { useIdeaActions } from './useIdeaActions';
import { useSelection } from './useSelection';
import { useShowCard } from './useShowCard';

type Props = {
  store: Store;
  client: Client;
  chatId: string;
  panel: Panel | undefined;
  onPanel: (panel: Panel) => void;
  onClose: () => void;
};

const NO_FILTER: Filter = { words: '', starred: false };
const WORTH_FILTERING = 5;
const NOTHING: readonly string[] = [];

export function BoardPane({ store, client, chatId, panel, onPanel, onClose }: Props) {
  const title = useSelect(store, (state) => entryTitle(state.entries, chatId)) || 'Ideas';
  const [filter, setFilter] = useState(NO_FILTER);
  const { ideas, aside, filtering, sections, shown, hues, live, gone } = useBoard(store, chatId, filter);
  const actions = useIdeaActions({ store, client, chatId, onLeave: onClose });
  const open = panel === 'board' || panel === 'full';
  const pane = usePanelFocus(open ? panel : undefined);
  const focus = (part: string) => pane.current?.querySelector<HTMLElement>(part)?.focus();
  const selection = useSelection(shown);
  const [moving, setMoving] = useState(NOTHING);
  const cards = useCards(pane, ideas, actions, selection, setMoving);
  const moveTo = (theme: string | null) => {
    cards.collapse(theme ?? '', false);
    cards.place(moving, { theme, before: undefined });
    selection.clear();
  };
  const clear = () => {
    selection.clear();
    focus('.pane-head [aria-haspopup]');
  };
  const restore = (id: string) => {
    actions.restore(id);
    // With the last one, the list of those set aside goes.
    focus(aside.length > 1 ? '.set-aside summary' : '.pane-head [aria-haspopup]');
  };
  const showCard = useShowCard(pane, shown, live);
  const add = (text: string) => {
    setFilter(NO_FILTER);
    showCard(actions.add(text, ideas));
  };
  return (
    <aside
      ref={pane}
      className="pane board-pane"
      aria-label="Ideas"
      data-open={open}
      data-full={panel === 'full'}
      inert={panel === 'list'}
      {...dropText(add)}
    >
      <BoardEdge />
      <header className="pane-head">
        <h2>Ideas</h2>
        {ideas.length > 0 && <span className="count">{ideas.length}</span>}
        <BoardMenu ideas={ideas} title={title} onNotify={client.notify} onPrint={actions.print} />
        <IconButton className="open-full" icon="full" label="Full board" onClick={() => onPanel('full')} />
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
        <BoardList
          sections={sections}
          ideas={ideas}
          hues={hues}
          live={filtering ? [] : live}
          filtering={filtering}
          selected={selection.has}
          actions={actions}
          cards={cards}
        />
        {filtering && shown.length === 0 && <p className="muted small pad">No matching ideas.</p>}
        <SetAside ideas={aside} onRestore={restore} />
      </div>
      <SelectBar selected={selection.selected} actions={actions} onMoveTo={setMoving} onClear={clear} />
      {!gone && (
        <div className="board-foot">
          <AddIdea chatId={chatId} onAdd={add} />
        </div>
      )}
      <MoveDialog open={moving.length > 0} hues={hues} onMove={moveTo} onClose={() => setMoving(NOTHING)} />
    </aside>
  );
}
