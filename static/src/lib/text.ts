/** Markdown as a voice would read it: the words without their marks. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^[ \t]*(```|~~~).*$/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*(#{1,6}|>|[-*+])[ \t]+/gm, '')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/(^|\s)[*_]([^*_\n]+)[*_]/g, '$1$2')
    .trim();
}

/** How many characters the server counts: code points, not UTF-16 units. */
export function countChars(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** `1 idea`, `2 ideas`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** What two texts have in common if they have the same words: case and spaces do not count. */
export function wordsOf(text: string): string {
  return text.trim().split(/\s+/).join(' ').toLowerCase();
}

/** A text as the server stores it: without NUL, half characters replaced, no space at its ends. */
export function cleanText(text: string): string {
  const whole = text
    .replaceAll('\0', '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return whole.trim();
}

export type Room = { readonly over: boolean; readonly words: string };

// The count is shown only when it begins to matter.
const NEAR = 0.9;

/** How much room a text field has left, as a person is told; nothing until it begins to matter. */
export function roomFor(text: string, limit: number): Room {
  // No text has more code points than UTF-16 units.
  if (text.length <= limit * NEAR) return { over: false, words: '' };
  const left = limit - countChars(text);
  if (left < 0) return { over: true, words: `${counted(-left, 'character')} over the limit` };
  return { over: false, words: left <= limit * (1 - NEAR) ? `${counted(left, 'character')} left` : '' };
}
