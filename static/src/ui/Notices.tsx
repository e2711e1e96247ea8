import { type FocusEvent, useEffect, useRef } from 'react';
import type { Notice, Undo } from '../store/state';
import { focusComposer } from './focus';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

type Props = { notices: readonly Notice[]; onUndo: (undo: Undo) => void; onDrop: (id: string) => void };

/** Short messages above everything, including modal dialogs. The status region announces them too. */
export function Notices({ notices, onUndo, onDrop }: Props) {
  const layer = useRef<HTMLElement>(null);
  const from = useRef<EventTarget>(null);
  useEffect(() => {
    layer.current?.hidePopover?.();
    if (notices.length > 0) layer.current?.showPopover?.();
  }, [notices]);
  const remember = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !layer.current?.contains(relatedTarget)) from.current = relatedTarget;
  };
  // A dismissed notice takes focus with it, so return focus to where it came from.
  const drop = (id: string) => {
    onDrop(id);
    if (from.current instanceof HTMLElement && from.current.isConnected) from.current.focus();
    else focusComposer();
  };
  const undo = (id: string, step: Undo) => {
    onUndo(step);
    drop(id);
  };
  return (
    <section ref={layer} popover="manual" className="notices" aria-label="Notices" onFocus={remember}>
      {notices.map(({ id, tone, text, undo: step }) => (
        <div key={id} className="notice" data-tone={tone}>
          {tone === 'error' && <Icon name="warning" />}
          <span>{text}</span>
          {step && (
            <button type="button" className="button quiet" onClick={() => undo(id, step)}>
              Undo
            </button>
          )}
          <IconButton icon="close" label="Dismiss" onClick={() => drop(id)} />
        </div>
      ))}
    </section>
  );
}
