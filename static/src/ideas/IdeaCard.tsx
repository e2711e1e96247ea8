import { type KeyboardEvent, type MouseEvent, memo, type PointerEvent, useEffect, useRef, useState } from 'react';
import { savedDraft } from '../lib/drafts';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { Menu, type MenuItem } from '../ui/Menu';
import { useLate } from '../ui/useLate';
import type { BoardIdea } from './board';
import { IdeaEditor } from './IdeaEditor';
import { LikeLine } from './LikeLine';
import { RefusedChange } from './RefusedChange';
import { focusSelectBar } from './SelectBar';
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
  readonly onMergeEnd: (merging: Merging, done: boolean) => void;
};

type Props = {
  idea: BoardIdea;
  first: boolean;
  last: boolean;
  movable: boolean;
  selected: boolean;
  merging: Merging | undefined;
  actions: IdeaActions;
  on: CardEvents;
};

function menuItems({ idea, first, last, movable, selected, actions, on }: Props, edit: () => void): MenuItem[] {
  const { id, text, turnId } = idea;
  const items: MenuItem[] = [
    { label: 'Tell me more', icon: 'ask', run: () => actions.tellMore(text) },
    { label: 'Edit', icon: 'pencil', run: edit },
  ];
  // The selection bar may be hundreds of Tab presses away.
  if (selected) items.unshift({ label: 'Selected ideas…', icon: 'check', run: focusSelectBar });
  if (turnId !== undefined) items.push({ label: 'Show in chat', icon: 'jump', run: () => actions.jump(turnId) });
  if (movable && !first) items.push({ label: 'Move up', icon: 'up', run: () => on.onStep(id, 'ArrowUp', true) });
  if (movable && !last) items.push({ label: 'Move down', icon: 'down', run: () => on.onStep(id, 'ArrowDown', true) });
  items.push(
    { label: 'Move to…', icon: 'board', run: () => on.onMoveTo([id]) },
    { label: selected ? 'Deselect' : 'Select', icon: 'check', run: () => on.onSelect(id, false) },
    { label: 'Set aside', icon: 'aside', run: () => on.onRemove(idea) },
  );
  return items;
}

/** Whether a press may become a drag: a mouse drags the whole card, a finger only its handle, because it scrolls. */
function isGrab({ target, currentTarget, pointerType }: PointerEvent): boolean {
  const control = (target as Element).closest('.menu, button');
  const handle = currentTarget.querySelector('.handle');
  return handle !== null && (control ?? (pointerType === 'mouse' && handle)) === handle;
}

// Longer texts are clamped.
const LONG = 300;

function NotSaved() {
  return (
    <span className="not-saved" title="Not saved yet">
      <Icon name="wait" />
      <span className="sr-only"> Not saved yet</span>
    </span>
  );
}

export const IdeaCard = memo(function IdeaCard(props: Props) {
  const { idea, movable, selected, merging, actions, on } = props;
  const draftName = actions.draftName(idea.id);
  const [editing, setEditing] = useState(() => savedDraft(draftName) !== '');
  const { like } = idea;
  const isUndecided = idea.mine?.refusal.code === 'conflict';
  const isOpen = editing || merging !== undefined;
  const card = useRef<HTMLDivElement>(null);
  const refocus = useRef(false);
  const unsaved = useLate(!idea.saved);
  useEffect(() => {
    if (!isOpen && refocus.current) card.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
    refocus.current = false;
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    // Alt with an arrow is the browser's Back.
    if (!event.key.startsWith('Arrow') || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    on.onStep(idea.id, event.key, false);
  };
  const end = (text: string | undefined, seen: BoardIdea, byKey: boolean) => {
    refocus.current = byKey && text !== '';
    setEditing(false);
    if (merging) on.onMergeEnd(merging, Boolean(text));
    if (text === '') on.onRemove(idea);
    else if (text !== undefined && merging) actions.merge(merging.ids, seen, text);
    else if (text !== undefined && text !== seen.text) actions.edit(seen, text);
  };
  if (isOpen) return <IdeaEditor {...{ idea, draftName, merging }} onEnd={end} />;
  const edit = () => setEditing(true);
  const pick = (event: MouseEvent) => {
    on.onSelect(idea.id, event.shiftKey);
    card.current?.querySelector<HTMLElement>('.handle')?.focus();
  };
  return (
    <div ref={card} className="idea-card" onPointerDown={(event) => isGrab(event) && on.onGrab(event, idea.id)}>
      {movable && !isUndecided && (
        <button
          type="button"
          className="handle"
          aria-label={`Move ${idea.text}`}
          aria-pressed={selected}
          title="Arrow keys move"
          onKeyDown={onKeyDown}
          onClick={pick}
        >
          <Icon name={selected ? 'check' : 'grip'} />
        </button>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: shortcuts for what the handle and the menu do by key */}
      <p className="idea-text" dir="auto" data-long={idea.text.length > LONG} onClick={pick} onDoubleClick={edit}>
        {idea.text}
        {unsaved && <NotSaved />}
      </p>
      {!isUndecided && (
        <>
          <IconButton
            className="star"
            icon="star"
            label={`Star ${idea.text}`}
            title="Star"
            filled={idea.starred}
            aria-pressed={idea.starred}
            onClick={() => actions.star(idea.id, !idea.starred)}
          />
          <Menu label={`More for ${idea.text}`} items={() => menuItems(props, edit)} />
        </>
      )}
      {like && (
        <LikeLine
          text={like.text}
          onMerge={() => on.onMerge({ ids: [like.id, idea.id], text: idea.text, note: `Merging with ${like.text}` })}
        />
      )}
      <RefusedChange idea={idea} actions={actions} />
    </div>
  );
});
