import { Icon } from '../ui/Icon';
import type { BoardIdea } from './board';

type Props = { ideas: readonly BoardIdea[]; onBringBack: (id: string) => void };

export function DeletedIdeas({ ideas, onBringBack }: Props) {
  if (ideas.length === 0) return null;
  return (
    <details className="deleted">
      <summary>
        Deleted <span className="count">{ideas.length}</span>
      </summary>
      <ul>
        {ideas.map((idea) => (
          <li key={idea.id}>
            <span dir="auto">{idea.text}</span>
            <button
              type="button"
              className="button quiet"
              onClick={() => onBringBack(idea.id)}
              aria-label={`Bring back ${idea.text}`}
            >
              <Icon name="undo" />
              Bring back
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
