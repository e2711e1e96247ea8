import { type ReactElement, useState } from 'react';
import { Block } from './blocks';
import { inPlace } from './in-place';
import { BlockReader, type Block as Part } from './reader';

/** Whether an answer ends by asking the person: with a question, or with one beside other sentences after a list. */
function endsAsking(blocks: readonly Part[]): boolean {
  const last = blocks.at(-1)?.token;
  const question = blocks.some(({ token }) => token.type === 'list') ? /[?？؟]/ : /[?？؟]\W*$/;
  return last?.type === 'paragraph' && question.test(last.text);
}

/**
 * Renders an answer's Markdown (GFM) as React elements.
 *
 * marked only splits the text into tokens. No HTML string is ever built, so hostile text has nothing to inject into. Raw HTML
 * shows as text, links are limited to http, https and mailto, and images are not loaded.
 *
 * While `streaming`, the text may grow: half-open syntax is shown closed, and only the open end is parsed again. The final
 * result is the same as if the text had arrived in one piece.
 */
export function Markdown({ text, streaming }: { text: string; streaming: boolean }): ReactElement {
  // The reader caches closed blocks, which makes the next read faster but never different.
  const [reader] = useState(() => new BlockReader());
  const { blocks, links } = reader.read(text, streaming);
  const asking = endsAsking(blocks) ? blocks.length - 1 : -1;
  return (
    <div className="md">
      {inPlace(blocks, ({ token, level }, place) => (
        <Block key={place} token={token} links={links} level={level} asks={place === asking} />
      ))}
    </div>
  );
}
