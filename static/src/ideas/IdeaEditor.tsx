import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { saveDraft, savedDraft } from '../lib/drafts';
import { endByKey } from '../lib/keys';
import { roomFor } from '../lib/text';
import { Grow } from '../ui/Grow';
import { Room } from '../ui/Room';
import { type BoardIdea, LONGEST_IDEA } from './board';

type Props = {
  idea: BoardIdea;
  /** The draft that keeps an overlong text when the editor is left. */
  draftName: string;
  /** `seen` is the idea as it was when the editor opened. */
  onEnd: (text: string | undefined, seen: BoardIdea, byKey: boolean) => void;
};

/** Edits an idea in place: Enter and blur save, Escape cancels. An overlong text stays as a draft. */
export function IdeaEditor({ idea, draftName, onEnd }: Props) {
  const [seen] = useState(idea);
  const [value, setValue] = useState(() => savedDraft(draftName) || idea.text);
  const box = useRef<HTMLDivElement>(null);
  const ended = useRef(false);
  const room = roomFor(value, LONGEST_IDEA);
  const end = (result: string | undefined, byKey: boolean) => {
    if (ended.current) return;
    ended.current = true;
    saveDraft(draftName, '');
    onEnd(result, seen, byKey);
  };
  const keep = (byKey: boolean) => room.over || end(value.trim(), byKey);
  const leave = useEffectEvent(() => {
    if (room.over && !ended.current) saveDraft(draftName, value);
    else end(value.trim(), false);
  });
  // Changing chats or closing the page removes the editor without a blur.
  useEffect(() => {
    const editor = box.current;
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      if (!editor?.isConnected) leave();
    };
  }, []);
  return (
    <div ref={box} className="idea-card editing">
      <Grow
        label="Edit idea"
        value={value}
        onChange={setValue}
        onKeyDown={(event) =>
          endByKey(
            event,
            () => keep(true),
            () => end(undefined, true),
          )
        }
        onBlur={() => keep(false)}
        invalid={room.over}
        focus
        enterKeyHint="done"
      />
      <Room {...room} />
    </div>
  );
}
