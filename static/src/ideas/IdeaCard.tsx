import { memo, type PointerEvent, useEffect, useRef, useState } from 'react';
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
  merging: Merging | undefined;
  actions: IdeaActions;
  on: CardEvents;
};

/** A card of the board, or the editor in its place. */
export const IdeaCard = memo(function IdeaCard(props: CardProps) {
  const { idea, selected, landed = false, merging, actions, on } = props;
  const draftName = actions.draftName(idea.id);
  const [editing, setEditing] = useState(() => savedDraft(draftName) !== '');
  const isOpen = editing || merging !== undefined;
  const item = useRef<HTMLLIElement>(null);
  const refocus = useRef(false);
  useEffect(() => {
    if (!isOpen && refocus.current) item.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
    refocus.current = false;
  }, [isOpen]);
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
  return (
    <li ref={item} data-idea={idea.id} data-landed={landed} data-selected={selected}>
      {merging ? (
        <MergeEditor idea={idea} merging={merging} onEnd={(text, seen) => endMerge(merging.ids, text, seen)} />
      ) : editing ? (
        <IdeaEditor idea={idea} draftName={draftName} onEnd={endEdit} />
      ) : (
        <CardBody {...props} onEdit={() => setEditing(true)} />
      )}
    </li>
  );
});
