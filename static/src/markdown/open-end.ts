// A line of markup characters alone may become a bullet, a rule, a heading's underline or a fence.
const MARKS_ONLY = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]?)[ \t]*)?(?:\[[ xX]?\]?[ \t]*)?[-*_=#|`~: \t]*$/;
const TABLE_ROW = /^[ \t]*\|/;
const MARKS_AT_END = /(?<=^|[\s({"'])[*_~`![]+$|\\$/;
const SPACES_AT_END = /(?<! ) +$/;
const FENCE = /^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*(`{3,}|~{3,})([^`\n]*)$/gm;
// Emphasis, code and links end with their paragraph, item, heading or table row.
const BLOCK_START = /\n[ \t>]*\n|\n(?=[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]|\|))/;
// What opens and closes, and what hides such marks.
const PIECES = [
  /\\./,
  /(?<!`)(?<ticks>`+)(?!`)(?:[\s\S]*?[^`]\k<ticks>(?!`))?/, // code, or only its beginning
  /<[a-z/][^<>]*>/, // an address or a tag
  /\]\([^()]*(?:\([^()]*\)[^()]*)*\)/, // the end of a link with its address
  /(?<link>\]\()[^\s\]]*(?:\s+["'(][^()]*)?$/, // the beginning of such an end
  /!?\[|\]|\*+|_+|~~|~$/,
];
const PIECE = new RegExp(PIECES.map(({ source }) => source).join('|'), 'gi');
const SPACE = /\s/;
const WORD = /[\p{L}\p{N}]/u;
// Readable text does not nest deeper.
const MAX_OPEN = 20;

type Open = { readonly at: number; readonly mark: string; readonly count: number };

/** Leaves out a last line whose meaning is open: markup characters alone, or a table's header row without its rule. */
export function holdLine(text: string): string {
  const start = text.lastIndexOf('\n') + 1;
  const line = text.slice(start);
  if (MARKS_ONLY.test(line)) return start === 0 ? '' : holdLine(text.slice(0, start - 1).trimEnd());
  const before = text.slice(text.lastIndexOf('\n', start - 2) + 1, start);
  return TABLE_ROW.test(line) && !TABLE_ROW.test(before) ? text.slice(0, start) : text;
}

function isInFence(text: string): boolean {
  let fence = '';
  for (const [, marks = '', info = ''] of text.matchAll(FENCE)) {
    if (fence === '') fence = marks;
    else if (marks.startsWith(fence) && info.trim() === '') fence = '';
  }
  return fence !== '';
}

/** Returns what is open after a run of `*`, `_` or `~`, nearly by CommonMark's rules: `2*3` is more often a product. */
function afterRun(open: readonly Open[], text: string, run: string, at: number): readonly Open[] {
  const [before, after] = [text[at - 1] ?? ' ', text[at + run.length] ?? ' '];
  const [mark = ''] = run;
  const isInWord = WORD.test(before) && WORD.test(after);
  if (isInWord && mark === '_') return open;
  const closes = !SPACE.test(before) && (WORD.test(before) || !WORD.test(after));
  const opens = !SPACE.test(after) && (WORD.test(after) || !WORD.test(before));
  let left = open;
  let count = run.length;
  while (closes && count > 0) {
    const from = left.findLastIndex((other) => other.mark === mark && (!isInWord || other.count === count));
    const opener = left[from];
    if (!opener) break;
    const used = Math.min(count, opener.count);
    const rest = opener.count - used;
    left = [...left.slice(0, from), ...(rest > 0 ? [{ ...opener, count: rest }] : [])];
    count -= used;
  }
  return opens && count > (isInWord ? 1 : 0) ? [...left, { at, mark, count }] : left;
}

/** Returns what is open at the end of a paragraph, and where the end is: before the address of a link that is not complete. */
function openAt(text: string): { open: readonly Open[]; end: number } {
  let open: readonly Open[] = [];
  for (const { index: at, 0: piece, groups } of text.matchAll(PIECE)) {
    if (groups?.ticks === piece) {
      const missing = piece.length - (/`*$/.exec(text.slice(at + piece.length))?.[0].length ?? 0);
      if (at + piece.length < text.length && missing > 0) open = [...open, { at, mark: '`', count: missing }];
      break;
    }
    const bracket = open.findLastIndex(({ mark }) => mark.endsWith('['));
    if (groups?.link && bracket >= 0) return { open, end: at };
    if (piece.startsWith(']')) open = open.filter((_, index) => index !== bracket);
    else if (open.length < MAX_OPEN && piece.endsWith('[')) open = [...open, { at, mark: piece, count: 1 }];
    else if (/^[*_~]/.test(piece)) open = afterRun(open, text, piece, at).slice(0, MAX_OPEN);
  }
  return { open, end: text.length };
}

/** Closes half-open syntax at the end of a text that is still being written; marks that enclose nothing yet are left out. */
export function closeOpenEnd(text: string): string {
  if (isInFence(text)) return text;
  const trimmed = text.replace(MARKS_AT_END, '').replace(SPACES_AT_END, '');
  const block = trimmed.split(BLOCK_START).at(-1) ?? '';
  const paragraph = TABLE_ROW.test(block) ? block.slice(block.lastIndexOf('|') + 1) : block;
  const { open, end } = openAt(paragraph);
  let shown = paragraph.slice(0, end);
  let closing = '';
  for (const { mark, at, count } of open.toReversed()) {
    // A link that is not complete is its label.
    if (mark === '[') shown = shown.slice(0, at) + shown.slice(at + 1);
    else closing += mark === '![' ? ']()' : mark.repeat(count);
  }
  return trimmed.slice(0, trimmed.length - paragraph.length) + shown + closing;
}
