// Turns lines of text into ideas: pasted, dropped, or from a file.

import { newUuid } from '../lib/ids';
import { counted, plainText, wordsOf } from '../lib/text';
import type { IdeaPatch } from '../socket/frames';
import { type BoardIdea, positionAtEnd } from './board';
import { LONGEST_THEME, spelling, themesOf } from './themes';

export type NewIdea = { readonly text: string; readonly theme: string | null; readonly starred: boolean };

const MOST_IDEAS = 2_000;
const MARK = /^\s*([-*+•>]|\d{1,3}[.)])(\s+|$)(\[[ x]\]\s+)?/i;
// Not a rule.
const ITEM = /^[ \t]*([-*+•]|\d{1,3}[.)])[ \t]+.*[^-*_=|:`\s]/m;
const RULE = /^[-*_=|:`\s]*$/;
const STAR = / ★$/;

export function themeOf(name: string): string | null {
  return [...name.trim()].slice(0, LONGEST_THEME).join('').trim() || null;
}

/**
 * Returns the ideas in a text: its list items, without markup, or all lines if it has no list. Headings become themes, except
 * the top level.
 */
export function ideasOf(text: string): NewIdea[] {
  const isList = ITEM.test(text);
  const found: { -readonly [Field in keyof NewIdea]: NewIdea[Field] }[] = [];
  let theme: string | null = null;
  for (const line of text.split(/[\r\n]+/)) {
    const [, marks, name = ''] = /^(#{1,6})\s+(.*?)(?:\s#+)?\s*$/.exec(line) ?? [];
    const words = line.replace(MARK, '').trim();
    const plain = isList ? plainText(words) : words;
    const last = found.at(-1);
    if (marks) theme = marks === '#' ? null : themeOf(name);
    else if (RULE.test(words)) continue;
    else if (!isList || ITEM.test(line))
      found.push({ text: plain.replace(STAR, ''), theme, starred: STAR.test(words) });
    else if (last && /^\s/.test(line)) last.text += ` ${plain}`;
  }
  return found;
}

/** Returns the changes that add ideas to the end of a board, skipping those it has, and words that describe them. */
export function additions(board: readonly BoardIdea[], wanted: readonly NewIdea[]): [IdeaPatch[], string] {
  const fresh = new Map(wanted.map((idea) => [wordsOf(idea.text), idea]));
  for (const idea of board) fresh.delete(wordsOf(idea.text));
  const added = [...fresh.values()].slice(0, Math.max(0, MOST_IDEAS - board.length));
  const end = positionAtEnd(board);
  const known = wanted.length - fresh.size;
  const over = fresh.size - added.length;
  const words = [
    added.length + over === 0 ? 'Nothing new' : `${counted(added.length, 'idea')} added`,
    ...(known > 0 ? [`${known} already there`] : []),
    ...(over > 0 ? [`${over} didn’t fit`] : []),
  ];
  const spell = spelling(themesOf(board));
  const patches = added.map(({ text, theme, starred }, index) => {
    return { id: newUuid(), text, theme: theme && spell(theme), starred, position: end + index };
  });
  return [patches, words.join(', ')];
}
