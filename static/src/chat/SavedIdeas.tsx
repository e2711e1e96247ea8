import { counted } from '../lib/text';
import { Icon } from '../ui/Icon';

/** In the chat, what an answer has put onto the board. */
export function SavedIdeas({ ideas }: { ideas: readonly string[] }) {
  if (ideas.length === 0) return null;
  return (
    <p className="saved-ideas">
      <Icon name="bulb" />
      <span>
        {counted(ideas.length, 'idea')} on the board: <span dir="auto">{ideas.join(' · ')}</span>
      </span>
    </p>
  );
}
