import { useEffect, useState } from 'react';
import { copyText } from '../lib/copy';
import { IconButton } from './IconButton';

const SHOWN_MS = 1_600;

/** Copies `text()` and briefly shows the result. */
export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const [done, setDone] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(setDone, SHOWN_MS, undefined);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = async () => setDone((await copyText(text())) ? 'copied' : 'failed');
  const name = done === 'copied' ? 'Copied' : done === 'failed' ? 'Couldn’t copy' : label;
  return <IconButton icon={done === 'copied' ? 'check' : 'copy'} label={name} onClick={copy} />;
}
