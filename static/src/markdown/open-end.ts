import remend from 'remend';

// What remend does for other renderers and is not wanted here: there is no mathematics, a half-open tag is text as a whole
// one is, and `20~25` and `- > 25` show in the end what they show while they are written.
const OPTIONS = {
  linkMode: 'text-only',
  katex: false,
  htmlTags: false,
  singleTilde: false,
  comparisonOperators: false,
} as const;

// A line of marks alone may become a bullet, a rule, a heading's underline, a fence: more text tells.
const MARKS_ONLY = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]?)[ \t]*)?(?:\[[ xX]?\]?[ \t]*)?[-*_=#|`~: \t]*$/;
const TABLE_ROW = /^[ \t]*\|/;
const MARKS_AT_END = /(?<=^|[\s([{"'])[*_~`!]+$|\\$/;

/** Leaves out a last line that is not clear yet: marks alone, or the first row of a table without the one that makes it one. */
export function holdLine(text: string): string {
  const start = text.lastIndexOf('\n') + 1;
  const line = text.slice(start);
  if (MARKS_ONLY.test(line)) return start === 0 ? '' : holdLine(text.slice(0, start - 1).trimEnd());
  const before = text.slice(text.lastIndexOf('\n', start - 2) + 1, start);
  return TABLE_ROW.test(line) && !TABLE_ROW.test(before) ? text.slice(0, start) : text;
}

/** The open end of a text as it shows while it is written: half-open syntax closed, what is not clear yet left out. */
export function closeOpenEnd(text: string): string {
  return remend(text.replace(MARKS_AT_END, ''), OPTIONS);
}
