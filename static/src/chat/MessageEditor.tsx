import { type KeyboardEvent, useState } from 'react';
import { useDraft } from '../lib/drafts';
import { endByKey, entersSend } from '../lib/keys';
import { roomFor } from '../lib/text';
import type { Turn } from '../socket/frames';
import { Grow } from '../ui/Grow';
import { Room } from '../ui/Room';
import { replacedWords } from './replaced';
import type { TurnActions } from './useTurnActions';

type Props = { turn: Turn; actions: TurnActions };

/** Edits a sent message, and says what sending it replaces. */
export function MessageEditor({ turn, actions }: Props) {
  const [message] = useState(turn.message);
  const [text, setText] = useDraft(actions.draftName(turn.id), message);
  const room = roomFor(text, actions.limit);
  const send = () => room.ready && actions.resend(turn.id, text.trim());
  const cancel = () => actions.endEdit(turn.id);
  const onKeyDown = (event: KeyboardEvent) => endByKey(event, entersSend() ? send : undefined, cancel);
  return (
    <div className="editor">
      <Grow label="Edit message" value={text} onChange={setText} onKeyDown={onKeyDown} invalid={room.over} focus />
      <div className="editor-foot">
        <span className="muted small">
          {actions.useReplaced(turn.id, replacedWords)} <Room {...room} />
        </span>
        <button type="button" className="button quiet" onClick={cancel}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={send} disabled={!room.ready}>
          Send
        </button>
      </div>
    </div>
  );
}
