import type { MarkedToken, Token, Tokens } from 'marked';
import { isValidElement, memo, type ReactNode } from 'react';
import { decodeEntities } from './entities';
import { inPlace } from './in-place';
import { type Links, lexInline } from './lexer';
import { safeHref } from './links';

// Parsing a run of text can take quadratic time. No readable paragraph is longer than this.
const MAX_RUN = 4096;
const MAX_WORD = 256;

/** Splits a text at the first white space after each MAX_RUN characters, so that the splits do not move as it grows. */
function runsOf(text: string): string[] {
  const runs: string[] = [];
  let start = 0;
  while (text.length - start > MAX_RUN + MAX_WORD) {
    const gap = text.slice(start + MAX_RUN, start + MAX_RUN + MAX_WORD).search(/\s/);
    let end = start + MAX_RUN + (gap < 0 ? MAX_WORD - 1 : gap + 1);
    if ((text.codePointAt(end - 1) ?? 0) > 0xffff) end--;
    runs.push(text.slice(start, end));
    start = end;
  }
  return [...runs, text.slice(start)];
}

interface LinkProps {
  href: string;
  title?: string | undefined;
  className?: string;
  children: ReactNode;
}

/** A link to another site, opened in a new tab. */
function Link({ children, ...props }: LinkProps): ReactNode {
  return (
    <a {...props} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** Renders a link, or only its text if its address is not allowed or still incomplete. */
function renderLink(token: Tokens.Link, key: number): ReactNode {
  const children = renderTokens(token.tokens, true);
  const href = safeHref(token.href);
  if (href === undefined) return children;
  const title = token.title ? decodeEntities(token.title) : undefined;
  return (
    <Link key={key} href={href} title={title}>
      {children}
    </Link>
  );
}

/** Renders an image as a link with its description. Loading it would tell its host who reads the chat. */
function renderImage(token: Tokens.Image, key: number, inLink: boolean): ReactNode {
  const alt = decodeEntities(token.text) || 'Image';
  const href = safeHref(token.href);
  if (inLink || !href?.startsWith('http')) return alt;
  return (
    <Link key={key} href={href} className="md-image">
      {alt}
    </Link>
  );
}

function renderToken(token: MarkedToken, key: number, inLink: boolean): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong key={key}>{renderTokens(token.tokens, inLink)}</strong>;
    case 'em':
      return <em key={key}>{renderTokens(token.tokens, inLink)}</em>;
    case 'del':
      // A single tilde more often means 'about' than strikethrough.
      if (!token.raw.startsWith('~~')) return ['~', renderTokens(token.tokens, inLink), '~'];
      return <del key={key}>{renderTokens(token.tokens, inLink)}</del>;
    case 'codespan':
      return <code key={key}>{token.text}</code>;
    case 'br':
      return <br key={key} />;
    case 'link':
      return renderLink(token, key);
    case 'image':
      return renderImage(token, key, inLink);
    case 'escape':
      return token.text;
    case 'text':
      return decodeEntities(token.raw);
    default:
      return token.raw;
  }
}

// No marked extensions are registered, so every token is one of its own.
function renderTokens(tokens: readonly Token[], inLink: boolean): ReactNode[] {
  return tokens.map((token, index) => renderToken(token as MarkedToken, index, inLink));
}

interface InlineProps {
  text: string;
  links: Links;
}

function sameInline(before: InlineProps, after: InlineProps): boolean {
  return before.text === after.text && (before.links === after.links || !after.text.includes('['));
}

/** The inline content of a paragraph, heading or cell, parsed again only if its text changes. */
export const Inline = memo(renderInline, sameInline);

/** Renders the text of a paragraph that is itself memoised. */
export function renderInline({ text, links }: InlineProps): ReactNode {
  const runs = runsOf(text);
  if (runs.length === 1) return renderTokens(lexInline(text, links), false);
  return inPlace(runs, (run, place) => <Inline key={place} text={run} links={links} />);
}

/** Returns the bold text that some content begins with, else all of its text. */
export function headOf(node: ReactNode): string {
  const [first] = [node].flat();
  return textOf(isValidElement(first) && first.type === 'strong' ? first : node);
}

/** Returns the text without its markup. */
export function textOf(node: ReactNode): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (!isValidElement<{ children?: ReactNode }>(node)) return '';
  return node.type === 'br' ? '\n' : textOf(node.props.children);
}
