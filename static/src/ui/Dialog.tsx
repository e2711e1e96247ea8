import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './IconButton';
import { useBack } from './useBack';

type Props = { open: boolean; title: string; onClose: () => void; children: ReactNode };

/** The browser's modal dialog, which handles focus, Escape and the inert page behind it. Back also closes it. */
export function Dialog({ open, title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  useBack(open, onClose);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside closes the dialog, as Escape does
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      // The event is asynchronous: the dialog may be open again by then.
      onClose={() => dialog.current?.open || onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <div className="dialog-body">
          <header>
            <h2 id={id}>{title}</h2>
            <IconButton icon="close" label="Close" onClick={onClose} />
          </header>
          {children}
        </div>
      )}
    </dialog>
  );
}
