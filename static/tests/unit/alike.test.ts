import { describe, expect, it } from 'vitest';
import { merged, withLikes } from '../../src/ideas/alike';
import { boardIdeas } from '../../src/ideas/board';
import type { Idea } from '../../src/socket/frames';
import { NO_CHAT } from '../../src/store/state';
import { idea } from './helpers';

const board = (...changes: Partial<Idea>[]) => {
  const ideas = changes.map((change, position) => idea(`i${position}`, { position, ...change }));
  return boardIdeas({ ...NO_CHAT, ideas }, 'c', []);
};
const likes = (...texts: string[]) => withLikes(board(...texts.map((text) => ({ text })))).map(({ like }) => like?.id);

describe('an idea is like an earlier one', () => {
  it.each([
    ['A loyalty card that is a bookmark', 'Loyalty cards as bookmarks'],
    ['Cake named after last lines', 'Name cakes after the last line'],
    ['Whiskers', 'The Whisker!'],
    ['A wall for stories by guests', 'A story wall for the guests'],
    ['Ünïcödé, 猫', '猫 ünïcödé'],
  ])('%j, %j', (first, second) => {
    expect(likes(first, 'Something else', second)).toEqual([undefined, undefined, 'i0']);
  });

  it.each([
    ['A cat in the hat', 'A dog in the hat'],
    ['Week 1: interview five customers', 'Week 2: interview five customers'],
    ['Alpha', 'Beta'],
    ['The', 'A'],
    ['!', '?'],
    ['A quiet reading room with tea', 'A quiet room'],
  ])('but not %j, %j', (first, second) => {
    expect(likes(first, second)).toEqual([undefined, undefined]);
  });

  it('is compared with the first of its kind, even if they share only common words', () => {
    const many = Array.from({ length: 300 }, (_, index) => `Tea room idea about ${index.toString(36)}x things`);
    expect(likes('Tea room', 'Room, tea', 'Tea rooms').slice(1)).toEqual(['i0', 'i0']);
    expect(likes(...many, 'About tea room things idea').at(-1)).toBeDefined();
  });
});

describe('merging', () => {
  const ideas = board(
    { theme: 'Fun', starred: true },
    { text: 'Kept' },
    { text: 'kept', theme: 'Twin' },
    { theme: 'Other' },
    {},
  );
  it('keeps one idea with the text, and the star and theme of the others, which are set aside with its twins', () => {
    expect(ideas).toHaveLength(4);
    const [kept = ''] = ideas.filter(({ text }) => text === 'Kept').map(({ id }) => id);
    expect(merged(ideas, ['i0', 'i3', kept], kept, 'All')).toEqual([
      { id: kept, text: 'All', theme: 'Fun', starred: true },
      { id: 'i0', deleted: true },
      { id: 'i2', deleted: true },
      { id: 'i3', deleted: true },
    ]);
  });

  it('does not change the theme of the one that is kept', () => {
    expect(merged(ideas, ['i0', 'i3'], 'i3', 'All')[0]).toEqual({
      id: 'i3',
      text: 'All',
      theme: 'Other',
      starred: true,
    });
    expect(merged(ideas, ['gone', 'i4'], 'i4', 'All')).toEqual([
      { id: 'i4', text: 'All', theme: null, starred: false },
    ]);
  });
});
