import type { MarkedToken, Token, Tokens } from 'marked';
import { Fragment, memo, type ReactElement, type ReactNode } from 'react';
import { CodeBlock } from './code';
import { inPlace } from './in-place';
import { headOf, Inline, renderInline, textOf } from './inline';
import { Keep } from './keep';
import type { Links } from './lexer';
import { Scroll } from './scroll';

// Each component is rendered again only if its source has changed. Top-level elements have dir="auto": their first word
// decides their direction. CSS does the same for the elements inside, line by line (unicode-bidi: plaintext).

type Direction = { dir?: 'auto' };

interface BlockProps {
  token: MarkedToken;
  links: Links;
  /** The heading's level; 0 inside quotes and lists, where headings are not part of the outline. */
  level: number;
  /** A question to the person at the end of an answer, which is no idea. */
  asks?: boolean | undefined;
}

function sameLinks(before: Links, after: Links, raw: string): boolean {
  return before === after || !raw.includes('[');
}

const HEADINGS = { 3: 'h3', 4: 'h4', 5: 'h5', 6: 'h6' } as const;

function Heading({ token, links, level, ...dir }: { token: Tokens.Heading; links: Links; level: number } & Direction) {
  const Tag = level in HEADINGS ? HEADINGS[level as keyof typeof HEADINGS] : 'p';
  return (
    <Tag {...dir} className={`md-heading md-heading-${token.depth}`}>
      <Inline text={token.text} links={links} />
    </Tag>
  );
}

function Checkbox({ checked }: { checked: boolean }): ReactElement {
  return <input type="checkbox" checked={checked} disabled readOnly aria-label={checked ? 'Done' : 'To do'} />;
}

interface ItemProps {
  item: Tokens.ListItem;
  loose: boolean;
  links: Links;
}

const Item = memo(function Item({ item, loose, links }: ItemProps): ReactElement {
  const contents = item.tokens.map((token) =>
    isText(token) ? renderInline({ text: textIn(token), links }) : undefined,
  );
  const last = item.tokens.findLastIndex(isText);
  const words = contents.map(textOf).filter(Boolean).join('\n');
  return (
    <li className={item.task ? 'md-task' : undefined}>
      {item.task && <Checkbox checked={item.checked === true} />}
      {inPlace(item.tokens, (token, place) => {
        if (!isText(token)) return <Block key={place} token={token as MarkedToken} links={links} level={0} />;
        // A tight list has text without paragraphs.
        const Tag = loose ? 'p' : Fragment;
        return (
          <Tag key={place}>
            {contents[place]}
            {place === last && <Keep text={words} head={headOf(contents[0])} />}
          </Tag>
        );
      })}
    </li>
  );
}, sameItem);

function sameItem(before: ItemProps, after: ItemProps): boolean {
  const sameText = before.item.raw === after.item.raw && before.loose === after.loose;
  return sameText && sameLinks(before.links, after.links, after.item.raw);
}

function isText(token: Token): token is Tokens.Text | Tokens.Paragraph {
  return token.type === 'text' || token.type === 'paragraph';
}

/** The item's text without a task's checkbox. */
function textIn(token: Tokens.Text | Tokens.Paragraph): string {
  const first = token.tokens?.[0];
  return first?.type === 'checkbox' ? token.text.slice(first.raw.length) : token.text;
}

function List({ token, links, ...dir }: { token: Tokens.List; links: Links } & Direction): ReactElement {
  const items = inPlace(token.items, (item, place) => (
    <Item key={place} item={item} loose={token.loose} links={links} />
  ));
  if (!token.ordered) return <ul {...dir}>{items}</ul>;
  return (
    <ol {...dir} start={token.start === 1 ? undefined : Number(token.start)}>
      {items}
    </ol>
  );
}

/** A table cell cannot contain a line break except as HTML, so `<br>` is understood here and nowhere else. */
function Cell({ cell, links }: { cell: Tokens.TableCell; links: Links }): ReactElement {
  const Tag = cell.header ? 'th' : 'td';
  const lines = cell.text.split(/<br *\/?>/i);
  return (
    <Tag scope={cell.header ? 'col' : undefined} className={cell.align ? `md-${cell.align}` : undefined}>
      {inPlace(lines, (line, place) => (
        <Fragment key={place}>
          {place > 0 && <br />}
          <Inline text={line} links={links} />
        </Fragment>
      ))}
    </Tag>
  );
}

interface RowProps {
  cells: Tokens.TableCell[];
  links: Links;
}

const Row = memo(function Row({ cells, links }: RowProps): ReactElement {
  return (
    <tr>
      {inPlace(cells, (cell, place) => (
        <Cell key={place} cell={cell} links={links} />
      ))}
    </tr>
  );
}, sameRow);

function sameRow(before: RowProps, after: RowProps): boolean {
  if (before.cells.length !== after.cells.length) return false;
  return after.cells.every((cell, index) => {
    const other = before.cells[index];
    const same = other?.text === cell.text && other.align === cell.align;
    return same && sameLinks(before.links, after.links, cell.text);
  });
}

function Table({ token, links, ...dir }: { token: Tokens.Table; links: Links } & Direction): ReactElement {
  return (
    <Scroll label="Table">
      <table {...dir}>
        <thead>
          <Row cells={token.header} links={links} />
        </thead>
        {token.rows.length > 0 && (
          <tbody>
            {inPlace(token.rows, (cells, place) => (
              <Row key={place} cells={cells} links={links} />
            ))}
          </tbody>
        )}
      </table>
    </Scroll>
  );
}

function Quote({ token, links, ...dir }: { token: Tokens.Blockquote; links: Links } & Direction): ReactElement {
  return (
    <blockquote {...dir}>
      {inPlace(token.tokens, (child, place) => (
        <Block key={place} token={child as MarkedToken} links={links} level={0} />
      ))}
    </blockquote>
  );
}

type ParagraphProps = Omit<BlockProps, 'token'> & { text: string } & Direction;

function Paragraph({ text, links, level, asks, ...dir }: ParagraphProps) {
  const content = renderInline({ text, links });
  return (
    <p {...dir}>
      {content}
      {level > 0 && !asks && <Keep text={textOf(content)} head={headOf(content)} />}
    </p>
  );
}

function renderBlock({ token, links, level, asks }: BlockProps): ReactNode {
  const dir: Direction = level === 0 ? {} : { dir: 'auto' };
  switch (token.type) {
    case 'heading':
      return <Heading token={token} links={links} level={level} {...dir} />;
    case 'code':
      return <CodeBlock text={token.text} info={token.lang ?? ''} />;
    case 'blockquote':
      return <Quote token={token} links={links} {...dir} />;
    case 'list':
      return <List token={token} links={links} {...dir} />;
    case 'table':
      return <Table token={token} links={links} {...dir} />;
    case 'hr':
      return <hr />;
    case 'html':
      return (
        <p {...dir} className="md-html">
          {token.raw.trimEnd()}
        </p>
      );
    case 'paragraph':
    case 'text':
      return <Paragraph text={textIn(token)} links={links} level={level} asks={asks} {...dir} />;
    default:
      return null;
  }
}

/** One block of an answer. */
export const Block = memo(renderBlock, sameBlock);

function sameBlock(before: BlockProps, after: BlockProps): boolean {
  if (before.asks !== after.asks) return false;
  if (before.token === after.token) return sameLinks(before.links, after.links, after.token.raw);
  const sameKind = before.token.type === after.token.type && before.level === after.level;
  return sameKind && before.token.raw === after.token.raw && sameLinks(before.links, after.links, after.token.raw);
}
