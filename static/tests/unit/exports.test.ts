import mermaid from 'mermaid';
import { beforeAll, describe, expect, it } from 'vitest';
import { boardIdeas } from '../../src/ideas/board';
import { asCsv, asJson, asLines, asMarkdown, asMindMap, exportText, fileName } from '../../src/ideas/exports';
import { ideasIn } from '../../src/ideas/imports';
import { ideasOf } from '../../src/ideas/lines';
import type { Idea } from '../../src/socket/frames';
import { NO_CHAT } from '../../src/store/state';
import { idea } from './helpers';

const board = (...changes: Partial<Idea>[]) => {
  const ideas = changes.map((change, position) => idea(`i${position}`, { position, ...change }));
  return boardIdeas({ ...NO_CHAT, ideas }, 'c', []);
};
const ideas = board(
  { text: 'Say "hi",\nthen go', starred: true, theme: 'Fun; games' },
  { text: '=1+1', turnId: 't' },
  { text: 'Last', theme: 'Fun; games' },
);

describe('an export', () => {
  it('as lines has one idea a line', () => {
    expect(asLines(ideas)).toBe('Say "hi", then go\n=1+1\nLast');
  });

  it('as Markdown has the loose ideas, then the themes, with stars', () => {
    const list = '- =1+1\n\n## Fun; games\n\n- Say "hi", then go ★\n- Last\n';
    expect(asMarkdown('My ideas', ideas)).toBe(`# My ideas\n\n${list}`);
    expect(asMarkdown('T', board({ theme: 'A' }))).toBe('# T\n\n## A\n\n- idea i0\n');
  });

  it.each([',', ';'])(
    'as CSV is told by its first bytes to be UTF-8, quotes every cell, and separates them by %j',
    (end) => {
      const rows = ['"theme","idea","starred"', '"","\'=1+1","no"', '"Fun; games","Say ""hi"",\nthen go","yes"'];
      const csv = ['\uFEFF', ...[...rows, '"Fun; games","Last","no"'].map((row) => `${row}\r\n`)].join('');
      expect(asCsv(ideas, end)).toBe(csv.replaceAll('","', `"${end}"`));
    },
  );

  it.each(['=1', '+1', '-1', '@a', '\t=1', 'a\n=1', 'a;=cmd()', 'a";=1', '\r=1', 'a;\n-1'])(
    'as CSV has no formula in %j, whatever ends a cell',
    (text) => {
      const csv = asCsv(board({ text, theme: text }));
      for (const end of [/[,\r\n]/, /[;\r\n]/, /[\t\r\n]/])
        for (const cell of csv.split(end)) expect(cell.replace(/^"+/, '')).not.toMatch(/^[=+\-@\t]./);
    },
  );

  it('as JSON is exact', () => {
    expect(JSON.parse(asJson('T', ideas))).toEqual({
      title: 'T',
      ideas: [
        { id: 'i0', text: 'Say "hi",\nthen go', theme: 'Fun; games', starred: true },
        { id: 'i1', text: '=1+1', theme: null, starred: false, turnId: 't' },
        { id: 'i2', text: 'Last', theme: 'Fun; games', starred: false },
      ],
    });
  });

  it.each([
    ['Names for a Café!', 'names-for-a-café.md'],
    ['???', 'ideas.md'],
    ['../../etc', 'etc.md'],
  ])('of %j is the file %s', (title, name) => {
    expect(fileName(title, 'md')).toBe(name);
  });
});

type Node = { descr: string; children: Node[] };
type Tree = { text: string; children: Tree[] };

/** What Mermaid reads, with its markers for escaped characters resolved. */
function treeOf({ descr, children }: Node): Tree {
  const text = descr.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCharCode(Number(code)));
  return { text, children: children.map(treeOf) };
}

async function read(text: string): Promise<Tree> {
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  return treeOf((db as unknown as { getMindmap(): Node }).getMindmap());
}

describe('a mind map', () => {
  // Mermaid registers its diagram types with the first parse.
  beforeAll(async () => void (await mermaid.parse('mindmap\n  root')));

  const leaf = (text: string): Tree => ({ text, children: [] });

  it('has the title at its root, then the loose ideas and the themes', async () => {
    expect(await read(asMindMap('My ideas', ideas))).toEqual({
      text: 'My ideas',
      children: [leaf('=1+1'), { text: 'Fun; games', children: [leaf('Say "hi", then go'), leaf('Last')] }],
    });
  });

  it.each([
    'a "quoted" word',
    '"',
    '`code` and `"',
    '(round) [square] {curly} ((twice)) ))bang((',
    '%% a comment',
    '%%{init: {"theme": "dark"}}%%',
    '#hash #35; &amp; #quot;',
    '<b>bold</b><script>alert(1)</script>',
    '::icon(fa fa-book)',
    ':::class',
    '--- title',
    'end',
    'style: "x"; classDef a: #f00;',
    'back\\slash \\n',
    'Ünïcödé 猫 🐈 שלום',
    '$$x^2$$',
    '-) a',
    'root((x))',
    'a; b, c: d | e / f',
    'x'.repeat(2_000),
  ])('keeps the text %j', async (text) => {
    expect(await mermaid.parse(asMindMap(text, board({ text, theme: text })))).toMatchObject({
      diagramType: 'mindmap',
    });
    expect(await read(asMindMap(text, board({ text, theme: text })))).toEqual({
      text,
      children: [{ text, children: [leaf(text)] }],
    });
  });
});

describe('an import', () => {
  const file = (name: string, text: string) => new File([text], name);

  it.each(['json', 'md'] as const)('brings back what was exported as %s', async (kind) => {
    const flat = ideas.map(({ text, theme, starred }) => ({ text: text.replace('\n', ' '), theme, starred }));
    const found = await ideasIn(file(`board.${kind}`, exportText(kind, 'Title', ideas)));
    const sorted = found.map((item) => ({ ...item, text: item.text.replace('\n', ' ') }));
    expect(sorted.toSorted((a, b) => a.text.localeCompare(b.text))).toEqual(
      flat.toSorted((a, b) => a.text.localeCompare(b.text)),
    );
  });

  it('reads lists and headings', async () => {
    expect(await ideasIn(file('list.txt', '## A\n* one\n'))).toEqual([{ text: 'one', theme: 'A', starred: false }]);
    expect(ideasOf('one')).toHaveLength(1);
  });

  it.each([
    ['broken.json', '{"ideas": ['],
    ['other.json', '[1, 2]'],
    ['null.json', 'null'],
    ['strange.json', '{"ideas": [1, null, {"text": 5}, {"text": "  "}, ["text"]]}'],
    ['picture.png', '\x89PNG\0\0'],
    ['empty.md', '\n\n# Only a title\n'],
  ])('finds nothing in %s', async (name, text) => {
    expect(await ideasIn(file(name, text))).toEqual([]);
  });

  it('trusts no field of a file', async () => {
    const ideas = [
      { text: ' One ', theme: 7, starred: 'yes', id: 'x', deleted: true },
      { text: 'Two', theme: 'x'.repeat(99) },
    ];
    expect(await ideasIn(file('a.JSON', JSON.stringify({ ideas })))).toEqual([
      { text: 'One', theme: null, starred: false },
      { text: 'Two', theme: 'x'.repeat(60), starred: false },
    ]);
  });
});
