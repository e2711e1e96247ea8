import { useEffect, useState } from 'react';

// What is over in less would only flicker.
const PATIENCE_MS = 700;

/** Whether something has been going on for so long that the person should be told; another `key` begins again. */
export function useLate(on: boolean, patience = PATIENCE_MS, key: unknown = undefined): boolean {
  const [late, setLate] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what begins again
  useEffect(() => {
    setLate(false);
    if (!on) return;
    const timer = setTimeout(setLate, patience, true);
    return () => clearTimeout(timer);
  }, [on, patience, key]);
  return on && late;
}
