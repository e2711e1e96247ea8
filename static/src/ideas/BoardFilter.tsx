import { Icon } from '../ui/Icon';
import type { Filter } from './board';

type Props = { filter: Filter; onChange: (filter: Filter) => void; shown: number; all: number };

export function BoardFilter({ filter, onChange, shown, all }: Props) {
  return (
    <search className="board-filter">
      <label className="field">
        <Icon name="search" />
        <span className="sr-only">Filter ideas</span>
        <input
          type="search"
          placeholder={shown === all ? 'Filter' : `${shown} of ${all}`}
          value={filter.words}
          onChange={(event) => onChange({ ...filter, words: event.target.value })}
        />
      </label>
      <button
        type="button"
        className="icon-button"
        aria-pressed={filter.starred}
        aria-label="Starred only"
        title="Starred only"
        onClick={() => onChange({ ...filter, starred: !filter.starred })}
      >
        <Icon name="star" filled={filter.starred} />
      </button>
    </search>
  );
}
