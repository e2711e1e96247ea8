import { counted } from '../lib/text';
import { Icon } from '../ui/Icon';

/** The ideas that an answer has saved to the board. */
export function SavedIdeas({ ideas }: { ideas: readonly string[] }) {
  if (ideas.length === 0) return null;
  return (
    <p className="saved-ideas">
      <Icon name="bulb" />
      <span>
        {counted(ideas.length, 'idea')} saved: <span dir="auto">{ideas.join(' · ')}</span>
      </span>
    </p>
  );
}
