import { Icon } from '../ui/Icon';
import type { BoardIdea } from './board';

type Props = { ideas: readonly BoardIdea[]; onRestore: (id: string) => void };

/** The ideas that were taken off the board, to be restored. */
export function SetAside({ ideas, onRestore }: Props) {
  if (ideas.length === 0) return null;
  return (
    <details className="set-aside">
      <summary>
        Set aside <span className="count">{ideas.length}</span>
      </summary>
      <ul>
        {ideas.map((idea) => (
          <li key={idea.id}>
            <span dir="auto">{idea.text}</span>
            <button
              type="button"
              className="button quiet"
              onClick={() => onRestore(idea.id)}
              aria-label={`Restore ${idea.text}`}
            >
              <Icon name="undo" />
              Restore
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
