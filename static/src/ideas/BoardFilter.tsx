import { IconButton } from '../ui/IconButton';
import { SearchField } from '../ui/SearchField';
import type { Filter } from './board';

type Props = { filter: Filter; onChange: (filter: Filter) => void; shown: number; all: number };

export function BoardFilter({ filter, onChange, shown, all }: Props) {
  return (
    <search className="board-filter">
      <SearchField
        label="Filter ideas"
        placeholder="Filter by words or theme"
        value={filter.words}
        onText={(words) => onChange({ ...filter, words })}
      />
      {shown < all && (
        <span className="muted small whole">
          {shown} of {all}
        </span>
      )}
      <IconButton
        icon="star"
        label="Starred only"
        filled={filter.starred}
        aria-pressed={filter.starred}
        onClick={() => onChange({ ...filter, starred: !filter.starred })}
      />
    </search>
  );
}
