// Keeps the list of chats, the outbox and unconfirmed board changes in localStorage. Writes are done before the dispatch
// returns, so that nothing is sent that a reload would forget.

import { type Fields, isFields, optionalNumber, optionalText, textOf } from '../lib/fields';
import { PREFIX, read, readAll, writeChanges } from '../lib/storage';
import type { IdeaPatch } from '../socket/frames';
import type { ChatEntry, OutboxItem, PendingIdea, Refusal } from './state';
import type { Store } from './store';

function toEntry(value: unknown): ChatEntry | undefined {
  if (!isFields(value) || typeof value.id !== 'string' || typeof value.title !== 'string') return undefined;
  return {
    id: value.id,
    title: value.title,
    named: value.named === true,
    pinned: value.pinned === true,
    excerpt: textOf(value.excerpt),
    updatedAt: optionalNumber(value.updatedAt) ?? 0,
    deletedAt: optionalNumber(value.deletedAt),
  };
}

function toRefusal(value: unknown): Refusal | undefined {
  if (!isFields(value) || typeof value.code !== 'string' || typeof value.sentence !== 'string') return undefined;
  return { code: value.code, sentence: value.sentence, later: value.later === true };
}

function toOptionalId(value: unknown): string | null | undefined {
  return value === null ? null : optionalText(value);
}

function toItem(value: unknown): OutboxItem | undefined {
  if (!isFields(value) || typeof value.id !== 'string' || typeof value.chatId !== 'string') return undefined;
  if (typeof value.message !== 'string') return undefined;
  return {
    id: value.id,
    chatId: value.chatId,
    message: value.message,
    after: toOptionalId(value.after),
    last: toOptionalId(value.last),
    createdAt: optionalNumber(value.createdAt) ?? 0,
    sent: value.sent === true,
    refusal: toRefusal(value.refusal),
  };
}

function toPatch(value: Fields, id: string): IdeaPatch {
  return {
    id,
    ...(typeof value.text === 'string' && { text: value.text }),
    ...((typeof value.theme === 'string' || value.theme === null) && { theme: value.theme }),
    ...(typeof value.starred === 'boolean' && { starred: value.starred }),
    ...(typeof value.position === 'number' && { position: value.position }),
    ...(typeof value.deleted === 'boolean' && { deleted: value.deleted }),
  };
}

function toPending(value: unknown): PendingIdea | undefined {
  if (!isFields(value) || typeof value.id !== 'string' || typeof value.chatId !== 'string') return undefined;
  if (!isFields(value.patch)) return undefined;
  const { id, sent } = value;
  return {
    id: value.id,
    chatId: value.chatId,
    patch: toPatch(value.patch, value.id),
    rev: optionalNumber(value.rev),
    sent: isFields(sent) ? toPatch(sent, id) : undefined,
    refusal: toRefusal(value.refusal),
  };
}

/** A list in localStorage with one key per item, so that two tabs never overwrite each other's items. */
function savedList<T extends { readonly id: string }>(family: string, guard: (value: unknown) => T | undefined) {
  let stored: readonly T[] = [];
  let seen: readonly T[] = [];
  return {
    load: (): readonly T[] => {
      stored = readAll(family, guard);
      return stored;
    },
    /** Saves changes, and retries items that could not be stored. Returns false if any still cannot. */
    save: (items: readonly T[]): boolean => {
      if (items === seen && stored.length === items.length) return true;
      seen = items;
      stored = writeChanges(family, stored, items);
      return stored.length === items.length;
    },
    /** Returns the list with an item that another tab wrote or removed; undefined if the key is not of this list. */
    merge: (items: readonly T[], key: string): readonly T[] | undefined => {
      if (!key.startsWith(family)) return undefined;
      const id = key.slice(family.length);
      const item = guard(read(key));
      const replace = (list: readonly T[]) => {
        const at = list.findIndex((other) => other.id === id);
        if (item) return at < 0 ? [...list, item] : list.with(at, item);
        return list.filter((other) => other.id !== id);
      };
      // The other tab has already stored its item.
      stored = replace(stored);
      return replace(items);
    },
  };
}

/** Returns the saved chats of this browser. */
export function savedEntries(): readonly ChatEntry[] {
  return savedList('chat.', toEntry).load();
}

const byTime = (items: readonly OutboxItem[]) => items.toSorted((a, b) => a.createdAt - b.createdAt);

/** Loads the saved lists, then saves changes and merges those of other tabs. Calls `onFull` the first time a write fails for good. */
export function keepSaved(store: Store, onFull: () => unknown = () => {}): () => void {
  const entries = savedList('chat.', toEntry);
  const outbox = savedList('outbox.', toItem);
  const pendingIdeas = savedList('idea.', toPending);
  let full = false;
  const save = () => {
    const state = store.getSnapshot();
    const done = [entries.save(state.entries), outbox.save(state.outbox), pendingIdeas.save(state.pendingIdeas)];
    if (!done.includes(false)) return;
    const long = state.entries.filter((entry) => entry.excerpt !== '').sort((a, b) => a.updatedAt - b.updatedAt);
    // To make room, the older half of the chats can no longer be searched by their text. Saving then starts again.
    const old = new Set(long.slice(0, Math.ceil(long.length / 2)));
    if (old.size > 0) {
      const shorter = state.entries.map((entry) => (old.has(entry) ? { ...entry, excerpt: '' } : entry));
      return store.dispatch({ type: 'loaded', lists: { entries: shorter } });
    }
    if (!full) onFull();
    full = true;
  };
  const take = ({ key }: StorageEvent) => {
    if (!key?.startsWith(PREFIX)) return;
    const state = store.getSnapshot();
    const name = key.slice(PREFIX.length);
    const mergedEntries = entries.merge(state.entries, name);
    const mergedOutbox = outbox.merge(state.outbox, name);
    const mergedIdeas = pendingIdeas.merge(state.pendingIdeas, name);
    if (mergedEntries) store.dispatch({ type: 'loaded', lists: { entries: mergedEntries } });
    if (mergedOutbox) store.dispatch({ type: 'loaded', lists: { outbox: byTime(mergedOutbox) } });
    if (mergedIdeas) store.dispatch({ type: 'loaded', lists: { pendingIdeas: mergedIdeas } });
  };
  const lists = { entries: entries.load(), outbox: byTime(outbox.load()), pendingIdeas: pendingIdeas.load() };
  store.dispatch({ type: 'loaded', lists });
  const stopSaving = store.subscribe(save);
  window.addEventListener('storage', take);
  return () => {
    stopSaving();
    window.removeEventListener('storage', take);
  };
}
