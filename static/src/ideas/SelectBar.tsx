import type { BoardIdea } from './board';
import type { CardEvents } from './IdeaCard';
import type { IdeaActions } from './useIdeaActions';

type Props = {
  selected: readonly BoardIdea[];
  actions: IdeaActions;
  onMoveTo: CardEvents['onMoveTo'];
  onMerge: CardEvents['onMerge'];
  onRemove: () => void;
  onClear: () => void;
};

export function focusSelectBar(): void {
  document.querySelector<HTMLElement>('.select-bar .button:not(.quiet)')?.focus();
}

/** The actions for several ideas at once. */
export function SelectBar({ selected, actions, onMoveTo, onMerge, onRemove, onClear }: Props) {
  if (selected.length === 0) return null;
  const ids = selected.map((idea) => idea.id);
  const starred = selected.every((idea) => idea.starred);
  const star = () =>
    actions.change(
      ids.map((id) => ({ id, starred: !starred })),
      starred ? 'Unstarred' : 'Starred',
    );
  const merge = () => {
    const text = selected.map((idea) => idea.text).join('\n');
    onMerge({ ids, text, note: `Merging ${ids.length} ideas` });
  };
  return (
    <section className="select-bar" aria-label="Selected ideas">
      <strong>{selected.length} selected</strong>
      <button type="button" className="button quiet" onClick={onClear}>
        Clear
      </button>
      <button type="button" className="button" onClick={() => onMoveTo(ids)}>
        Move to…
      </button>
      <button type="button" className="button" onClick={star}>
        {starred ? 'Unstar' : 'Star'}
      </button>
      {selected.length > 1 && (
        <button type="button" className="button" onClick={merge}>
          Merge
        </button>
      )}
      <button type="button" className="button" onClick={onRemove}>
        Set aside
      </button>
    </section>
  );
}
