import { type KeyboardEvent, memo, type PointerEvent, useEffect, useRef, useState } from 'react';
import { savedDraft } from '../lib/drafts';
import type { BoardIdea } from './board';
import { CardBody } from './CardBody';
import { IdeaEditor } from './IdeaEditor';
import { MergeEditor } from './MergeEditor';
import type { IdeaActions } from './useIdeaActions';

/** Ideas to merge into the first of them, and the text to start editing from. */
export type Merging = { readonly ids: readonly string[]; readonly text: string; readonly note: string };

export type CardEvents = {
  /** Moves the idea one place in the direction of an arrow key, with the selection unless `alone`. */
  readonly onStep: (id: string, key: string, alone: boolean) => void;
  readonly onRemove: (idea: BoardIdea) => void;
  readonly onGrab: (event: PointerEvent<HTMLElement>, id: string) => void;
  readonly onSelect: (id: string, range: boolean) => void;
  readonly onMoveTo: (ids: readonly string[]) => void;
  readonly onMerge: (merging: Merging) => void;
  readonly onMergeEnd: (done: boolean) => void;
};

export type CardProps = {
  idea: BoardIdea;
  first: boolean;
  last: boolean;
  movable: boolean;
  selected: boolean;
  /** Whether it belongs to the running answer. */
  landed?: boolean;
  /** Whether Tab goes to it and its buttons. */
  current?: boolean;
  merging: Merging | undefined;
  actions: IdeaActions;
  on: CardEvents;
};

/** A card of the board, or the editor in its place. */
export const IdeaCard = memo(function IdeaCard(props: CardProps) {
  const { idea, selected, landed = false, current = false, merging, actions, on } = props;
  const draftName = actions.draftName(idea.id);
  const [editing, setEditing] = useState(() => savedDraft(draftName) !== '');
  const isOpen = editing || merging !== undefined;
  const item = useRef<HTMLLIElement>(null);
  const from = useRef<Element>(null);
  const refocus = useRef(false);
  useEffect(() => {
    if (isOpen) return;
    const card = item.current;
    // An edit ends where it began: on the card or its menu.
    if (refocus.current) (from.current === card ? card : card?.querySelector<HTMLElement>('[aria-haspopup]'))?.focus();
    refocus.current = false;
    from.current = null;
  }, [isOpen]);
  const edit = () => {
    from.current = document.activeElement;
    setEditing(true);
  };
  const endEdit = (text: string | undefined, seen: BoardIdea, byKey: boolean) => {
    refocus.current = byKey && text !== '';
    setEditing(false);
    if (text === '') on.onRemove(idea);
    else if (text !== undefined && text !== seen.text) actions.edit(seen, text);
  };
  const endMerge = (ids: readonly string[], text: string | undefined, seen: BoardIdea) => {
    refocus.current = true;
    on.onMergeEnd(text !== undefined);
    if (text !== undefined) actions.merge(ids, seen, text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target, currentTarget, shiftKey, repeat } = event;
    if (isOpen || repeat || target !== currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === 'Enter') edit();
    else if (key === ' ') on.onSelect(idea.id, shiftKey);
    else return;
    event.preventDefault();
  };
  return (
    <li
      ref={item}
      tabIndex={current ? 0 : -1}
      aria-label={selected ? `${idea.text}, selected` : idea.text}
      data-idea={idea.id}
      data-landed={landed}
      data-selected={selected}
      onKeyDown={onKeyDown}
    >
      {merging ? (
        <MergeEditor idea={idea} merging={merging} onEnd={(text, seen) => endMerge(merging.ids, text, seen)} />
      ) : editing ? (
        <IdeaEditor idea={idea} draftName={draftName} onEnd={endEdit} />
      ) : (
        <CardBody {...props} tabIndex={current ? 0 : -1} onEdit={edit} />
      )}
    </li>
  );
});
