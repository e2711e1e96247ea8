import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { Menu, type MenuItem } from '../ui/Menu';
import { useLate } from '../ui/useLate';
import type { CardProps } from './IdeaCard';
import { LikeLine } from './LikeLine';
import { RefusedChange } from './RefusedChange';
import { focusSelectBar } from './SelectBar';

type Props = CardProps & { tabIndex: number; onEdit: () => void };

function menuItems({ idea, first, last, movable, selected, actions, on, onEdit }: Props): MenuItem[] {
  const { id, text, turnId } = idea;
  const items: MenuItem[] = [
    { label: 'Tell me more', icon: 'ask', run: () => actions.tellMore(text) },
    { label: 'Edit', icon: 'pencil', run: onEdit },
  ];
  // The heads of all later themes come before the selection bar.
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

/** A card's text and its tools. */
export function CardBody(props: Props) {
  const { idea, movable, selected, actions, on, tabIndex, onEdit } = props;
  const { id, text, starred, like } = idea;
  const isUndecided = idea.mine?.refusal.code === 'conflict';
  const unsaved = useLate(!idea.saved);
  const onKeyDown = (event: KeyboardEvent) => {
    // Alt with an arrow is the browser's Back.
    if (!event.key.startsWith('Arrow') || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    on.onStep(id, event.key, false);
  };
  const pick = ({ shiftKey, currentTarget }: MouseEvent<HTMLElement>) => {
    on.onSelect(id, shiftKey);
    currentTarget.parentElement?.querySelector<HTMLElement>('.handle')?.focus();
  };
  return (
    <div className="idea-card" onPointerDown={(event) => isGrab(event) && on.onGrab(event, id)}>
      {movable && !isUndecided && (
        <button
          type="button"
          className="handle"
          tabIndex={tabIndex}
          aria-label={`Move ${text}`}
          aria-pressed={selected}
          title="Arrow keys move"
          onKeyDown={onKeyDown}
          onClick={pick}
        >
          <Icon name={selected ? 'check' : 'grip'} />
        </button>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: shortcuts for what the handle and the menu do by key */}
      <p className="idea-text" dir="auto" data-long={text.length > LONG} onClick={pick} onDoubleClick={onEdit}>
        {text}
        {unsaved && <NotSaved />}
      </p>
      {!isUndecided && (
        <>
          <IconButton
            className="star"
            tabIndex={tabIndex}
            icon="star"
            label={`Star ${text}`}
            title="Star"
            filled={starred}
            aria-pressed={starred}
            onClick={() => actions.star(id, !starred)}
          />
          <Menu label={`More for ${text}`} tabIndex={tabIndex} items={() => menuItems(props)} />
        </>
      )}
      {like && (
        <LikeLine
          text={like.text}
          tabIndex={tabIndex}
          onMerge={() => on.onMerge({ ids: [like.id, id], text, note: `Merging with ${like.text}` })}
        />
      )}
      <RefusedChange idea={idea} actions={actions} tabIndex={tabIndex} />
    </div>
  );
}
