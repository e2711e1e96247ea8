import { type KeyboardEvent, memo, type PointerEvent, useState } from 'react';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { Menu, type MenuItem } from '../ui/Menu';
import type { BoardIdea } from './board';
import { IdeaEditor } from './IdeaEditor';
import type { IdeaActions } from './useIdeaActions';

type Props = {
  idea: BoardIdea;
  index: number;
  count: number;
  movable: boolean;
  actions: IdeaActions;
  onMove: (from: number, to: number) => void;
  onRemove: (index: number) => void;
  onGrab: (event: PointerEvent<HTMLElement>, index: number) => void;
};

function menuItems({ idea, index, count, movable, actions, onMove, onRemove }: Props, edit: () => void): MenuItem[] {
  const { text, turnId } = idea;
  const items: MenuItem[] = [
    { label: 'Tell me more', icon: 'ask', run: () => actions.tellMore(text) },
    { label: 'Edit', icon: 'pencil', run: edit },
  ];
  if (turnId !== undefined) items.push({ label: 'Jump to its answer', icon: 'jump', run: () => actions.jump(turnId) });
  if (movable && index > 0) items.push({ label: 'Move up', icon: 'up', run: () => onMove(index, index - 1) });
  if (movable && index < count - 1)
    items.push({ label: 'Move down', icon: 'down', run: () => onMove(index, index + 1) });
  items.push({ label: 'Delete', icon: 'trash', run: () => onRemove(index), danger: true });
  return items;
}

export const IdeaCard = memo(function IdeaCard(props: Props) {
  const { idea, index, movable, actions, onMove, onGrab } = props;
  const [editing, setEditing] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    onMove(index, index + step);
  };
  const end = (text: string | undefined) => {
    setEditing(false);
    if (text && text !== idea.text) actions.edit(idea.id, text);
  };
  if (editing) return <IdeaEditor text={idea.text} onEnd={end} />;
  return (
    <div className="idea-card">
      {movable ? (
        <button
          type="button"
          className="handle"
          aria-label={`Move ${idea.text}`}
          title="Drag, or use the arrow keys"
          onKeyDown={onKeyDown}
          onPointerDown={(event) => onGrab(event, index)}
        >
          <Icon name="grip" />
        </button>
      ) : (
        <span className="handle-space" />
      )}
      {/* Double click edits: a shortcut for the pointer; the menu has the same by key. */}
      <p className="idea-text" dir="auto" onDoubleClick={() => setEditing(true)}>
        {idea.text}
        <span className="saved-mark" title={idea.saved ? 'Saved' : 'Not saved yet'}>
          <Icon name={idea.saved ? 'check' : 'wait'} />
          <span className="sr-only">{idea.saved ? ' Saved' : ' Not saved yet'}</span>
        </span>
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
      <Menu label={`More for ${idea.text}`} items={() => menuItems(props, () => setEditing(true))} />
    </div>
  );
});
