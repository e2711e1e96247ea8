import { Icon } from '../ui/Icon';
import type { LiveIdea } from './board';

/** An idea while the model writes it, and until it is on disk. */
export function LiveCard({ idea }: { idea: LiveIdea }) {
  return (
    <div className="idea-card">
      <span className="handle-space">
        <Icon name="pencil" />
      </span>
      <p className="idea-text" dir="auto">
        {idea.text}
      </p>
      <span className="sr-only">{idea.writing ? 'Being written' : 'Being saved'}</span>
    </div>
  );
}
