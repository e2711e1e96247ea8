import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Icon } from '../ui/Icon';

type Picked = { text: string; turn: HTMLElement; top: number; left: number };

// The button would be in the way of a selection that is still growing.
const SETTLE_MS = 250;

/** Returns the text selected in an answer, with its place in the turn. */
function picked(): Picked | undefined {
  const selection = getSelection();
  const text = selection?.toString().trim();
  if (!selection || !text) return undefined;
  const range = selection.getRangeAt(0);
  const turn = range.startContainer.parentElement?.closest('.md')?.closest<HTMLElement>('.turn');
  if (!turn) return undefined;
  const { left, bottom } = range.getBoundingClientRect();
  const box = turn.getBoundingClientRect();
  return { text, turn, top: bottom - box.top, left: left - box.left };
}

/** A button below the text selected in an answer. Tab focuses it, Escape hides it. */
export function KeepSelection({ onAdd }: { onAdd: (text: string) => void }) {
  const [shown, setShown] = useState<Picked>();
  const button = useRef<HTMLButtonElement>(null);
  // The text for which Escape hid the button: its selectionchange event may come later.
  const hidden = useRef<string>(undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      const now = picked();
      if (now?.text !== hidden.current) hidden.current = undefined;
      setShown(hidden.current === undefined ? now : undefined);
    };
    const onChange = () => {
      clearTimeout(timer);
      timer = setTimeout(show, SETTLE_MS);
    };
    document.addEventListener('selectionchange', onChange);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', onChange);
    };
  }, []);
  useEffect(() => {
    if (!shown) return;
    const onKey = (event: KeyboardEvent) => {
      const isWay = event.key === 'Tab' && !event.shiftKey && document.activeElement !== button.current;
      if (isWay) button.current?.focus({ preventScroll: true });
      else if (event.key === 'Escape') {
        hidden.current = picked()?.text;
        setShown(undefined);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [shown]);
  if (!shown) return null;
  const { text, turn, top, left } = shown;
  const add = () => {
    onAdd(text);
    getSelection()?.empty();
    setShown(undefined);
    turn.focus({ preventScroll: true });
  };
  return createPortal(
    <button
      ref={button}
      type="button"
      className="button keep-selection"
      style={{ top, left: `min(${left}px, 100% - 9rem)` }}
      // Pressing the button must not clear the selection.
      onMouseDown={(event) => event.preventDefault()}
      onClick={add}
    >
      <Icon name="plus" />
      Add to board
    </button>,
    turn,
  );
}
