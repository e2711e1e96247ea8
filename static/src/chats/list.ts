import { addTo } from '../lib/grouped';
import { plainText } from '../lib/text';
import type { ChatEntry, State } from '../store/state';

/** What a chat is called of which only the id came by a link. */
export const UNTITLED = 'Untitled chat';

export function entryTitle(entries: readonly ChatEntry[], chatId: string): string {
  return entries.find((entry) => entry.id === chatId)?.title ?? '';
}

/** A chat to show, with the place that has a searched word, if its title lacks it. */
export type Found = { readonly entry: ChatEntry; readonly excerpt: string };

function excerptAt(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word);
  // A little of what stands before it, from a whole word on.
  const from = text.lastIndexOf(' ', at - 12) + 1;
  return (from > 0 ? '…' : '') + plainText(text.slice(from, at + 80));
}

/** The entries to show, pinned ones first, then the newest: those not deleted that have all the words. */
export function findChats({ entries, chats }: Pick<State, 'entries' | 'chats'>, search: string): Found[] {
  const words = search.toLowerCase().split(/\s+/);
  const found = (entry: ChatEntry): Found[] => {
    const title = entry.title.toLowerCase();
    const missing = words.filter((word) => !title.includes(word));
    const [first] = missing;
    if (first === undefined) return [{ entry, excerpt: '' }];
    const { turns = [], ideas = [] } = chats.get(entry.id) ?? {};
    const said = turns.map((turn) => `${turn.message} ${turn.reply}`);
    const text = [entry.excerpt, ...said, ...ideas.map((idea) => idea.text)].join(' ');
    const lower = text.toLowerCase();
    return missing.every((word) => lower.includes(word)) ? [{ entry, excerpt: excerptAt(text, first) }] : [];
  };
  return entries
    .filter((entry) => entry.deletedAt === undefined)
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.updatedAt - a.updatedAt)
    .flatMap(found);
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

/** Puts sorted chats under their headings. */
export function byDay(chats: readonly Found[], now: Date): Map<string, Found[]> {
  const groups = new Map<string, Found[]>();
  for (const chat of chats) addTo(groups, headingOf(chat.entry, now), chat);
  return groups;
}
