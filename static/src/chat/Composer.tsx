import { type KeyboardEvent, type ReactNode, type RefObject, useEffect } from 'react';
import { isComposing } from '../lib/keys';
import { countChars } from '../lib/text';
import { Grow } from '../ui/Grow';
import { Icon } from '../ui/Icon';

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  running: boolean;
  limit: number;
  onSend: (text: string) => void;
  onStop: () => void;
  onEditLast: () => void;
  status: ReactNode;
};

// The count is shown only when it begins to matter.
const NEAR = 0.9;

export function Composer({ field, text, onText, running, limit, onSend, onStop, onEditLast, status }: Props) {
  const count = text.length > limit * NEAR ? countChars(text) : text.length;
  const tooLong = count > limit;
  const ready = text.trim() !== '' && !tooLong;
  useEffect(() => {
    // A keyboard that slides in over a phone's page is not what a person asked for by opening it.
    if (matchMedia('(hover: hover)').matches) field.current?.focus();
  }, [field]);
  const send = () => {
    if (!ready) return;
    onSend(text.trim());
    onText('');
  };
  const stop = () => {
    onStop();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      onEditLast();
    }
  };
  return (
    <div className="composer">
      <div className="composer-box">
        <Grow
          ref={field}
          label="Message"
          value={text}
          onChange={onText}
          onKeyDown={onKeyDown}
          placeholder="Think aloud…"
          enterKeyHint="send"
        />
        {running ? (
          <button type="button" className="round" aria-label="Stop" title="Stop" onClick={stop}>
            <Icon name="stop" filled />
          </button>
        ) : (
          <button type="button" className="round" aria-label="Send" title="Send" onClick={send} disabled={!ready}>
            <Icon name="send" />
          </button>
        )}
      </div>
      <p className="composer-foot">
        {status}
        {count > limit * NEAR && (
          <span className="chars" data-over={tooLong}>
            {tooLong ? `${count - limit} characters too many` : `${limit - count} characters left`}
          </span>
        )}
      </p>
    </div>
  );
}
