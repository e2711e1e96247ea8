/** Returns Markdown without its markup, as a screen reader should read it. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^[ \t]*(```|~~~).*$/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*(#{1,6}|>|[-*+])[ \t]+/gm, '')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/(^|\s)[*_](\S[^*_\n]*)[*_]/g, '$1$2')
    .trim();
}

/** Returns a text's length as the server counts it: in code points, not UTF-16 units. */
export function countChars(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** `1 idea`, `2 ideas`. */
export function counted(count: number, noun: string): string {
  // Small numbers need no separators, and the first use of a locale is slow enough to delay the first paint.
  const number = count < 1000 ? count : count.toLocaleString('en');
  return `${number} ${noun}${count === 1 ? '' : 's'}`;
}

/** Returns the start of a text, on one line. */
export function shortened(text: string, chars = 60): string {
  const line = text.trim().split(/\s+/).join(' ');
  return line.length > chars ? `${line.slice(0, chars - 1).trimEnd()}…` : line;
}

/** Whether a text has all the words of a search, ignoring case. */
export function hasWords(text: string, search: string): boolean {
  const lower = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

/** Returns a text's words as a key, ignoring case and white space. */
export function wordsOf(text: string): string {
  return text.trim().split(/\s+/).join(' ').toLowerCase();
}

/** Returns a text as the server stores it: trimmed, without NUL, lone surrogates replaced. */
export function cleanText(text: string): string {
  const whole = text
    .replaceAll('\0', '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return whole.trim();
}

/** `ready`: the text is neither blank nor too long. */
export type Room = { readonly over: boolean; readonly ready: boolean; readonly words: string };

// The count is shown only when it matters.
const NEAR = 0.9;

/** Returns how much room a text field has left. The words are empty until the limit is near. */
export function roomFor(text: string, limit: number): Room {
  const sent = text.trim();
  // No text has more code points than UTF-16 units.
  const left = sent.length <= limit * NEAR ? limit : limit - countChars(sent);
  const over = left < 0;
  const ready = !over && sent !== '';
  if (over) return { over, ready, words: `${counted(-left, 'character')} over the limit` };
  return { over, ready, words: left <= limit * (1 - NEAR) ? `${counted(left, 'character')} left` : '' };
}
