import type { Room as RoomLeft } from '../lib/text';

/** The characters left in a text field. Empty until the limit is near. */
export function Room({ over, words }: RoomLeft) {
  if (words === '') return null;
  return (
    <span className="chars" data-over={over}>
      {words}
    </span>
  );
}
