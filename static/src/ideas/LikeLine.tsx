/** Says that an idea is nearly the same as another one, and offers to merge them. */
export function LikeLine({ text, onMerge }: { text: string; onMerge: () => void }) {
  return (
    <p className="alike">
      <span>
        Similar to: <span dir="auto">{text}</span>
      </span>
      <button type="button" className="inline" aria-label={`Merge with ${text}`} onClick={onMerge}>
        Merge
      </button>
    </p>
  );
}
