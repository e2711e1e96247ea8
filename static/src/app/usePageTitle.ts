import { useEffect } from 'react';
import { entryTitle } from '../chats/list';
import { type Store, useSelect } from '../store/store';

const NAME = 'Brainstormer';

/** The document's title: the chat, and whether an answer arrived in the background. */
export function pageTitle(title: string, answered: boolean): string {
  const base = title === '' ? NAME : `${title} · ${NAME}`;
  return answered ? `Answer ready: ${base}` : base;
}

export function usePageTitle(store: Store): void {
  const title = useSelect(store, (state) =>
    pageTitle(entryTitle(state.entries, state.chatId), state.hidden && state.unread.includes(state.chatId)),
  );
  useEffect(() => {
    document.title = title;
  }, [title]);
}
