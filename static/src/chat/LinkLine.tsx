import { useEffect, useState } from 'react';
import type { Link } from '../store/state';
import { useLate } from '../ui/useLate';

export const LINK_WORDS = { open: 'Connected', connecting: 'Connecting', waiting: 'Not connected' } as const;

function useSeconds(until: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until === 0) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, Math.ceil((until - now) / 1000));
}

// By then the page itself may be out of date, or the person no longer logged in.
const MANY_TRIES = 5;

type Props = { link: Link; onRetry: () => void; onSay: (words: string) => void };

/** The line below the composer: how to send or, while the socket is gone, that it is gone and what happens next. */
export function LinkLine({ link, onRetry, onSay }: Props) {
  const late = useLate(link.status !== 'open');
  useEffect(() => {
    if (!late) return;
    onSay('No connection to the server.');
    return () => onSay('Connected again.');
  }, [late, onSay]);
  const seconds = useSeconds(link.status === 'waiting' ? link.retryAt : 0);
  if (!late) {
    return <span className="hint">Enter sends, Shift + Enter breaks the line</span>;
  }
  const when = link.status === 'connecting' || seconds === 0 ? 'Connecting…' : `Next try in ${seconds} s.`;
  return (
    <span className="lost">
      <strong>No connection to the server.</strong> What you write waits here. {when}{' '}
      {link.status === 'waiting' && (
        <button type="button" className="inline" onClick={onRetry}>
          Try now
        </button>
      )}{' '}
      {link.tries >= MANY_TRIES && (
        <button type="button" className="inline" onClick={() => location.reload()}>
          Reload the page
        </button>
      )}
    </span>
  );
}
