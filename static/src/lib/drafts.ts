// Unsent texts. Each tab keeps its own in sessionStorage, so that two tabs on one chat do not overwrite each other's.
// localStorage has the newest of any tab, for tabs without one.

import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';
import { textOf } from './fields';
import { AREAS, keysOf, read, remove, write } from './storage';

const FAMILY = 'draft.';

/** Returns a draft, or `''`. The name of a draft starts with the id of its chat. */
export function savedDraft(name: string): string {
  return textOf(read(FAMILY + name, 'sessionStorage')) || textOf(read(FAMILY + name));
}

/** Saves a draft, or drops it if the text is empty. */
export function saveDraft(name: string, text: string): void {
  const key = FAMILY + name;
  if (text === '') {
    // Another tab's draft stays.
    if (read(key) === read(key, 'sessionStorage')) remove(key);
    remove(key, 'sessionStorage');
  } else {
    write(key, text, 'sessionStorage');
    write(key, text);
  }
}

/** Drops the drafts of lost chats. */
export function dropDrafts(isLost: (chatId: string) => boolean): void {
  for (const area of AREAS)
    for (const key of keysOf(FAMILY, area))
      if (isLost(key.slice(FAMILY.length).split('.', 1).join())) remove(key, area);
}

/** A text state that survives a reload. */
export function useDraft(name: string, initial = ''): [string, Dispatch<SetStateAction<string>>] {
  const [draft, setDraft] = useState(() => savedDraft(name) || initial);
  useEffect(() => saveDraft(name, draft === initial ? '' : draft), [name, draft, initial]);
  return [draft, setDraft];
}
