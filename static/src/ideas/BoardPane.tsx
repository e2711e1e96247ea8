import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import type { Client } from '../client';
import { endByKey } from '../lib/keys';
import type { IdeaPatch } from '../socket/frames';
import { type Store, useSelect } from '../store/store';
import { ESCAPES, isIn, type Panel } from '../ui/usePanel';
import { usePanelFocus } from '../ui/usePanelFocus';
import { AddIdea } from './AddIdea';
import { BoardEdge } from './BoardEdge';
import { BoardFilter } from './BoardFilter';
import { BoardHead } from './BoardHead';
import { BoardList } from './BoardList';
import type { Filter } from './board';
import type { NewIdea } from './lines';
import { MoveDialog } from './MoveDialog';
import { Proposal } from './Proposal';
import { SelectBar } from './SelectBar';
import { SetAside } from './SetAside';
import { takeText } from './take-text';
import { useBoard } from './useBoard';
import { useCards } from './useCards';
import { useIdeaActions } from './useIdeaActions';
import { usePlace } from './usePlace';
import { useRoving } from './useRoving';
import { useSelection } from './useSelection';
import { useAsked, useShowCard } from './useShowCard';

type Props = {
  store: Store;
  client: Client;
  chatId: string;
  /** The idea to show. */
  shownIdea?: { readonly id: string } | undefined;
  panel: Panel | undefined;
  onPanel: (panel: Panel) => void;
  onClose: () => void;
};

const NO_FILTER: Filter = { words: '', starred: false };
const WORTH_FILTERING = 5;
const NOTHING: readonly string[] = [];

/** Wires the parts of the pane together. */
function useParts({ store, client, chatId, shownIdea, panel, onClose }: Props) {
  const [filter, setFilter] = useState(NO_FILTER);
  const board = useBoard(store, chatId, filter);
  const proposed = useSelect(store, (state) => state.grouping?.themes);
  const { ideas, aside, shown, live } = board;
  const actions = useIdeaActions({ store, client, chatId, onLeave: onClose });
  const pane = usePanelFocus(panel === 'list' ? undefined : panel);
  const focus = (part: string) => pane.current?.querySelector<HTMLElement>(part)?.focus();
  const focusMenu = () => focus('.pane-head [aria-haspopup]');
  const selection = useSelection(shown);
  const [moving, setMoving] = useState(NOTHING);
  const showAll = useCallback(() => setFilter(NO_FILTER), []);
  const cards = useCards(pane, ideas, actions, selection, setMoving, showAll);
  const endMerge = cards.on.onMergeEnd;
  useEffect(() => {
    // Closing the panel cancels a merge.
    if (!(panel ?? pane.current?.checkVisibility())) endMerge(false);
  }, [panel, endMerge, pane]);
  const showCard = useShowCard(pane, ideas, live, showAll);
  useAsked(shownIdea, (id) => {
    cards.collapse(ideas.find((idea) => idea.id === id)?.theme ?? '', false);
    showAll();
    showCard({ id, focus: true });
  });
  // The same in every render, like all props of the list of cards.
  const add = useCallback(
    (wanted: readonly NewIdea[], theme: string | null = null) => {
      showAll();
      showCard({ id: actions.add(wanted.map((idea) => ({ ...idea, theme: idea.theme ?? theme }))), focus: false });
    },
    [actions, showAll, showCard],
  );
  const clear = () => {
    selection.clear();
    cards.focusCurrent();
  };
  const removeSelected = () => {
    cards.remove(selection.selected);
    selection.clear();
  };
  /** Sets a card aside, with the selection if it is in it. */
  const remove = (id: string) => {
    const idea = ideas.find((other) => other.id === id);
    if (selection.has(id)) removeSelected();
    // First the person decides about a refused change.
    else if (idea && !idea.mine) cards.remove([idea]);
  };
  const { sections, filtering } = board;
  const { collapsed } = cards;
  const visible = useMemo(() => {
    const isHidden = (theme: string | null) => (theme === null ? proposed : !filtering && collapsed.has(theme));
    return sections.filter(({ theme, ideas: { length } }) => length > 0 && !isHidden(theme));
  }, [sections, proposed, filtering, collapsed]);
  const roving = useRoving(visible, remove);
  const moveTo = (theme: string | null) => {
    cards.place(moving, { theme, before: undefined });
    if (selection.selected.every(({ id }) => moving.includes(id))) selection.clear();
  };
  const endGrouping = (patches: readonly IdeaPatch[]) => {
    const isLeft = pane.current?.querySelector('.proposal:focus-within');
    actions.group(patches);
    if (isLeft) focusMenu();
  };
  const restore = (id: string) => {
    actions.restore(id);
    // The list of set-aside ideas disappears with its last one.
    if (aside.length > 1) focus('.set-aside summary');
    else focusMenu();
  };
  const does = { restore, endGrouping, clear, removeSelected, moveTo, setFilter, setMoving };
  return { filter, board, proposed, actions, pane, selection, moving, cards, roving, add, does };
}

