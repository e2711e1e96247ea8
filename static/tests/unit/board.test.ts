import { describe, expect, it } from 'vitest';
import { between, boardIdeas, matches, moves } from '../../src/ideas/board';
import { asCsv, asJson, asLines, asMarkdown, fileName } from '../../src/ideas/exports';
import { landing } from '../../src/ideas/useDrag';
import { NO_CHAT } from '../../src/store/state';
import { idea } from './helpers';

const board = (ideas: ReturnType<typeof idea>[]) => boardIdeas({ ...NO_CHAT, ideas }, 'c', []);
const texts = (items: readonly { text: string }[]) => items.map(({ text }) => text);

describe('the board', () => {
  it('is sorted by position', () => {
    expect(texts(board([idea('b', { position: 2 }), idea('a', { position: 1.5 })]))).toEqual(['idea a', 'idea b']);
  });

  it('shows unconfirmed changes and additions as not saved', () => {
    const pending = [
      { id: 'a', chatId: 'c', patch: { id: 'a', text: 'changed' } },
      { id: 'n', chatId: 'c', patch: { id: 'n', text: 'new', position: 9 } },
      { id: 'x', chatId: 'other', patch: { id: 'x', text: 'elsewhere' } },
      { id: 'v', chatId: 'c', patch: { id: 'v', starred: true } },
    ];
    const shown = boardIdeas({ ...NO_CHAT, ideas: [idea('a')] }, 'c', pending);
    expect(shown.map(({ text, saved }) => [text, saved])).toEqual([
      ['changed', false],
      ['new', false],
    ]);
  });

  it('is filtered by all words and by star', () => {
    const [item] = board([idea('a', { text: 'A Quiet Page' })]);
    if (!item) throw new Error('no idea');
    expect(matches(item, { words: 'page quiet', starred: false })).toBe(true);
    expect(matches(item, { words: 'page loud', starred: false })).toBe(false);
    expect(matches(item, { words: '', starred: true })).toBe(false);
  });
});

describe('moving an idea', () => {
  const three = board([idea('a', { position: 1 }), idea('b', { position: 2 }), idea('c', { position: 3 })]);
  const order = (from: number, to: number) => {
    const patches = new Map(moves(three, from, to).map((patch) => [patch.id, patch.position]));
    return texts(board(three.map((item) => ({ ...item, position: patches.get(item.id) ?? item.position }))));
  };

  it.each([
    [0, 2, 'b c a'],
    [2, 0, 'c a b'],
    [0, 1, 'b a c'],
    [1, 2, 'a c b'],
  ])('from %i to %i', (from, to, expected) => {
    expect(order(from, to)).toEqual(expected.split(' ').map((name) => `idea ${name}`));
    expect(moves(three, from, to)).toHaveLength(1);
  });

  it('numbers all anew where no number is left between two', () => {
    const tight = board([
      idea('a', { position: 1 }),
      idea('b', { position: 1 + Number.EPSILON }),
      idea('c', { position: 2 }),
    ]);
    expect(between(1, 1 + Number.EPSILON)).toBeUndefined();
    expect(moves(tight, 2, 1)).toEqual([
      { id: 'a', position: 0 },
      { id: 'c', position: 1 },
      { id: 'b', position: 2 },
    ]);
  });

  it('does nothing beyond the ends', () => {
    expect(moves(three, 0, -1)).toEqual([]);
    expect(moves(three, 2, 3)).toEqual([]);
  });

  it('by hand lands past the middles it has crossed', () => {
    const items = [0, 1, 2].map((index) => ({ top: index * 50, height: 40 }));
    expect(landing(items, 0, 10)).toBe(0);
    expect(landing(items, 0, 35)).toBe(1);
    expect(landing(items, 0, 500)).toBe(2);
    expect(landing(items, 2, -500)).toBe(0);
  });
});

describe('an export', () => {
  const ideas = board([
    idea('a', { text: 'Say "hi",\nthen go', position: 1, starred: true }),
    idea('b', { text: '=1+1', position: 2, turnId: 't' }),
  ]);

  it('as lines has one idea a line', () => {
    expect(asLines(ideas)).toBe('Say "hi", then go\n=1+1');
  });

  it('as Markdown is a titled list with stars', () => {
    expect(asMarkdown('My ideas', ideas)).toBe('# My ideas\n\n- Say "hi", then go ★\n- =1+1\n');
  });

  it('as CSV quotes, and never starts a formula', () => {
    expect(asCsv(ideas)).toBe('\uFEFFnumber,idea,starred\r\n1,"Say ""hi"",\nthen go",yes\r\n2,"\'=1+1",no\r\n');
  });

  it('as JSON is exact', () => {
    expect(JSON.parse(asJson('T', ideas))).toEqual({
      title: 'T',
      ideas: [
        { id: 'a', text: 'Say "hi",\nthen go', starred: true },
        { id: 'b', text: '=1+1', starred: false, turnId: 't' },
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
