import { describe, expect, it } from 'vitest';
import { type BoardIdea, boardIdeas, matches, sameIdea } from '../../src/ideas/board';
import {
  cardFrom,
  huesOf,
  placed,
  placesLeft,
  placeWords,
  sectionsOf,
  stepFrom,
  themeMoved,
  themeRenamed,
} from '../../src/ideas/themes';
import { landing, nearest, scrollSpeed } from '../../src/ideas/useDrag';
import { picked } from '../../src/ideas/useSelection';
import type { IdeaPatch } from '../../src/socket/frames';
import { NO_CHAT } from '../../src/store/state';
import { pending as changed, idea } from './helpers';

const board = (ideas: ReturnType<typeof idea>[]) => boardIdeas({ ...NO_CHAT, ideas }, 'c', []);
const texts = (items: readonly { text: string }[]) => items.map(({ text }) => text);

describe('the board', () => {
  it('is sorted by position', () => {
    expect(texts(board([idea('b', { position: 2 }), idea('a', { position: 1.5 })]))).toEqual(['idea a', 'idea b']);
  });

  it('orders two ideas at one position alike in every browser', () => {
    expect(texts(board([idea('b'), idea('a')]))).toEqual(['idea a', 'idea b']);
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

  it('is the same object for an idea that has not changed', () => {
    const [one, two] = [idea('a'), idea('b', { position: 1 })];
    expect(board([one, idea('b')])[0]).toBe(board([one, two])[0]);
  });

  it('is filtered by all words, also those of the theme, and by star', () => {
    const [item] = board([idea('a', { text: 'A Quiet Page', theme: 'Names' })]);
    if (!item) throw new Error('no idea');
    expect(matches(item, { words: 'page quiet', starred: false })).toBe(true);
    expect(matches(item, { words: 'names quiet', starred: false })).toBe(true);
    expect(matches(item, { words: 'page loud', starred: false })).toBe(false);
    expect(matches(item, { words: '', starred: true })).toBe(false);
  });
});

const move = (ideas: BoardIdea[], id: string, before?: string) => placed(ideas, [id], { theme: null, before });
/** The board after changes: each section's theme and the ids of its ideas. */
const changedBy = (ideas: BoardIdea[], patches: readonly IdeaPatch[]) => {
  const byId = new Map(patches.map((patch) => [patch.id, patch]));
  const next = board(ideas.map((item) => ({ ...item, ...byId.get(item.id) })));
  return sectionsOf(next).map(({ theme, ideas }) => `${theme ?? '-'} ${ideas.map(({ id }) => id).join('')}`);
};

describe('moving an idea', () => {
  const three = board([idea('a', { position: 1 }), idea('b', { position: 2 }), idea('c', { position: 3 })]);

  it.each([
    ['a', undefined, '- bca'],
    ['c', 'a', '- cab'],
    ['a', 'c', '- bac'],
    ['b', undefined, '- acb'],
  ])('%s before %s', (id, before, expected) => {
    expect(changedBy(three, move(three, id, before))).toEqual([expected]);
    expect(move(three, id, before)).toHaveLength(1);
  });

  it('renumbers ideas if there is no room between two', () => {
    const tight = board([
      idea('a', { position: 1 }),
      idea('b', { position: 1 + Number.EPSILON }),
      idea('c', { position: 2 }),
    ]);
    expect(move(tight, 'c', 'b')).toEqual([{ id: 'b', position: 3 }]);
  });

  it('does nothing in its own place, or to an idea that is gone', () => {
    expect(move(three, 'a', 'b')).toEqual([]);
    expect(move(three, 'c')).toEqual([]);
    expect(move(three, 'gone', 'a')).toEqual([]);
  });

  it('to the front, however often, gives it a positive position', () => {
    let ideas = board([idea('a'), idea('b', { position: 1 }), idea('c', { position: 2 })]);
    for (let times = 0; times < 40; times += 1) {
      const [{ id: last = '' } = {}, { id: first } = {}] = [ideas.at(-1), ideas[0]];
      const byId = new Map(move(ideas, last, first).map((patch) => [patch.id, patch]));
      ideas = board(ideas.map((item) => ({ ...item, ...byId.get(item.id) })));
      expect(ideas[0]?.id).toBe(last);
      expect(ideas.every(({ position }) => position > 0)).toBe(true);
    }
  });

  it('before one that is gone puts it at the end', () => {
    expect(move(three, 'a', 'gone')).toEqual([{ id: 'a', position: 4 }]);
  });
});

describe('a board with themes', () => {
  // Typical positions: those of the themes are interleaved.
  const mixed = board(
    [null, 'Fun', 'Work', 'Fun', 'Work', null, 'Far'].map((theme, position) =>
      idea('abcdefg'.charAt(position), { theme, position }),
    ),
  );
  const place = (ids: string, theme: string | null, before?: string) =>
    changedBy(mixed, placed(mixed, [...ids], { theme, before }));

  it('has its loose ideas first, then the themes by their first idea', () => {
    expect(changedBy(mixed, [])).toEqual(['- af', 'Fun bd', 'Work ce', 'Far g']);
    expect(sectionsOf([])).toEqual([{ theme: null, ideas: [] }]);
  });

  it.each([
    ['to the end of a theme', 'a', 'Work', undefined, ['- f', 'Fun bd', 'Work cea', 'Far g']],
    ['to the start of a theme', 'f', 'Work', 'c', ['- a', 'Fun bd', 'Work fce', 'Far g']],
    ['to the start of the first theme', 'e', 'Fun', 'b', ['- af', 'Fun ebd', 'Work c', 'Far g']],
    ['out of its themes', 'c', null, 'a', ['- caf', 'Fun bd', 'Work e', 'Far g']],
    ['within a theme, whose first idea it was', 'b', 'Fun', undefined, ['- af', 'Fun db', 'Work ce', 'Far g']],
    ['to a new theme, which comes last', 'd', 'New', undefined, ['- af', 'Fun b', 'Work ce', 'Far g', 'New d']],
    ['and so ends a theme', 'g', 'Fun', 'd', ['- af', 'Fun bgd', 'Work ce']],
    ['with others, in the board’s order', 'eab', 'Far', 'g', ['- f', 'Fun d', 'Work c', 'Far abeg']],
  ])('takes ideas %s, and keeps the order of its themes', (_, ids, theme, before, expected) => {
    expect(place(ids, theme, before)).toEqual(expected);
  });

  it('changes one idea to move one', () => {
    expect(placed(mixed, ['a'], { theme: 'Work', before: undefined })).toEqual([
      { id: 'a', theme: 'Work', position: 5 },
    ]);
    expect(placed(mixed, ['d'], { theme: 'Fun', before: undefined })).toEqual([]);
  });

  it('keeps an idea’s position if it fits the new place', () => {
    const loose = board([...'abc'].map((id, position) => idea(id, { position })));
    expect(placed(loose, ['b', 'c'], { theme: 'First', before: undefined })).toEqual([
      { id: 'b', theme: 'First', position: 1 },
      { id: 'c', theme: 'First', position: 2 },
    ]);
  });

  it('moves a theme past its neighbour by the positions of its ideas', () => {
    expect(changedBy(mixed, themeMoved(mixed, 'Far', -1))).toEqual(['- af', 'Fun bd', 'Far g', 'Work ce']);
    expect(changedBy(mixed, themeMoved(mixed, 'Fun', 1))).toEqual(['- af', 'Work ce', 'Fun bd', 'Far g']);
    expect(themeMoved(mixed, 'Far', -1)).toHaveLength(1);
    expect(themeMoved(mixed, 'Fun', -1)).toEqual([]);
    expect(themeMoved(mixed, 'Far', 1)).toEqual([]);
  });

  it('renames a theme, and joins it with another', () => {
    expect(changedBy(mixed, themeRenamed(mixed, 'Fun', 'Joy'))).toEqual(['- af', 'Joy bd', 'Work ce', 'Far g']);
    expect(changedBy(mixed, themeRenamed(mixed, 'Fun', 'Work'))).toEqual(['- af', 'Work bcde', 'Far g']);
  });

  it.each([
    ['ArrowDown', 'a', null, undefined],
    ['ArrowDown', 'f', 'Fun', 'b'],
    ['ArrowUp', 'd', 'Fun', 'b'],
    ['ArrowUp', 'b', null, undefined],
    ['ArrowRight', 'd', 'Work', undefined],
    ['ArrowLeft', 'g', 'Work', undefined],
  ])('by %s moves %s across its borders', (key, id, theme, before) => {
    expect(stepFrom(sectionsOf(mixed), id, key)).toEqual({ theme, before });
  });

  it.each([
    ['ArrowDown', 'afbdceg'],
    ['ArrowUp', 'gecdbfa'],
    ['ArrowRight', 'fdeg'],
    ['ArrowLeft', 'gcba'],
    ['End', 'af'],
    ['Home', 'fa'],
  ])('is walked through by %s as %s', (key, path) => {
    const walk = [path.charAt(0)];
    for (let id = walk[0]; id !== undefined && walk.length < 9; ) {
      id = cardFrom(sectionsOf(mixed), id, key);
      if (id === walk.at(-1)) break;
      if (id !== undefined) walk.push(id);
    }
    expect(walk.join('')).toBe(path);
  });

  it('ends at its first and last idea', () => {
    expect(stepFrom(sectionsOf(mixed), 'a', 'ArrowUp')).toBeUndefined();
    expect(stepFrom(sectionsOf(mixed), 'g', 'ArrowDown')).toBeUndefined();
    expect(stepFrom(sectionsOf(mixed), 'g', 'ArrowRight')).toBeUndefined();
  });

  it('says where an idea stands', () => {
    expect(placeWords(sectionsOf(mixed), 'd')).toBe('2 of 2 in Fun');
    expect(placeWords(sectionsOf(mixed), 'a')).toBe('1 of 2, no theme');
    expect(placeWords(sectionsOf(board([idea('a')])), 'a')).toBe('1 of 1');
  });

  it('keeps its themes where they are when their first ideas leave', () => {
    expect(placesLeft(mixed, ['a', 'b', 'c', 'e', 'f'])).toEqual([{ id: 'd', position: 1 }]);
    expect(placesLeft(mixed, ['d'])).toEqual([]);
  });

  it('gives eight themes eight hues, which stay when themes move', () => {
    const names = ['Fun', 'Work', 'Far', 'Food', 'Names', 'People', 'Places', 'Money'];
    expect(new Set(huesOf(names).values()).size).toBe(8);
    const [there, back] = [huesOf(names), huesOf(names.toReversed())];
    for (const name of names) expect(back.get(name)).toBe(there.get(name));
    expect([...back.keys()]).toEqual(names.toReversed());
    expect(huesOf([...names, 'Ninth']).get('Ninth')).toBeTypeOf('number');
  });

  it('keeps the hues of its themes when one is added', () => {
    const names = ['Fun', 'Work', 'Far', 'Food'];
    const before = huesOf(names);
    for (const added of 'ABCDEFGH') {
      const after = huesOf([...names, added], before);
      for (const name of names) expect(after.get(name)).toBe(before.get(name));
      expect(new Set(after.values()).size).toBe(5);
    }
  });
});

describe('a drag', () => {
  const box = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 40 });

  it('lands before the first card whose middle is below the pointer', () => {
    const column = [box(0, 0), box(0, 50), box(0, 100)];
    expect(landing(column, -5)).toBe(0);
    expect(landing(column, 30)).toBe(1);
    expect(landing(column, 130)).toBe(-1);
  });

  it('goes to the nearest section, side by side or stacked', () => {
    expect(nearest([box(0, 0), box(50, 0)], 60, 500)).toBe(1);
    expect(nearest([box(0, 0), box(0, 50)], -300, 60)).toBe(1);
    expect(nearest([box(0, 0), box(0, 50)], 20, -60)).toBe(0);
  });

  it('scrolls near an edge only, faster towards it', () => {
    expect(scrollSpeed(300, 100, 500)).toBe(0);
    expect(scrollSpeed(100, 100, 500)).toBeLessThan(scrollSpeed(130, 100, 500));
    expect(scrollSpeed(500, 100, 500)).toBeGreaterThan(0);
  });
});

describe('a selection', () => {
  const pick = (old: string, id: string, from?: string) => [...picked(new Set(old), [...'abcde'], id, from)].join('');

  it('adds an idea, and removes it', () => {
    expect(pick('', 'b')).toBe('b');
    expect(pick('bc', 'b')).toBe('c');
  });

  it('adds a range from the last one, in either direction', () => {
    expect(pick('b', 'd', 'b')).toBe('bcd');
    expect(pick('d', 'b', 'd')).toBe('dbc');
    expect(pick('', 'b', 'gone')).toBe('b');
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

  it('are separate once one is set aside', () => {
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