export function BoardPane(props: Props) {
  const { store, client, chatId, panel, onPanel, onClose } = props;
  const { filter, board, proposed, actions, pane, selection, moving, cards, roving, add, does } = useParts(props);
  const { ideas, aside, filtering, sections, shown, hues, live, answering, gone } = board;
  const place = usePlace(panel);
  // The idea that is kept may have left the board since.
  const merging = shown.some(({ id }) => id === cards.merging?.ids[0]);
  const full = panel === 'full';
  // Escape ends a drag, then cancels a proposal, clears the selection, and closes the full board.
  const cancel = proposed ? () => does.endGrouping([]) : selection.selected[0] && selection.clear;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    roving.onCardKey(event);
    if (!isIn(event.target, ESCAPES)) endByKey(event, undefined, cancel);
  };
  return (
    <aside
      ref={pane}
      className="pane board-pane"
      aria-label="Ideas"
      data-open={panel === 'board' || full}
      data-full={full}
      inert={panel === 'list'}
      onFocus={roving.onFocus}
      onKeyDown={onKeyDown}
      {...takeText(add)}
    >
      <BoardEdge />
      <BoardHead
        {...{ store, client, chatId, ideas, onClose }}
        onImport={add}
        onPrint={() => {
          does.setFilter(NO_FILTER);
          actions.print();
        }}
        onFull={() => onPanel('full')}
      />
      {(ideas.length >= WORTH_FILTERING || filtering) && (
        <BoardFilter filter={filter} onChange={does.setFilter} shown={shown.length} all={ideas.length} />
      )}
      <div className="scroller board-scroller" {...place}>
        {!gone && ideas.length === 0 && live.length === 0 && (
          <p className="board-empty">
            Saved ideas appear here. Press + in an answer, say <q>save number 3</q>, or add your own below.
          </p>
        )}
        {proposed && <Proposal themes={proposed} ideas={ideas} onEnd={does.endGrouping} />}
        {filtering && shown.length === 0 && <p className="muted small pad">No matching ideas.</p>}
        <BoardList
          {...{ chatId, sections, ideas, hues, live, answering, filtering, full, actions, cards }}
          proposed={proposed !== undefined}
          current={roving.current}
          selected={selection.has}
          onAdd={add}
        />
        <SetAside ideas={aside} onRestore={does.restore} />
      </div>
      {!merging && !proposed && (
        <SelectBar
          selected={selection.selected}
          actions={actions}
          onMoveTo={does.setMoving}
          onMerge={cards.on.onMerge}
          onRemove={does.removeSelected}
          onClear={does.clear}
        />
      )}
      {!gone && (
        <div className="board-foot">
          <AddIdea chatId={chatId} theme={null} onAdd={add} />
        </div>
      )}
      <MoveDialog open={moving.length > 0} hues={hues} onMove={does.moveTo} onClose={() => does.setMoving(NOTHING)} />
    </aside>
  );
}
