/** Says quietly that an idea is nearly another one, with a way to make one of both. */
export function LikeLine({ text, onMerge }: { text: string; onMerge: () => void }) {
  return (
    <p className="alike">
      <span>
        Like: <span dir="auto">{text}</span>
      </span>
      <button type="button" className="inline" aria-label={`Merge with ${text}`} onClick={onMerge}>
        Merge
      </button>
    </p>
  );
}
