import { useEffect, useEffectEvent } from 'react';

/** Listens for key presses on the whole page. */
export function useKeyDown(onKey: (event: KeyboardEvent) => void): void {
  const listener = useEffectEvent(onKey);
  useEffect(() => {
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
