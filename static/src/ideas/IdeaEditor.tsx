import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { saveDraft, savedDraft } from '../lib/drafts';
import { endByKey } from '../lib/keys';
import { roomFor } from '../lib/text';
import { Grow } from '../ui/Grow';
import { Room } from '../ui/Room';
import { useBack } from '../ui/useBack';
import { type BoardIdea, LONGEST_IDEA } from './board';
import type { Merging } from './IdeaCard';

type Props = {
  idea: BoardIdea;
  /** The draft that keeps an overlong text when the editor is left. */
  draftName: string;
  merging: Merging | undefined;
  /** `seen` is the idea as it was when the editor opened. */
  onEnd: (text: string | undefined, seen: BoardIdea, byKey: boolean) => void;
};

/**
 * Edits an idea in place: Enter and blur save, Escape cancels. An overlong text stays as a draft. A merge changes
 * other ideas too: it stays open on blur, and leaving it cancels.
 */
export function IdeaEditor({ idea, draftName, merging, onEnd }: Props) {
  const [seen] = useState(idea);
  const [value, setValue] = useState(() => merging?.text ?? (savedDraft(draftName) || idea.text));
  const box = useRef<HTMLDivElement>(null);
  const ended = useRef(false);
  const room = roomFor(value, LONGEST_IDEA);
  const end = (result: string | undefined, byKey: boolean) => {
    if (ended.current) return;
    ended.current = true;
    saveDraft(draftName, '');
    onEnd(result, seen, byKey);
  };
  const cancel = () => end(undefined, true);
  const keep = (byKey: boolean) => (merging ? room.ready : !room.over) && end(value.trim(), byKey);
  useBack(merging !== undefined, cancel);
  const leave = useEffectEvent(() => {
    if (merging) end(undefined, false);
    else if (room.over && !ended.current) saveDraft(draftName, value);
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
  const onKeyDown = (event: KeyboardEvent) => endByKey(event, () => keep(true), cancel);
  return (
    <div ref={box} className="idea-card editing">
      <Grow
        label="Edit idea"
        value={value}
        onChange={setValue}
        onKeyDown={onKeyDown}
        onBlur={() => merging || keep(false)}
        invalid={room.over}
        focus
        enterKeyHint="done"
      />
      <Room {...room} />
      {merging && (
        <div className="editor-foot">
          <span className="muted small">{merging.note}</span>
          <button type="button" className="button quiet" onClick={cancel}>
            Cancel
          </button>
          <button type="button" className="button primary" onClick={() => keep(true)} disabled={!room.ready}>
            Merge
          </button>
        </div>
      )}
    </div>
  );
}
