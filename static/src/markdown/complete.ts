// Closes what is half-open at the end of a text that is still being written, so that it is shown as what it will be.
// Where the end is ambiguous (`-` may become a bullet, a rule or a heading's underline; `**` has nothing to enclose yet)
// these few characters are held back until more text tells.

const FENCE = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^\n]*)$/gm;
const FENCE_BEGUN = /^[ \t>]*(?:`+|~+)$/;
const MARKERS_ONLY = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]?)[ \t]*)?(?:\[[ xX]?\]?[ \t]*)?[-*_=#|`~: \t]*$/;
const RUN_BEGINS = /^[ \t>]*(?:[-+*]|\d{1,9}[.)]|#{1,6}|\|)(?:\s|$)/;
const CODE = /(?<!`)(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g;
const LITERAL = new RegExp(`${CODE.source}|\\\\[\\s\\S]|\\]\\([^()]*\\)|<[^<>]*>|https?://[^\\s*~<>]+`, 'g');
const DELIMITERS = /\*+|_+|~~/g;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const WORD = /[\p{L}\p{N}]/u;
// A link shows as its label until it is complete, an address in brackets as one without.
const LINK = /(?<!\\)!?\[([^[\]]{0,999})(?:\](?:\([^()]{0,1999})?)?$/;
const AUTOLINK = /<(https?:\/\/[^\s<>]*)$/;
const BEGUN = /(?:\\|[*_~]){1,8}$|(?<=^|\s)!$|(?<=^|[\s([{"'])`{1,2}$|&#?\w{0,31}$|<(?:ht{0,2}p?s?:?\/{0,2})?$/;

// Longer emphasis is not looked for.
const MAX_RUN = 4096;

function lastLineStart(text: string): number {
  return text.lastIndexOf('\n') + 1;
}

function endsInFence(text: string): boolean {
  let open = '';
  for (const [, fence = '', rest = ''] of text.matchAll(FENCE)) {
    if (open === '') open = fence.startsWith('`') && rest.includes('`') ? '' : fence;
    else if (fence.startsWith(open) && rest.trim() === '') open = '';
  }
  return open !== '';
}

/** Where the text that emphasis at the end may enclose begins: a paragraph's first line, a bullet, a cell of a table. */
function lastRunStart(text: string): number {
  let start = lastLineStart(text);
  if (/^[ \t>]*\|/.test(text.slice(start))) return text.lastIndexOf('|') + 1;
  while (start > 0 && !RUN_BEGINS.test(text.slice(start))) {
    const before = lastLineStart(text.slice(0, start - 1));
    if (text.slice(before, start).trim() === '') break;
    start = before;
  }
  return start;
}

/** Whether a run of delimiters can open and can close, by CommonMark's rules of what stands before and after it. */
function flanks(mark: string, before: string, after: string): { opens: boolean; closes: boolean } {
  const left = after.trim() !== '' && (!PUNCTUATION.test(after) || before.trim() === '' || PUNCTUATION.test(before));
  const right = before.trim() !== '' && (!PUNCTUATION.test(before) || after.trim() === '' || PUNCTUATION.test(after));
  // Within a word an underscore is a letter and a single star more often a product.
  const inWord = WORD.test(before) && mark !== '**' && mark !== '~~';
  return { opens: left && !inWord, closes: right && !(mark.startsWith('_') && WORD.test(after)) };
}

/** Takes from the innermost openers of the same kind what the delimiters close, and gives back how many are left. */
function close(open: string[], mark: string): string {
  let left = mark;
  for (let last = open.findLastIndex((opener) => opener[0] === left[0]); last >= 0 && left !== ''; ) {
    const opener = open[last] ?? '';
    const closed = Math.min(opener.length, left.length);
    left = left.slice(closed);
    open.splice(last, open.length - last, ...(opener.length > closed ? [opener.slice(closed)] : []));
    last = open.findLastIndex((other) => other[0] === left[0]);
  }
  return left;
}

/** Closes the emphasis that is open at the end, the innermost first. */
function closeEmphasis(run: string): string {
  const text = run.replace(LITERAL, (literal) => 'x'.repeat(literal.length));
  const open: string[] = [];
  for (const { 0: mark, index } of text.matchAll(DELIMITERS)) {
    const { opens, closes } = flanks(mark, text.charAt(index - 1), text.charAt(index + mark.length));
    const left = closes ? close(open, mark) : mark;
    if (opens && left !== '') open.push(left);
  }
  return run + open.reverse().join('');
}

function openCode(run: string): string | undefined {
  return /`+/.exec(run.replace(CODE, ''))?.[0];
}

/** Delimiters that close something go too: they are put back in closing it, so that `***a*` shows as `***a***`. */
function holdBack(run: string): string {
  return run.replace(LINK, '$1').replace(AUTOLINK, '$1').replace(BEGUN, '');
}

function closeCode(run: string, backticks: string): string {
  const content = run.replace(/(?<!`)`+$/, '');
  return content.includes(backticks) ? content + backticks : content;
}

/** Code encloses everything else, and within it nothing is markup. */
function closeInline(text: string): string {
  const start = Math.max(lastRunStart(text), text.length - MAX_RUN);
  const run = text.slice(start);
  const backticks = openCode(run);
  const held = backticks ? closeCode(run, backticks) : holdBack(run);
  return text.slice(0, start) + closeEmphasis(held.trimEnd());
}

/** A header row alone is a table already: without the row of dashes it would first be seen as a paragraph of bars. */
function closeTable(text: string): string {
  const start = lastLineStart(text);
  const line = text.slice(start).trim();
  const before = text.slice(lastLineStart(text.slice(0, Math.max(0, start - 1))), start).trim();
  if (!line.startsWith('|') || before.startsWith('|')) return text;
  const cells = line.replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/).length;
  return `${text}\n|${' --- |'.repeat(cells)}`;
}

/** The open end of a text as it is to be shown while it is written. */
export function complete(text: string): string {
  const start = lastLineStart(text);
  const before = text.slice(0, start);
  const line = text.slice(start);
  if (endsInFence(before)) return FENCE_BEGUN.test(line) ? before : text;
  if (MARKERS_ONLY.test(line)) return closeTable(closeInline(before.trimEnd()));
  if (endsInFence(line)) return text;
  return closeTable(closeInline(text.trimEnd()));
}
