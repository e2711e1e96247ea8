import { Icon } from '../ui/Icon';
import type { LiveIdea } from './board';

/** An idea while the model writes it, and until it is on disk. */
export function LiveCard({ idea }: { idea: LiveIdea }) {
  return (
    <div className="idea-card">
      <p className="idea-text" dir="auto">
        {idea.text}
      </p>
      <Icon name="pencil" />
      <span className="sr-only">{idea.writing ? 'Writing…' : 'Saving…'}</span>
    </div>
  );
}
