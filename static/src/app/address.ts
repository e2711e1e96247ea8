// The address names the chat that the page shows, so that it can be bookmarked, shared and returned to.

import { linkedEntries } from '../chats/links';
import type { Client } from '../client';
import { dropDrafts } from '../lib/drafts';
import { chatIdOf, hashOf, newChatId } from '../lib/ids';
import { read, remove, write } from '../lib/storage';
import type { ChatEntry } from '../store/state';
import type { Store } from '../store/store';

function savedId(key: string): string | undefined {
  const id = read(key);
  return typeof id === 'string' ? chatIdOf(hashOf(id)) : undefined;
}

/**
 * Returns the id of the unused chat. It stays the same until something is sent, so that its draft is found again.
 * `isUsed` tells if a chat is in the list.
 */
export function emptyChat(isUsed: (chatId: string) => boolean): string {
  const saved = savedId('new');
  if (saved !== undefined && !isUsed(saved)) return saved;
  const chatId = newChatId();
  write('new', chatId);
  return chatId;
}

/** Whether this is the unused chat. */
export function isFresh(chatId: string): boolean {
  return savedId('new') === chatId;
}

/** Returns the chat to show first: the one in the address, else the last one shown, else an empty one. */
export function firstChat(entries: readonly ChatEntry[]): string {
  const last = entries.find((entry) => entry.id === savedId('last') && entry.deletedAt === undefined);
  return chatIdOf(location.hash) ?? last?.id ?? emptyChat((chatId) => entries.some((entry) => entry.id === chatId));
}

/** Drops the drafts of chats that are neither listed nor shown. */
export function dropLostDrafts(store: Store): void {
  const { entries, chatId } = store.getSnapshot();
  const kept = [chatId, savedId('new'), ...entries.map((entry) => entry.id)];
  dropDrafts((id) => !kept.includes(id));
}

export function followAddress(store: Store, client: Client): void {
  // A fragment may bring a list of chats instead. It is removed from the address, so that nobody shares it by mistake.
  const takeList = () => {
    client.addChats(linkedEntries(location.hash, Date.now()));
    history.replaceState(null, '', hashOf(store.getSnapshot().chatId));
  };
  takeList();
  window.addEventListener('hashchange', () => {
    const chatId = chatIdOf(location.hash);
    if (chatId === undefined) takeList();
    else client.show(chatId);
  });
  let last = '';
  // Only listed chats have anything to come back to.
  const keepLast = () => {
    const { chatId, entries } = store.getSnapshot();
    if (last === chatId || !entries.some((entry) => entry.id === chatId)) return;
    last = chatId;
    write('last', chatId);
    if (isFresh(chatId)) remove('new');
  };
  store.subscribe(keepLast);
  keepLast();
}
