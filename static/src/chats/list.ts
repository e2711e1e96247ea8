import type { ChatEntry } from '../store/state';

export function entryTitle(entries: readonly ChatEntry[], chatId: string): string {
  return entries.find((entry) => entry.id === chatId)?.title ?? '';
}

/** The entries to show, pinned ones first, then the newest: those not deleted whose title has all the words. */
export function shownEntries(entries: readonly ChatEntry[], search: string): ChatEntry[] {
  const words = search.toLowerCase().split(/\s+/);
  return entries
    .filter((entry) => entry.deletedAt === undefined)
    .filter((entry) => words.every((word) => entry.title.toLowerCase().includes(word)))
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.updatedAt - a.updatedAt);
}

function headingOf({ pinned, updatedAt }: ChatEntry, now: Date): string {
  if (pinned) return 'Pinned';
  // By the calendar, because not every day has 24 hours.
  const isWithin = (days: number) =>
    updatedAt >= new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime();
  if (isWithin(0)) return 'Today';
  if (isWithin(1)) return 'Yesterday';
  if (isWithin(7)) return 'Previous 7 days';
  const day = new Date(updatedAt);
  const year = day.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return day.toLocaleDateString('en', { month: 'long', year });
}

/** Puts sorted entries under their headings. */
export function byDay(entries: readonly ChatEntry[], now: Date): Map<string, ChatEntry[]> {
  const groups = new Map<string, ChatEntry[]>();
  for (const entry of entries) {
    const heading = headingOf(entry, now);
    const group = groups.get(heading);
    if (group) group.push(entry);
    else groups.set(heading, [entry]);
  }
  return groups;
}
