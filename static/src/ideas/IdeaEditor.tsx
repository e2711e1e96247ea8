import { type KeyboardEvent, useRef, useState } from 'react';
import { isComposing } from '../lib/keys';
import { Grow } from '../ui/Grow';
import { LONGEST_IDEA } from './board';

type Props = { text: string; onEnd: (text: string | undefined) => void };

/** An idea being edited in its place: Enter or leaving keeps the text, Escape does not. */
export function IdeaEditor({ text, onEnd }: Props) {
  const [value, setValue] = useState(text);
  const ended = useRef(false);
  const end = (result: string | undefined) => {
    if (ended.current) return;
    ended.current = true;
    onEnd(result);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      end(value.trim());
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      end(undefined);
    }
  };
  return (
    <div className="idea-card editing">
      <Grow
        maxLength={LONGEST_IDEA}
        label="Edit idea"
        value={value}
        onChange={setValue}
        onKeyDown={onKeyDown}
        onBlur={() => end(value.trim())}
        focus
        enterKeyHint="done"
      />
    </div>
  );
}
