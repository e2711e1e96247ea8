import { useEffect, useRef } from 'react';
import type { Notice, Undo } from '../store/state';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

type Props = { notices: readonly Notice[]; onUndo: (undo: Undo) => void; onDrop: (id: string) => void };

/** Short messages above everything, modal dialogs included; what they say is also said by the status region. */
export function Notices({ notices, onUndo, onDrop }: Props) {
  const layer = useRef<HTMLElement>(null);
  useEffect(() => {
    layer.current?.hidePopover?.();
    if (notices.length > 0) layer.current?.showPopover?.();
  }, [notices]);
  return (
    <section ref={layer} popover="manual" className="notices" aria-label="Notices">
      {notices.map((notice) => (
        <div key={notice.id} className="notice" data-tone={notice.tone}>
          {notice.tone === 'error' && <Icon name="warning" />}
          <span>{notice.text}</span>
          {notice.undo && <UndoButton undo={notice.undo} onUndo={onUndo} onDone={() => onDrop(notice.id)} />}
          <IconButton icon="close" label="Dismiss" onClick={() => onDrop(notice.id)} />
        </div>
      ))}
    </section>
  );
}

function UndoButton({ undo, onUndo, onDone }: { undo: Undo; onUndo: (undo: Undo) => void; onDone: () => void }) {
  const run = () => {
    onUndo(undo);
    onDone();
  };
  return (
    <button type="button" className="button quiet" onClick={run}>
      Undo
    </button>
  );
}
