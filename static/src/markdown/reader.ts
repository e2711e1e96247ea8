import type { MarkedToken, Tokens } from 'marked';
import { type Links, lexBlocks } from './lexer';
import { closeOpenEnd, holdLine } from './open-end';

// Reading a text that grows at its end.
//
// A block is closed when nothing that may follow can change it; it is then never lexed again. Open are the last block and,
// where no blank line parts them, the one before it, whose continuation the last may turn out to be ("text\n-" is a
// heading, "text\n-x" one paragraph). A long list is taken apart in the same way: its items but the last two are closed.
// Definitions of link targets count once they are closed. A finished text is read in one piece, by no other rules than
// Markdown's, so its result does not depend on how it arrived.

export interface Block {
  readonly token: MarkedToken;
  /** The level of the heading, if it is one, in the page's outline. */
  readonly level: number;
}

export interface Reading {
  readonly blocks: readonly Block[];
  readonly links: Links;
}

const OPEN_ITEMS = 2;

// The page's own headings reach level 2.
const FIRST_LEVEL = 3;
const LAST_LEVEL = 6;

/** Gives headings levels without gaps, whatever depths the text uses: `outline` holds the depths a heading is within. */
function toBlocks(tokens: readonly MarkedToken[], outline: number[]): Block[] {
  const blocks: Block[] = [];
  for (const token of tokens) {
    if (token.type === 'space' || token.type === 'def') continue;
    if (token.type === 'heading') {
      while ((outline.at(-1) ?? 0) >= token.depth) outline.pop();
      outline.push(token.depth);
    }
    blocks.push({ token, level: Math.min(FIRST_LEVEL + outline.length - 1, LAST_LEVEL) });
  }
  return blocks;
}

function rawOf(tokens: readonly { raw: string }[]): string {
  return tokens.map((token) => token.raw).join('');
}

/** How many of the tokens are closed. */
function countClosed(tokens: readonly MarkedToken[]): number {
  const last = tokens.findLastIndex((token) => token.type !== 'space');
  return last > 0 && tokens[last - 1]?.type !== 'space' ? last - 1 : Math.max(last, 0);
}

/** An item makes its list loose by a blank line at its end or between its blocks (asked only of items before the last). */
function isLoose(item: Tokens.ListItem): boolean {
  const gap = item.tokens.some((token) => token.type === 'space' && /\n.*\n/.test(token.raw));
  return gap || /\n[ \t]*\n[ \t]*$/.test(item.raw);
}

function joinLists(head: Tokens.List, tail: Tokens.List): Tokens.List {
  const items = [...head.items, ...tail.items];
  return { ...head, raw: head.raw + tail.raw, items, loose: head.loose || tail.loose };
}

export class BlockReader {
  /** The text that is closed, its blocks and definitions, and the depths of the headings its end is within. */
  #closed = '';
  #blocks: Block[] = [];
  #links: Links = {};
  #outline: number[] = [];
  /** The closed items of the list that is open, their text being part of `#closed`. */
  #list: Tokens.List | undefined;

  /** Reads the text; while `streaming` it is open at its end and half-open syntax there is shown closed. */
  read(text: string, streaming: boolean): Reading {
    const source = /[\r\0]/.test(text) ? text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd') : text;
    if (!source.startsWith(this.#closed)) this.#reset();
    return streaming ? this.#readOpen(source) : this.#readWhole(source);
  }

  #reset(): void {
    this.#closed = '';
    this.#blocks = [];
    this.#links = {};
    this.#outline = [];
    this.#list = undefined;
  }

  #readWhole(source: string): Reading {
    const { tokens, links } = lexBlocks(source, {});
    this.#learn(links);
    return { blocks: toBlocks(tokens, []), links: this.#links };
  }

  #readOpen(source: string): Reading {
    const clear = this.#closed + holdLine(source.slice(this.#closed.length));
    const tokens = this.#lex(clear.slice(this.#closed.length));
    const open = this.#closeItems(clear, this.#closeBlocks(clear, tokens));
    const rest = clear.slice(this.#closed.length);
    const whole = closeOpenEnd(rest);
    const shown = whole === rest ? open : this.#lex(whole);
    return { blocks: [...this.#blocks, ...toBlocks(shown, [...this.#outline])], links: this.#links };
  }

  #lex(text: string): MarkedToken[] {
    return this.#withList(lexBlocks(text, this.#links).tokens);
  }

  /** The same definitions stay the same object, by which blocks know that their links have not changed. */
  #learn(links: Links): void {
    if (JSON.stringify(links) !== JSON.stringify(this.#links)) this.#links = links;
  }

  /** Puts the closed items back in front of those that were lexed now, the first of which was known to be an item. */
  #withList(tokens: MarkedToken[]): MarkedToken[] {
    const [first, ...others] = tokens;
    if (!this.#list) return tokens;
    return first?.type === 'list' ? [joinLists(this.#list, first), ...others] : [this.#list, ...tokens];
  }

  /** Moves what is closed over and gives back what is open. */
  #closeBlocks(source: string, tokens: MarkedToken[]): MarkedToken[] {
    const count = countClosed(tokens);
    const closed = tokens.slice(0, count);
    const start = this.#closed.length - (this.#list?.raw.length ?? 0);
    const raw = rawOf(closed);
    if (count === 0 || !source.startsWith(raw, start)) return tokens;
    this.#closed = source.slice(0, start + raw.length);
    this.#list = undefined;
    this.#blocks = [...this.#blocks, ...toBlocks(closed, this.#outline)];
    if (raw.includes(']:')) this.#learn(lexBlocks(raw, this.#links).links);
    return tokens.slice(count);
  }

  /** Closes the items of an open list but the last ones. */
  #closeItems(source: string, tokens: MarkedToken[]): MarkedToken[] {
    const list = tokens[0];
    if (list?.type !== 'list') return tokens;
    const known = this.#list?.items.length ?? 0;
    const closed = list.items.slice(known, -OPEN_ITEMS);
    const raw = rawOf(closed);
    if (closed.length === 0 || !source.startsWith(raw, this.#closed.length)) return tokens;
    const head = this.#list ?? { ...list, raw: '', items: [], loose: false };
    this.#list = joinLists(head, { ...list, raw, items: closed, loose: closed.some(isLoose) });
    this.#closed += raw;
    return tokens;
  }
}
