import { describe, expect, it } from 'vitest';
import { boardIdeas } from '../../src/ideas/board';
import { additions, ideasOf, type NewIdea } from '../../src/ideas/lines';
import { NO_CHAT } from '../../src/store/state';
import { idea } from './helpers';

const board = (...texts: string[]) => {
  const ideas = texts.map((text, position) => idea(`i${position}`, { text, position }));
  return boardIdeas({ ...NO_CHAT, ideas }, 'c', []);
};
const plain = (text: string): NewIdea => ({ text, theme: null, starred: false });

describe('lines of text', () => {
  it.each([
    ['- One', 'One'],
    ['* One', 'One'],
    ['+ One', 'One'],
    ['  • One  ', 'One'],
    ['1. One', 'One'],
    ['12) One', 'One'],
    ['- [ ] One', 'One'],
    ['3. [x] One', 'One'],
    ['- -1 degrees', '-1 degrees'],
    ['-1 degrees', '-1 degrees'],
    ['*Emphasis* stays', '*Emphasis* stays'],
    ['2001. A space odyssey', '2001. A space odyssey'],
    ['> One', 'One'],
    ['#tag', '#tag'],
    ['[x] marks the spot', '[x] marks the spot'],
  ])('%j is the idea %j', (line, text) => {
    expect(ideasOf(line)).toEqual([plain(text)]);
  });

  it('become as many ideas, the blank ones left out', () => {
    const text = 'One\r\n\r\n- \t\n  \nTwo\n-\n---\n- - -\n|---|:-:|\n```\n🎉\n';
    expect(ideasOf(text).map((item) => item.text)).toEqual(['One', 'Two', '🎉']);
  });

  it('are list items alone if there is a list, with their indented lines and without markup', () => {
    const text = [
      '# Notes of **Monday**',
      'We met at noon.',
      '## Food',
      '- **Soup** by [vote](https://example.org) ★',
      '  every `other` week',
      '',
      '| Who | When |',
      '|---|---|',
      '| Ann | June |',
      '> as they say',
      '1. 2 * 3 * 4 pies',
      'That was all.',
    ].join('\n');
    expect(ideasOf(text)).toEqual([
      { text: 'Soup by vote every other week', theme: 'Food', starred: true },
      { text: '2 * 3 * 4 pies', theme: 'Food', starred: false },
    ]);
    expect(ideasOf('One\n> Two').map((item) => item.text)).toEqual(['One', 'Two']);
  });

  it('under headings have themes, and stars', () => {
    expect(ideasOf(`# Title\n- loose\n## ${'Fun '.repeat(30)}\n- a ★\n### Work ##\n1. b\n##\n# End\n- c`)).toEqual([
      plain('loose'),
      { text: 'a', theme: 'Fun '.repeat(15).trim(), starred: true },
      { text: 'b', theme: 'Work', starred: false },
      plain('c'),
    ]);
  });
});

describe('adding many ideas', () => {
  const add = (on: string[], wanted: string[]) => {
    const [patches, words] = additions(board(...on), wanted.map(plain));
    return { texts: patches.map(({ text }) => text), positions: patches.map(({ position }) => position), words };
  };

  it('puts them at the end, in order', () => {
    expect(add(['a'], ['b', 'c'])).toEqual({ texts: ['b', 'c'], positions: [1, 2], words: '2 ideas added' });
    expect(new Set(additions([], ['b', 'c'].map(plain))[0].map(({ id }) => id)).size).toBe(2);
  });

  it('skips those already there, and says so', () => {
    expect(add(['A  quiet page'], ['a Quiet page', 'b'])).toMatchObject({
      texts: ['b'],
      words: '1 idea added, 1 already there',
    });
    expect(add(['a'], ['a', 'b', 'B'])).toMatchObject({ texts: ['B'], words: '1 idea added, 2 already there' });
    expect(add(['a'], ['a'])).toMatchObject({ texts: [], words: 'Nothing new, 1 already there' });
  });

  it('spells a theme as the board does, else as it first occurs', () => {
    const on = [{ ...idea('a'), theme: 'Fun' }];
    const [patches] = additions(boardIdeas({ ...NO_CHAT, ideas: on }, 'c', []), [
      { ...plain('b'), theme: 'fun' },
      { ...plain('c'), theme: 'Far  out' },
      { ...plain('d'), theme: 'far out' },
      plain('e'),
    ]);
    expect(patches.map(({ theme }) => theme)).toEqual(['Fun', 'Far  out', 'Far  out', null]);
  });

  it('adds no more than the board holds', () => {
    const full = Array.from({ length: 1_999 }, (_, index) => `n${index}`);
    expect(add(full, ['x', 'y', 'z'])).toMatchObject({ texts: ['x'], words: '1 idea added, 2 didn’t fit' });
  });
});
