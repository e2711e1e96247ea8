// Links to a chat, and to the whole list for another browser. All data is in the fragment, which browsers do not send.

import type { Client } from '../client';
import { copyAndTell } from '../lib/copy';
import { cleanText } from '../lib/text';
import type { ChatEntry, State } from '../store/state';
import { findChats } from './list';

const START = '#chats=';
// More would only fill someone's storage.
const MOST_CHATS = 1_000;
// Mail and chat programs cut longer links. Titles can be left out, since they load with their chats.
const LONG = 8_000;
const TITLE_CHARS = 120;

/** Returns the fragment that adds chats to another browser's list. */
export function listHash(entries: readonly ChatEntry[]): string {
  const hash = (titleOf: (entry: ChatEntry) => string) =>
    START +
    entries
      .slice(0, MOST_CHATS)
      .map((entry) => `${entry.id}.${entry.updatedAt.toString(36)}${titleOf(entry)}`)
      .join(',');
  const whole = hash((entry) => `.${encodeURIComponent(cleanText(entry.title))}`);
  return whole.length > LONG ? hash(() => '') : whole;
}

function decoded(text: string): string {
  try {
    return cleanText(decodeURIComponent(text)).slice(0, TITLE_CHARS);
  } catch {
    return '';
  }
}

/** Returns the chats in a fragment; none if it is another kind of fragment or malformed. */
export function linkedEntries(hash: string, now: number): ChatEntry[] {
  if (!hash.startsWith(START)) return [];
  const items = hash.slice(START.length).split(',', MOST_CHATS);
  const entries = items.flatMap((item): [string, ChatEntry][] => {
    const [, id, time = '', text = ''] = /^([\w-]{1,64})(?:\.([\da-z]{1,8}))?(?:\.(.*))?$/.exec(item) ?? [];
    if (id === undefined) return [];
    const title = decoded(text);
    const updatedAt = Math.min(now, parseInt(time, 36) || now);
    return [[id, { id, title, named: title !== '', pinned: false, excerpt: '', updatedAt, deletedAt: undefined }]];
  });
  // A chat may occur twice.
  return [...new Map(entries).values()];
}

export function copyLink(client: Client, hash: string, what = 'this chat'): Promise<void> {
  const words = `Link copied. Anyone with the link can read, edit and delete ${what}.`;
  return copyAndTell(new URL(hash, location.href).href, words, client.notify);
}

export function copyList(client: Client, state: State): Promise<void> {
  const entries = findChats(state, '').map(({ entry }) => entry);
  return copyLink(client, listHash(entries), 'these chats');
}
