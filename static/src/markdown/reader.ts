import type { MarkedToken, Tokens } from 'marked';
import { type Links, lexBlocks } from './lexer';
import { closeOpenEnd, holdLine } from './open-end';

// Parses a growing text.
//
// A block is closed if no later text can change it; it is then never parsed again. The last block is open, and so is the
// one before it if no blank line separates them, because the last may turn out to continue it ("text\n-" is a heading,
// "text\n-x" one paragraph). In an open list, all items except the last two are closed. Link definitions count once
// closed. A finished text is parsed in one piece, so the result does not depend on how it arrived.

export interface Block {
  readonly token: MarkedToken;
  /** The heading's level in the page's outline, if the block is one. */
  readonly level: number;
}

export interface Reading {
  readonly blocks: readonly Block[];
  readonly links: Links;
}

const OPEN_ITEMS = 2;

// The page's own headings use levels 1 and 2.
const FIRST_LEVEL = 3;
const LAST_LEVEL = 6;

/** Assigns headings levels without gaps, whatever depths the text uses. `outline` holds the depths of the enclosing headings. */
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

/** Returns how many of the tokens are closed. */
function countClosed(tokens: readonly MarkedToken[]): number {
  const last = tokens.findLastIndex((token) => token.type !== 'space');
  return last > 0 && tokens[last - 1]?.type !== 'space' ? last - 1 : Math.max(last, 0);
}

/** Whether an item other than the last makes its list loose, by a blank line at its end or between its blocks. */
function isLoose(item: Tokens.ListItem): boolean {
  const gap = item.tokens.some((token) => token.type === 'space' && /\n.*\n/.test(token.raw));
  return gap || /\n[ \t]*\n[ \t]*$/.test(item.raw);
}

function joinLists(head: Tokens.List, tail: Tokens.List): Tokens.List {
  const items = [...head.items, ...tail.items];
  return { ...head, raw: head.raw + tail.raw, items, loose: head.loose || tail.loose };
}

export class BlockReader {
  /** The closed text, its blocks and link definitions, and the depths of the headings that enclose its end. */
  #closed = '';
  #blocks: Block[] = [];
  #links: Links = {};
  #outline: number[] = [];
  /** The closed items of the open list. Their text is part of `#closed`. */
  #list: Tokens.List | undefined;

  /** Parses the text. While `streaming`, its end is open and half-open syntax there is shown closed. */
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

  /** Unchanged definitions stay the same object, so that blocks can tell that their links are unchanged. */
  #learn(links: Links): void {
    if (JSON.stringify(links) !== JSON.stringify(this.#links)) this.#links = links;
  }

  /** Prepends the closed items to those just parsed. */
  #withList(tokens: MarkedToken[]): MarkedToken[] {
    const [first, ...others] = tokens;
    if (!this.#list) return tokens;
    return first?.type === 'list' ? [joinLists(this.#list, first), ...others] : [this.#list, ...tokens];
  }

  /** Stores the closed blocks and returns the open ones. */
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

  /** Stores the items of an open list except the last ones. */
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
