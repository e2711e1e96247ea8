import { useEffect, useState } from 'react';

// What is over in less is not worth a word: it would only flicker.
const PATIENCE_MS = 700;

/** Whether something has been going on for so long that the person should be told. */
export function useLate(on: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!on) return setLate(false);
    const timer = setTimeout(setLate, PATIENCE_MS, true);
    return () => clearTimeout(timer);
  }, [on]);
  return on && late;
}
