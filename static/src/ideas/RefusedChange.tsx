import type { BoardIdea } from './board';
import type { IdeaActions } from './useIdeaActions';

type Props = { idea: BoardIdea; actions: IdeaActions; tabIndex: number };

/** A change that the server refused, because of a conflict or an error. The person decides what to do. */
export function RefusedChange({ idea: { id, mine }, actions, tabIndex }: Props) {
  if (!mine) return null;
  const conflict = mine.refusal.code === 'conflict';
  return (
    <div className="refused">
      <p>{conflict ? 'Someone else changed this idea. Yours was:' : mine.refusal.sentence}</p>
      {mine.text !== undefined && conflict && <p dir="auto">{mine.text}</p>}
      <p className="refused-choices">
        <button type="button" className="inline" tabIndex={tabIndex} onClick={() => actions.keepMine(id)}>
          {conflict ? 'Use mine' : 'Try again'}
        </button>
        {conflict && mine.text !== undefined && (
          <button type="button" className="inline" tabIndex={tabIndex} onClick={() => actions.keepBoth(id)}>
            Keep both
          </button>
        )}
        <button type="button" className="inline" tabIndex={tabIndex} onClick={() => actions.keepTheirs(id)}>
          {conflict ? 'Use theirs' : 'Discard'}
        </button>
      </p>
    </div>
  );
}
