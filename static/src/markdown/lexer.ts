import { Lexer, type Links, type MarkedToken, type Token, Tokenizer, type Tokens, type TokensList } from 'marked';

export type { Links };

// Readable text does not nest deeper. Deeper recursion could overflow the stack, so the rest stays plain text.
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

/** marked throws on some quotes, for example "- a\n  > 2. b\n  c". Their lines are then shown as written. */
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
  // Keep line breaks: models use them for verses and addresses, and do not wrap lines.
  const lexer = new BoundedLexer({ gfm: true, breaks: true, tokenizer: new SafeTokenizer() });
  Object.assign(lexer.tokens.links, links);
  return lexer;
}

/**
 * Splits Markdown into blocks, and returns the link definitions known at its end. Paragraphs are parsed only when rendered,
 * so that unchanged ones cost nothing.
 */
export function lexBlocks(source: string, links: Links): { tokens: MarkedToken[]; links: Links } {
  const lexer = newLexer(links);
  // No marked extensions are registered, so every token is one of its own.
  const tokens = lexer.blockTokens(source, []) as MarkedToken[];
  return { tokens, links: lexer.tokens.links };
}

/** Splits the text of a paragraph, heading or cell into emphasis, links, code and so on. */
export function lexInline(text: string, links: Links): MarkedToken[] {
  return newLexer(links).inlineTokens(text) as MarkedToken[];
}
