import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { saveDraft, savedDraft } from '../lib/drafts';
import { endByKey } from '../lib/keys';
import { roomFor } from '../lib/text';
import { Grow } from '../ui/Grow';
import { Room } from '../ui/Room';
import { type BoardIdea, LONGEST_IDEA } from './board';

type Props = {
  idea: BoardIdea;
  /** The draft that keeps a text that is too long when the editor is left. */
  draftName: string;
  /** What to begin with, if not with the idea's text. */
  text: string | undefined;
  note: string | undefined;
  /** `seen` is the idea as it was when its editor opened. */
  onEnd: (text: string | undefined, seen: BoardIdea, byKey: boolean) => void;
};

/** An idea being edited in its place: Enter or leaving keeps the text, Escape does not. A text that is too long stays. */
export function IdeaEditor({ idea, draftName, text, note, onEnd }: Props) {
  const [seen] = useState(idea);
  const [value, setValue] = useState(() => savedDraft(draftName) || (text ?? idea.text));
  const box = useRef<HTMLDivElement>(null);
  const ended = useRef(false);
  const room = roomFor(value, LONGEST_IDEA);
  const end = (result: string | undefined, byKey: boolean) => {
    if (ended.current) return;
    ended.current = true;
    saveDraft(draftName, '');
    onEnd(result, seen, byKey);
  };
  const keep = (byKey: boolean) => !room.over && end(value.trim(), byKey);
  const leave = useEffectEvent(() => {
    if (room.over && !ended.current) saveDraft(draftName, value);
    else end(value.trim(), false);
  });
  // Going to another chat, or the end of the page, takes the editor away before it loses the focus.
  useEffect(() => {
    const editor = box.current;
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      if (!editor?.isConnected) leave();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) =>
    endByKey(
      event,
      () => keep(true),
      () => end(undefined, true),
    );
  return (
    <div ref={box} className="idea-card editing">
      <Grow
        label="Edit idea"
        value={value}
        onChange={setValue}
        onKeyDown={onKeyDown}
        onBlur={() => keep(false)}
        invalid={room.over}
        focus
        enterKeyHint="done"
      />
      <Room {...room} />
      {note && <p className="alike">{note}</p>}
    </div>
  );
}
