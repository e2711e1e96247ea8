// Which chat the page shows: the address names it, so that it can be kept, shared and gone back to.

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
 * A chat that nothing was sent in: always the same one until something is, so that what was typed there is found again.
 * `isUsed` says whether a chat is in the list.
 */
export function emptyChat(isUsed: (chatId: string) => boolean): string {
  const saved = savedId('new');
  if (saved !== undefined && !isUsed(saved)) return saved;
  const chatId = newChatId();
  write('new', chatId);
  return chatId;
}

/** Whether a chat is the one that nothing was sent in yet. */
export function isFresh(chatId: string): boolean {
  return savedId('new') === chatId;
}

/** The chat to show first: the one in the address, the last one if it still exists, or an empty one. */
export function firstChat(entries: readonly ChatEntry[]): string {
  const last = entries.find((entry) => entry.id === savedId('last') && entry.deletedAt === undefined);
  return chatIdOf(location.hash) ?? last?.id ?? emptyChat((chatId) => entries.some((entry) => entry.id === chatId));
}

/** Drafts of chats that are neither listed nor shown lead nowhere. */
export function dropLostDrafts(store: Store): void {
  const { entries, chatId } = store.getSnapshot();
  const kept = [chatId, savedId('new'), ...entries.map((entry) => entry.id)];
  dropDrafts((id) => !kept.includes(id));
}

export function followAddress(store: Store, client: Client): void {
  // What names no chat may bring a list. It does not stay in the address, to be kept or shared by mistake.
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
  // Only a chat of the list is worth coming back to: the server knows it, or something was sent in it.
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
