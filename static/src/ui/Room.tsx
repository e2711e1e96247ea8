import type { Room as RoomLeft } from '../lib/text';

/** How much room a text field has left; nothing until it begins to matter. */
export function Room({ over, words }: RoomLeft) {
  if (words === '') return null;
  return (
    <span className="chars" data-over={over}>
      {words}
    </span>
  );
}
