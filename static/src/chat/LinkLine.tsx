import { useEffect, useState } from 'react';
import { entersSend } from '../lib/keys';
import type { Link } from '../store/state';
import { focusComposer } from '../ui/focus';
import { useLate } from '../ui/useLate';

export const LINK_WORDS = { open: 'Connected', connecting: 'Connecting…', waiting: 'Not connected' } as const;

function useSeconds(until: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (until === 0) return;
    setNow(performance.now());
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, Math.ceil((until - now) / 1000));
}

// By then the page may be out of date, or the person logged out. Offline, a reload would fail.
const MANY_TRIES = 5;

type Props = { link: Link; onRetry: () => void };

/** The line below the composer: how to send, or the state of a lost connection. */
export function LinkLine({ link, onRetry }: Props) {
  const late = useLate(link.status !== 'open');
  const seconds = useSeconds(link.status === 'waiting' ? link.retryAt : 0);
  if (!late) return entersSend() && <span className="hint">Enter to send · Shift+Enter for a new line</span>;
  const retry = () => {
    onRetry();
    focusComposer();
  };
  const when = link.status === 'connecting' || seconds === 0 ? 'Connecting…' : `Retrying in ${seconds} s…`;
  return (
    <span className="lost">
      <strong>Not connected.</strong> Messages will send later. {when}{' '}
      {link.status === 'waiting' && (
        <button type="button" className="inline" onClick={retry}>
          Try now
        </button>
      )}{' '}
      {link.tries >= MANY_TRIES && navigator.onLine && (
        <button type="button" className="inline" onClick={() => location.reload()}>
          Reload
        </button>
      )}
    </span>
  );
}
