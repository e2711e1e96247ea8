/** Says that an idea is nearly the same as another one, and offers to merge them. */
export function LikeLine({ text, tabIndex, onMerge }: { text: string; tabIndex: number; onMerge: () => void }) {
  return (
    <p className="alike">
      <span>
        Similar to: <span dir="auto">{text}</span>
      </span>
      <button type="button" className="inline" tabIndex={tabIndex} aria-label={`Merge with ${text}`} onClick={onMerge}>
        Merge
      </button>
    </p>
  );
}
