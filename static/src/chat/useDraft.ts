import { useCallback, useEffect, useRef, useState } from 'react';
import { read, remove, write } from '../lib/storage';

function savedDraft(chatId: string): string {
  const draft = read(`draft.${chatId}`);
  return typeof draft === 'string' ? draft : '';
}

type SetDraft = (change: string | ((text: string) => string)) => void;

/** The unsent text of a chat, kept over reloads. */
export function useDraft(chatId: string): [string, SetDraft] {
  const [draft, setDraft] = useState(() => savedDraft(chatId));
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else if (draft === '') remove(`draft.${chatId}`);
    else write(`draft.${chatId}`, draft);
  }, [chatId, draft]);
  return [draft, useCallback<SetDraft>((change) => setDraft(change), [])];
}
