import { type ReactElement, useState } from 'react';
import { Block } from './blocks';
import { inPlace } from './in-place';
import { BlockReader } from './reader';
import './markdown.css';

/**
 * An answer's Markdown (GFM) as React elements.
 *
 * marked only cuts the text into tokens. No HTML is made from it anywhere, so a hostile text has nothing to inject into:
 * raw HTML shows as text, links go to http, https and mailto only, images are not loaded.
 *
 * While `streaming`, the text may grow at its end: half-open syntax shows closed, and only what is open is worked on again.
 * What shows at the end is the same as if the text had come in one piece.
 */
export function Markdown({ text, streaming }: { text: string; streaming: boolean }): ReactElement {
  // What the reader keeps from the last reading makes the next one faster, never different.
  const [reader] = useState(() => new BlockReader());
  const { blocks, links } = reader.read(text, streaming);
  return (
    <div className="md">
      {inPlace(blocks, ({ token, level }, place) => (
        <Block key={place} token={token} links={links} level={level} />
      ))}
    </div>
  );
}
