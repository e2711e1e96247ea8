import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';
import { read, remove, write } from './storage';

/** A text that is not sent yet, kept over reloads: a chat's message, its next idea, a message being edited. */
export function useDraft(name: string, initial = ''): [string, Dispatch<SetStateAction<string>>] {
  const key = `draft.${name}`;
  const [draft, setDraft] = useState(() => {
    const saved = read(key);
    return typeof saved === 'string' ? saved : initial;
  });
  useEffect(() => {
    if (draft === initial) remove(key);
    else write(key, draft);
  }, [key, draft, initial]);
  return [draft, setDraft];
}
