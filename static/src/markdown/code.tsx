import type { ReactElement } from 'react';
import { CopyButton } from '../ui/CopyButton';
import { decodeEntities } from './entities';
import { Scroll } from './scroll';

/** A code block with its language and a copy button. */
export function CodeBlock({ text, info }: { text: string; info: string }): ReactElement {
  const language = decodeEntities(info.split(/\s/, 1)[0] ?? '');
  return (
    <div className="md-code">
      <div className="md-code-bar">
        <span className="md-code-language">{language || 'text'}</span>
        <CopyButton label="Copy code" text={() => text} />
      </div>
      <Scroll label={language ? `Code: ${language}` : 'Code'}>
        <pre dir="ltr">
          <code>{text}</code>
        </pre>
      </Scroll>
    </div>
  );
}
