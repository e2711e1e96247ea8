import { useOffer } from '../ui/Menu';

type Props = { waiting: boolean; loose: number; onGroup: () => void };

const WORTH_GROUPING = 4;

/** Asks the model for themes. Keeps focus while waiting. */
export function GroupButton({ waiting, loose, onGroup }: Props) {
  const isWorth = loose >= WORTH_GROUPING;
  useOffer('Board', () => (isWorth && !waiting ? [{ label: 'Group these', icon: 'board', run: onGroup }] : []));
  if (!isWorth) return null;
  return (
    <button type="button" className="button" aria-disabled={waiting} onClick={() => waiting || onGroup()}>
      {waiting ? (
        'Grouping…'
      ) : (
        <>
          Group<span> these</span>
        </>
      )}
    </button>
  );
}
