import { describe, expect, it } from 'vitest';
import { between, boardIdeas, matches, moves, sameIdea } from '../../src/ideas/board';
import { itemBefore, landing, scrollSpeed, within } from '../../src/ideas/useDrag';
import { NO_CHAT } from '../../src/store/state';
import { pending as changed, idea } from './helpers';

const board = (ideas: ReturnType<typeof idea>[]) => boardIdeas({ ...NO_CHAT, ideas }, 'c', []);
const texts = (items: readonly { text: string }[]) => items.map(({ text }) => text);

describe('the board', () => {
  it('is sorted by position', () => {
    expect(texts(board([idea('b', { position: 2 }), idea('a', { position: 1.5 })]))).toEqual(['idea a', 'idea b']);
  });

  it('shows unconfirmed changes and additions as not saved', () => {
    const pending = [
      changed('a', { text: 'changed' }),
      changed('n', { text: 'new', position: 9 }),
      changed('x', { text: 'elsewhere' }, { chatId: 'other' }),
      changed('v', { starred: true }),
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
  const order = (id: string, before: string | undefined) => {
    const patches = new Map(moves(three, id, before).map((patch) => [patch.id, patch.position]));
    return texts(board(three.map((item) => ({ ...item, position: patches.get(item.id) ?? item.position }))));
  };

  it.each([
    ['a', undefined, 'b c a'],
    ['c', 'a', 'c a b'],
    ['a', 'c', 'b a c'],
    ['b', undefined, 'a c b'],
  ])('%s before %s', (id, before, expected) => {
    expect(order(id, before)).toEqual(expected.split(' ').map((name) => `idea ${name}`));
    expect(moves(three, id, before)).toHaveLength(1);
  });

  it('renumbers all if no number is left between two', () => {
    const tight = board([
      idea('a', { position: 1 }),
      idea('b', { position: 1 + Number.EPSILON }),
      idea('c', { position: 2 }),
    ]);
    expect(between(1, 1 + Number.EPSILON)).toBeUndefined();
    expect(moves(tight, 'c', 'b')).toEqual([
      { id: 'a', position: 0 },
      { id: 'c', position: 1 },
      { id: 'b', position: 2 },
    ]);
  });

  it('does nothing in its own place, nor with an idea that is gone', () => {
    expect(moves(three, 'a', 'b')).toEqual([]);
    expect(moves(three, 'c', undefined)).toEqual([]);
    expect(moves(three, 'b', 'b')).toEqual([]);
    expect(moves(three, 'gone', 'a')).toEqual([]);
  });

  it('before one that is gone puts it at the end', () => {
    expect(moves(three, 'a', 'gone')).toEqual([{ id: 'a', position: 4 }]);
  });
});

describe('a drag', () => {
  const items = ['a', 'b', 'c'].map((id, index) => ({ id, top: index * 50, height: 40 }));

  it('lands past the middles that it has crossed', () => {
    expect(landing(items, 'a', 10)).toBe(0);
    expect(landing(items, 'a', 35)).toBe(1);
    expect(landing(items, 'a', 100)).toBe(2);
    expect(landing(items, 'c', -100)).toBe(0);
  });

  it('names the card before which it lands, whatever came or went meanwhile', () => {
    expect(itemBefore(items, 'a', landing(items, 'a', 35))).toBe('c');
    expect(itemBefore(items, 'a', landing(items, 'a', 500))).toBeUndefined();
    const more = [{ id: 'new', top: 0, height: 40 }, ...items.map((item) => ({ ...item, top: item.top + 50 }))];
    expect(itemBefore(more, 'a', landing(more, 'a', 35))).toBe('c');
  });

  it('keeps the card within its list', () => {
    expect(within(items, 'b', 20)).toBe(20);
    expect(within(items, 'b', 500)).toBe(50);
    expect(within(items, 'b', -500)).toBe(-50);
    expect(within(items, 'gone', 5)).toBe(0);
  });

  it('scrolls near an edge only, faster towards it', () => {
    expect(scrollSpeed(300, 100, 500)).toBe(0);
    expect(scrollSpeed(100, 100, 500)).toBeLessThan(scrollSpeed(130, 100, 500));
    expect(scrollSpeed(500, 100, 500)).toBeGreaterThan(0);
  });
});

describe('ideas with the same words', () => {
  const twice = [
    idea('again', { text: 'a quiet  page', position: 7 }),
    idea('kept', { text: 'A Quiet Page', position: 2, starred: true }),
    idea('other', { text: 'A loud page', position: 1 }),
  ];

  it('are shown as the starred one', () => {
    expect(board(twice).map(({ id, twins }) => [id, twins])).toEqual([
      ['other', []],
      ['kept', ['again']],
    ]);
  });

  it('stand apart once one is set aside', () => {
    expect(board([idea('a', { text: 'x', deleted: true }), idea('b', { text: 'X' })])).toHaveLength(2);
  });

  it('are found by words', () => {
    expect(sameIdea(board(twice), ' a QUIET page ')?.id).toBe('kept');
    expect(sameIdea(board(twice), 'quiet')).toBeUndefined();
  });
});

describe('a refused change', () => {
  const refusal = { code: 'conflict', sentence: 'No.', later: false };

  it('shows the server’s text, and the person’s own beside it', () => {
    const mine = changed('a', { text: 'mine' }, { refusal });
    const [shown] = boardIdeas({ ...NO_CHAT, ideas: [idea('a', { text: 'theirs' })] }, 'c', [mine]);
    expect(shown).toMatchObject({ text: 'theirs', mine: { text: 'mine', refusal } });
  });

  it('of a new idea keeps its text on the board', () => {
    const [shown] = boardIdeas(NO_CHAT, 'c', [changed('n', { text: 'new' }, { refusal })]);
    expect(shown).toMatchObject({ text: 'new', mine: { refusal } });
  });
});
