type Props = { waiting: boolean; loose: number; onGroup: () => void };

const WORTH_GROUPING = 4;

/** Asks the model for themes. Keeps focus while waiting. */
export function GroupButton({ waiting, loose, onGroup }: Props) {
  if (loose < WORTH_GROUPING) return null;
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
