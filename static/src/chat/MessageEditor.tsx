import { type KeyboardEvent, useState } from 'react';
import { isComposing } from '../lib/keys';
import { Grow } from '../ui/Grow';

type Props = { message: string; replaces: boolean; onSend: (text: string) => void; onCancel: () => void };

/** A sent message being edited; sending it replaces everything that followed. */
export function MessageEditor({ message, replaces, onSend, onCancel }: Props) {
  const [text, setText] = useState(message);
  const send = () => text.trim() !== '' && onSend(text.trim());
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      onCancel();
    }
  };
  return (
    <div className="editor">
      <Grow label="Edit message" value={text} onChange={setText} onKeyDown={onKeyDown} focus />
      <div className="editor-foot">
        <span className="muted small">
          {replaces ? 'Sending replaces everything below.' : 'Sending replaces the answer.'}
        </span>
        <button type="button" className="button quiet" onClick={onCancel}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={send} disabled={text.trim() === ''}>
          Send
        </button>
      </div>
    </div>
  );
}
