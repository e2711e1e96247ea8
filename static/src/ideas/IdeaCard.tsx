import { type KeyboardEvent, memo, type PointerEvent, useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { Menu, type MenuItem } from '../ui/Menu';
import { useLate } from '../ui/useLate';
import type { BoardIdea } from './board';
import { IdeaEditor } from './IdeaEditor';
import { LikeLine } from './LikeLine';
import { RefusedChange } from './RefusedChange';
import type { IdeaActions } from './useIdeaActions';

type Props = {
  idea: BoardIdea;
  first: boolean;
  last: boolean;
  movable: boolean;
  actions: IdeaActions;
  /** Moves the idea one place up or down. */
  onStep: (id: string, step: -1 | 1) => void;
  onRemove: (idea: BoardIdea) => void;
  onGrab: (event: PointerEvent<HTMLElement>, id: string) => void;
};

function menuItems({ idea, first, last, movable, actions, onStep, onRemove }: Props, edit: () => void): MenuItem[] {
  const { id, text, turnId } = idea;
  const items: MenuItem[] = [
    { label: 'Tell me more', icon: 'ask', run: () => actions.tellMore(text) },
    { label: 'Edit', icon: 'pencil', run: edit },
  ];
  if (turnId !== undefined) items.push({ label: 'Show in chat', icon: 'jump', run: () => actions.jump(turnId) });
  if (movable && !first) items.push({ label: 'Move up', icon: 'up', run: () => onStep(id, -1) });
  if (movable && !last) items.push({ label: 'Move down', icon: 'down', run: () => onStep(id, 1) });
  items.push({ label: 'Set aside', icon: 'aside', run: () => onRemove(idea) });
  return items;
}

function NotSaved() {
  return (
    <span className="not-saved" title="Not saved yet">
      <Icon name="wait" />
      <span className="sr-only"> Not saved yet</span>
    </span>
  );
}

export const IdeaCard = memo(function IdeaCard(props: Props) {
  const { idea, movable, actions, onStep, onRemove, onGrab } = props;
  const [editing, setEditing] = useState<'edit' | 'merge'>();
  const { like } = idea;
  const card = useRef<HTMLDivElement>(null);
  const refocus = useRef(false);
  const unsaved = useLate(!idea.saved);
  useEffect(() => {
    if (!editing && refocus.current) card.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
    refocus.current = false;
  }, [editing]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (step === undefined) return;
    event.preventDefault();
    onStep(idea.id, step);
  };
  const end = (text: string | undefined, byKey: boolean) => {
    refocus.current = byKey && text !== '';
    setEditing(undefined);
    if (text === '') onRemove(idea);
    else if (text !== undefined && editing === 'merge' && like) actions.merge([like.id, idea.id], idea.id, text);
    else if (text !== undefined && text !== idea.text) actions.edit(idea, text);
  };
  if (editing) {
    const note = editing === 'merge' && like ? `Merges with: ${like.text}` : undefined;
    return <IdeaEditor text={idea.text} note={note} onEnd={end} />;
  }
  return (
    <div ref={card} className="idea-card">
      {movable && (
        <button
          type="button"
          className="handle"
          aria-label={`Move ${idea.text}`}
          title="Drag, or use the arrow keys"
          onKeyDown={onKeyDown}
          onPointerDown={(event) => onGrab(event, idea.id)}
        >
          <Icon name="grip" />
        </button>
      )}
      {/* Double click edits: a shortcut for the pointer; the menu has the same by key. */}
      <p className="idea-text" dir="auto" onDoubleClick={() => setEditing('edit')}>
        {idea.text}
        {unsaved && <NotSaved />}
      </p>
      <IconButton
        className="star"
        icon="star"
        label={`Star ${idea.text}`}
        title="Star"
        filled={idea.starred}
        aria-pressed={idea.starred}
        onClick={() => actions.star(idea.id, !idea.starred)}
      />
      <Menu label={`More for ${idea.text}`} items={() => menuItems(props, () => setEditing('edit'))} />
      {like && <LikeLine text={like.text} onMerge={() => setEditing('merge')} />}
      {idea.mine && <RefusedChange idea={idea} actions={actions} />}
    </div>
  );
});
