import { useState } from 'react';
import { endByKey } from '../lib/keys';
import { roomFor } from '../lib/text';
import { Grow } from '../ui/Grow';
import { Room } from '../ui/Room';
import { useBack } from '../ui/useBack';
import { type BoardIdea, LONGEST_IDEA } from './board';
import type { Merging } from './IdeaCard';

type Props = {
  idea: BoardIdea;
  merging: Merging;
  /** Without a text, the merge is cancelled. `seen` is the idea as it was when the editor opened. */
  onEnd: (text: string | undefined, seen: BoardIdea) => void;
};

/** Edits the text of a merge, which changes other ideas too: only Enter and its button merge, and a blur does nothing. */
export function MergeEditor({ idea, merging, onEnd }: Props) {
  const [seen] = useState(idea);
  const [value, setValue] = useState(merging.text);
  const room = roomFor(value, LONGEST_IDEA);
  const cancel = () => onEnd(undefined, seen);
  const merge = () => room.ready && onEnd(value.trim(), seen);
  useBack(true, cancel);
  return (
    <div className="idea-card editing">
      <Grow
        label="Edit idea"
        value={value}
        onChange={setValue}
        onKeyDown={(event) => endByKey(event, merge, cancel)}
        invalid={room.over}
        focus
        enterKeyHint="done"
      />
      <Room {...room} />
      <div className="editor-foot">
        <span className="muted small">{merging.note}</span>
        <button type="button" className="button quiet" onClick={cancel}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={merge} disabled={!room.ready}>
          Merge
        </button>
      </div>
    </div>
  );
}
