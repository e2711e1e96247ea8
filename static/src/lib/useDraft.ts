import { useCallback, useEffect, useRef, useState } from 'react';
import { read, remove, write } from './storage';

function savedDraft(name: string): string {
  const draft = read(`draft.${name}`);
  return typeof draft === 'string' ? draft : '';
}

type SetDraft = (change: string | ((text: string) => string)) => void;

/** A text that is not sent yet, kept over reloads: a chat's message, or its next idea. */
export function useDraft(name: string): [string, SetDraft] {
  const [draft, setDraft] = useState(() => savedDraft(name));
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else if (draft === '') remove(`draft.${name}`);
    else write(`draft.${name}`, draft);
  }, [name, draft]);
  return [draft, useCallback<SetDraft>((change) => setDraft(change), [])];
}
