import type { ChatEntry } from '../store/state';

export function entryTitle(entries: readonly ChatEntry[], chatId: string): string {
  return entries.find((entry) => entry.id === chatId)?.title ?? '';
}

/** The entries to show, newest first: those not deleted whose title has all the words. */
export function shownEntries(entries: readonly ChatEntry[], search: string): ChatEntry[] {
  const words = search.toLowerCase().split(/\s+/);
  return entries
    .filter((entry) => entry.deletedAt === undefined)
    .filter((entry) => words.every((word) => entry.title.toLowerCase().includes(word)))
    .sort((a, b) => b.updatedAt - a.updatedAt);
}
