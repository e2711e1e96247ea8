import { useEffect, useState } from 'react';

// A shorter wait would only flicker.
const PATIENCE_MS = 700;

/** Whether something has gone on for long enough to say so. A new `key` starts over. */
export function useLate(on: boolean, patience = PATIENCE_MS, key: unknown = undefined): boolean {
  const [late, setLate] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key starts over
  useEffect(() => {
    setLate(false);
    if (!on) return;
    const timer = setTimeout(setLate, patience, true);
    return () => clearTimeout(timer);
  }, [on, patience, key]);
  return on && late;
}
