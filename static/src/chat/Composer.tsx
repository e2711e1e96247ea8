import { type KeyboardEvent, type ReactNode, type RefObject, useEffect } from 'react';
import { entersSend, isComposing } from '../lib/keys';
import { roomFor } from '../lib/text';
import { focusComposer } from '../ui/focus';
import { Grow } from '../ui/Grow';
import { Icon } from '../ui/Icon';
import { Room } from '../ui/Room';

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  running: boolean;
  limit: number;
  onSend: (text: string) => void;
  onStop: () => void;
  onEditLast: () => void;
  moves: ReactNode;
  status: ReactNode;
};

export function Composer({ field, text, onText, running, limit, onSend, onStop, onEditLast, moves, status }: Props) {
  const room = roomFor(text, limit);
  useEffect(() => {
    // On a touch screen, focus would open the keyboard over the page.
    if (matchMedia('(hover: hover)').matches) field.current?.focus();
  }, [field]);
  const send = () => {
    if (!room.ready) return;
    onSend(text.trim());
    onText('');
  };
  const stop = () => {
    onStop();
    focusComposer();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && entersSend()) {
      event.preventDefault();
      send();
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      onEditLast();
    } else if (event.key === 'Escape' && running) {
      event.preventDefault();
      stop();
    } else if (event.key === 'Escape' && text === '') {
      // Then the page's keys work.
      const main = field.current?.closest('main');
      (main?.querySelector<HTMLElement>('[role=log]') ?? main)?.focus();
    }
  };
  return (
    <div className="composer">
      {moves}
      <div className="composer-box">
        <Grow
          ref={field}
          label="Message"
          value={text}
          onChange={onText}
          onKeyDown={onKeyDown}
          placeholder="Think out loud…"
          invalid={room.over}
          enterKeyHint={entersSend() ? 'send' : 'enter'}
        />
        {running && (
          <button type="button" className="round quiet" aria-label="Stop" title="Stop (Esc)" onClick={stop}>
            <Icon name="stop" filled />
          </button>
        )}
        <button type="button" className="round" aria-label="Send" title="Send" onClick={send} disabled={!room.ready}>
          <Icon name="up" />
        </button>
      </div>
      <p className="composer-foot">
        {status}
        <Room {...room} />
      </p>
    </div>
  );
}
