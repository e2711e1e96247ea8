import remend from 'remend';

// Turns off what this renderer does not support: there is no maths, raw HTML is text, and `20~25` and `- > 25` must look the
// same while streaming as at the end.
const OPTIONS = {
  linkMode: 'text-only',
  katex: false,
  htmlTags: false,
  singleTilde: false,
  comparisonOperators: false,
} as const;

// A line of markup characters alone may become a bullet, a rule, a heading's underline or a fence.
const MARKS_ONLY = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)]?)[ \t]*)?(?:\[[ xX]?\]?[ \t]*)?[-*_=#|`~: \t]*$/;
const TABLE_ROW = /^[ \t]*\|/;
const MARKS_AT_END = /(?<=^|[\s([{"'])[*_~`!]+$|\\$/;

/** Drops a last line that is still ambiguous: markup characters alone, or a table header without its delimiter row. */
export function holdLine(text: string): string {
  const start = text.lastIndexOf('\n') + 1;
  const line = text.slice(start);
  if (MARKS_ONLY.test(line)) return start === 0 ? '' : holdLine(text.slice(0, start - 1).trimEnd());
  const before = text.slice(text.lastIndexOf('\n', start - 2) + 1, start);
  return TABLE_ROW.test(line) && !TABLE_ROW.test(before) ? text.slice(0, start) : text;
}

/** Closes half-open syntax at the end of a streaming text. Drops markers that enclose nothing yet. */
export function closeOpenEnd(text: string): string {
  return remend(text.replace(MARKS_AT_END, ''), OPTIONS);
}
