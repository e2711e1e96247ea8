import { IconButton } from '../ui/IconButton';
import { SearchField } from '../ui/SearchField';
import type { Filter } from './board';

type Props = { filter: Filter; onChange: (filter: Filter) => void; shown: number; all: number };

export function BoardFilter({ filter, onChange, shown, all }: Props) {
  return (
    <search className="board-filter">
      <SearchField
        label="Filter ideas"
        placeholder={shown === all ? 'Filter' : `${shown} of ${all}`}
        value={filter.words}
        onText={(words) => onChange({ ...filter, words })}
      />
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
