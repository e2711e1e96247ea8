import { addTo } from '../lib/grouped';
import { plainText, shortened } from '../lib/text';
import type { ChatEntry, State } from '../store/state';

/** Names a chat of which only the id is known, from a link. */
export const UNTITLED = 'Untitled chat';

export function entryTitle(entries: readonly ChatEntry[], chatId: string): string {
  return entries.find((entry) => entry.id === chatId)?.title ?? '';
}

/** A chat to show, with an excerpt around a searched word that its title lacks. */
export type Found = { readonly entry: ChatEntry; readonly excerpt: string };

function excerptAt(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word);
  // Start a few words earlier, at a word boundary.
  const from = text.lastIndexOf(' ', at - 12) + 1;
  return (from > 0 ? '…' : '') + shortened(plainText(text.slice(from, at + 80)), 200);
}

/** Returns the entries that contain all the words, pinned ones first, then by time. Leaves out deleted ones. */
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
  // By calendar days, since not every day has 24 hours.
  const isWithin = (days: number) =>
    updatedAt >= new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime();
  if (isWithin(0)) return 'Today';
  if (isWithin(1)) return 'Yesterday';
  if (isWithin(7)) return 'Previous 7 days';
  const day = new Date(updatedAt);
  const year = day.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return day.toLocaleDateString('en', { month: 'long', year });
}

/** Groups sorted chats under headings. */
export function byDay(chats: readonly Found[], now: Date): Map<string, Found[]> {
  const groups = new Map<string, Found[]>();
  for (const chat of chats) addTo(groups, headingOf(chat.entry, now), chat);
  return groups;
}
