// What outlives the page: the list of chats, the outbox, unconfirmed board changes. Each change is written before the
// action that made it returns, so that nothing is sent which would be forgotten by a reload.

import { PREFIX, readAll, writeChanges } from '../lib/storage';
import type { IdeaPatch } from '../socket/frames';
import type { ChatEntry, OutboxItem, PendingIdea, Refusal, State } from './state';
import type { Store } from './store';

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function toEntry(value: unknown): ChatEntry | undefined {
  if (!isFields(value) || typeof value.id !== 'string' || typeof value.title !== 'string') return undefined;
  return {
    id: value.id,
    title: value.title,
    named: value.named === true,
    updatedAt: typeof value.updatedAt === 'number' ? value.updatedAt : 0,
    deletedAt: typeof value.deletedAt === 'number' ? value.deletedAt : undefined,
  };
}

function toRefusal(value: unknown): Refusal | undefined {
  if (!isFields(value) || typeof value.code !== 'string' || typeof value.sentence !== 'string') return undefined;
  return { code: value.code, sentence: value.sentence, later: value.later === true };
}

function toItem(value: unknown): OutboxItem | undefined {
  if (!isFields(value) || typeof value.id !== 'string' || typeof value.chatId !== 'string') return undefined;
  if (typeof value.message !== 'string') return undefined;
  return {
    id: value.id,
    chatId: value.chatId,
    message: value.message,
    after: typeof value.after === 'string' || value.after === null ? value.after : undefined,
    createdAt: typeof value.createdAt === 'number' ? value.createdAt : 0,
    refusal: toRefusal(value.refusal),
  };
}

function toPatch(value: Fields, id: string): IdeaPatch {
  return {
    id,
    ...(typeof value.text === 'string' && { text: value.text }),
    ...(typeof value.starred === 'boolean' && { starred: value.starred }),
    ...(typeof value.position === 'number' && { position: value.position }),
    ...(typeof value.deleted === 'boolean' && { deleted: value.deleted }),
  };
}

function toPending(value: unknown): PendingIdea | undefined {
  if (!isFields(value) || typeof value.id !== 'string' || typeof value.chatId !== 'string') return undefined;
  return isFields(value.patch)
    ? { id: value.id, chatId: value.chatId, patch: toPatch(value.patch, value.id) }
    : undefined;
}

const ENTRIES = 'chat.';
const OUTBOX = 'outbox.';
const IDEAS = 'idea.';

type Saved = Pick<State, 'entries' | 'outbox' | 'pendingIdeas'>;

const loadOutbox = () => readAll(OUTBOX, toItem).sort((a, b) => a.createdAt - b.createdAt);

/** Loads what was saved, and from then on saves what changes and takes over what another tab saved. */
export function keepSaved(store: Store): () => void {
  store.dispatch({ type: 'entries', entries: readAll(ENTRIES, toEntry) });
  store.dispatch({ type: 'outbox', items: loadOutbox() });
  store.dispatch({ type: 'ideas-pending', items: readAll(IDEAS, toPending) });
  let saved: Saved = store.getSnapshot();
  const save = () => {
    const before = saved;
    const { entries, outbox, pendingIdeas } = store.getSnapshot();
    saved = { entries, outbox, pendingIdeas };
    if (entries !== before.entries) writeChanges(ENTRIES, before.entries, entries);
    if (outbox !== before.outbox) writeChanges(OUTBOX, before.outbox, outbox);
    if (pendingIdeas !== before.pendingIdeas) writeChanges(IDEAS, before.pendingIdeas, pendingIdeas);
  };
  // What another tab wrote counts as saved before it is dispatched: it is not written back.
  const take = (event: StorageEvent) => {
    const key = event.key?.startsWith(PREFIX) ? event.key.slice(PREFIX.length) : '';
    if (key.startsWith(ENTRIES)) {
      const entries = readAll(ENTRIES, toEntry);
      saved = { ...saved, entries };
      store.dispatch({ type: 'entries', entries });
    } else if (key.startsWith(OUTBOX)) {
      const outbox = loadOutbox();
      saved = { ...saved, outbox };
      store.dispatch({ type: 'outbox', items: outbox });
    } else if (key.startsWith(IDEAS)) {
      const pendingIdeas = readAll(IDEAS, toPending);
      saved = { ...saved, pendingIdeas };
      store.dispatch({ type: 'ideas-pending', items: pendingIdeas });
    }
  };
  const stopSaving = store.subscribe(save);
  window.addEventListener('storage', take);
  return () => {
    stopSaving();
    window.removeEventListener('storage', take);
  };
}
