import { Lexer, type Links, type MarkedToken, type Token, Tokenizer, type Tokens, type TokensList } from 'marked';

export type { Links };

// Readable text does not nest deeper. Beyond this, recursion could overflow the stack, so the rest stays plain text.
const MAX_DEPTH = 20;

/** marked's lexer with a limit on its recursion. */
class BoundedLexer extends Lexer {
  #depth = 0;

  override blockTokens(src: string, tokens?: Token[], clipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, clipped?: boolean): TokensList;
  override blockTokens(src: string, tokens: Token[] = [], clipped = false): Token[] {
    if (this.#depth >= MAX_DEPTH) {
      tokens.push({ type: 'text', raw: src, text: src, tokens: this.inline(src) });
      return tokens;
    }
    this.#depth++;
    try {
      return super.blockTokens(src, tokens, clipped);
    } finally {
      this.#depth--;
    }
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (this.#depth >= MAX_DEPTH) return [{ type: 'text', raw: src, text: src }];
    this.#depth++;
    try {
      return super.inlineTokens(src, tokens);
    } finally {
      this.#depth--;
    }
  }
}

/** marked throws on some quotes, for example "- a\n  > 2. b\n  c"; their lines then show as they were written. */
class SafeTokenizer extends Tokenizer {
  override blockquote(src: string): Tokens.Blockquote | undefined {
    try {
      return super.blockquote(src);
    } catch {
      return undefined;
    }
  }
}

function newLexer(links: Links): BoundedLexer {
  // A line break stays a line break: models write verses and addresses that way and do not wrap their lines.
  const lexer = new BoundedLexer({ gfm: true, breaks: true, tokenizer: new SafeTokenizer() });
  Object.assign(lexer.tokens.links, links);
  return lexer;
}

/**
 * Splits Markdown into blocks, and returns the link definitions known at its end. The text of a paragraph is parsed only
 * when the paragraph is rendered, so that an unchanged one costs nothing.
 */
export function lexBlocks(source: string, links: Links): { tokens: MarkedToken[]; links: Links } {
  const lexer = newLexer(links);
  // No extension is registered, so every token is one of marked's own.
  const tokens = lexer.blockTokens(source, []) as MarkedToken[];
  return { tokens, links: lexer.tokens.links };
}

/** Splits the text of a paragraph, heading or cell into emphasis, links, code and so on. */
export function lexInline(text: string, links: Links): MarkedToken[] {
  return newLexer(links).inlineTokens(text) as MarkedToken[];
}
