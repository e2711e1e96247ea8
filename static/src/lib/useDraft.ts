import { useCallback, useEffect, useRef, useState } from 'react';
import { read, remove, write } from './storage';

type SetDraft = (change: string | ((text: string) => string)) => void;

/** A text that is not sent yet, kept over reloads: a chat's message, its next idea, a message being edited. */
export function useDraft(name: string, initial = ''): [string, SetDraft] {
  const key = `draft.${name}`;
  const [draft, setDraft] = useState(() => {
    const saved = read(key);
    return typeof saved === 'string' ? saved : initial;
  });
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else if (draft === initial) remove(key);
    else write(key, draft);
  }, [key, draft, initial]);
  return [draft, useCallback<SetDraft>((change) => setDraft(change), [])];
}
