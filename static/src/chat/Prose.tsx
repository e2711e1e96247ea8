import { useEffect, useSyncExternalStore } from 'react';
import type { Markdown as MarkdownComponent } from '../markdown';

// The Markdown parser is a fifth of the page's script, and the first paint of an empty chat does not need it.

let Markdown: typeof MarkdownComponent | undefined;
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Loads the parser. Until then answers show as plain text. After a failure, the next answer tries again. */
export function loadMarkdown(): Promise<void> {
  const take = (module: { Markdown: typeof MarkdownComponent }) => {
    Markdown = module.Markdown;
    for (const listener of listeners) listener();
  };
  const forget = () => {
    loading = undefined;
  };
  loading ??= import('../markdown').then(take, forget);
  return loading;
}

/** The text of an answer. */
export function Prose({ text, streaming }: { text: string; streaming: boolean }) {
  const Loaded = useSyncExternalStore(subscribe, () => Markdown);
  useEffect(() => void loadMarkdown(), []);
  return (
    <div className="prose" dir="auto">
      {Loaded ? <Loaded text={text} streaming={streaming} /> : <p className="plain">{text}</p>}
    </div>
  );
}
