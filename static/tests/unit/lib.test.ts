import { describe, expect, it } from 'vitest';
import { pageTitle } from '../../src/app/usePageTitle';
import { replacedBy, replacedWords, retryLabel } from '../../src/chat/replaced';
import { chatView, turnBefore } from '../../src/chat/view';
import { linkedEntries, listHash } from '../../src/chats/links';
import { byDay, findChats } from '../../src/chats/list';
import { dropDrafts, saveDraft, savedDraft } from '../../src/lib/drafts';
import { chatIdOf, hashOf, newChatId, newUuid } from '../../src/lib/ids';
import { endSentence } from '../../src/lib/sentences';
import { parseSettings } from '../../src/lib/settings';
import { cleanText, countChars, plainText, roomFor, wordsOf } from '../../src/lib/text';
import type { OutboxItem } from '../../src/store/state';
import { entry, idea, queued, snapshot, taking, turn } from './helpers';

describe('a draft', () => {
  const ofAnotherTab = () => localStorage.getItem('brainstormer.draft.c');

  it('is the tab’s own, else the newest of another tab', () => {
    saveDraft('c', 'mine');
    localStorage.setItem('brainstormer.draft.c', '"theirs"');
    expect(savedDraft('c')).toBe('mine');
    saveDraft('c', '');
    expect(savedDraft('c')).toBe('theirs');
    // Shown here now, and sent here.
    saveDraft('c', 'theirs');
    saveDraft('c', '');
    expect(ofAnotherTab()).toBeNull();
    expect(savedDraft('c')).toBe('');
  });

  it('goes with its chat, from this tab and for later ones', () => {
    saveDraft('c.idea', 'mine');
    saveDraft('d', 'kept');
    dropDrafts((chatId) => chatId === 'c');
    expect([savedDraft('c.idea'), savedDraft('d')]).toEqual(['', 'kept']);
  });
});

describe('ids', () => {
  it('of chats are 128 bits in hex', () => {
    expect(newChatId()).toMatch(/^[0-9a-f]{32}$/);
    expect(newChatId()).not.toBe(newChatId());
  });

  it('of turns are UUIDs of version 4', () => {
    expect(newUuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('are read from the fragment, if valid', () => {
    expect(chatIdOf(hashOf('abc_-1'))).toBe('abc_-1');
    expect(chatIdOf('#chat=../x')).toBeUndefined();
    expect(chatIdOf(`#chat=${'a'.repeat(65)}`)).toBeUndefined();
    expect(chatIdOf('')).toBeUndefined();
  });
});

describe('the chat as shown', () => {
  const turns = [turn('a'), turn('b'), turn('c')];
  const item = (id: string, change: Partial<OutboxItem>) => queued(id, { chatId: 'x', ...change });
  const ids = (after: string | null | undefined) =>
    chatView(turns, [item('n', { after })], 'x').turns.map(({ id }) => id);

  it('already hides the turns that a waiting message replaces', () => {
    expect(ids(undefined)).toEqual(['a', 'b', 'c']);
    expect(ids('a')).toEqual(['a']);
    expect(ids(null)).toEqual([]);
    expect(ids('unknown')).toEqual(['a', 'b', 'c']);
  });

  it('has everything back when the replacement is refused', () => {
    const refusal = { code: 'storage', sentence: 'No.', later: false };
    expect(chatView(turns, [item('n', { after: 'a', refusal })], 'x').turns).toHaveLength(3);
  });

  it('shows a message once, waiting or stored, and only in its chat', () => {
    const view = chatView(turns, [item('a', {}), item('n', {}), item('z', { chatId: 'y' })], 'x');
    expect(view.waiting.map(({ id }) => id)).toEqual(['n']);
  });

  it('knows the turn before, null at the start, and nothing where it is not loaded', () => {
    expect(turnBefore(turns, 'b', false)).toBe('a');
    expect(turnBefore(turns, 'a', false)).toBeNull();
    expect(turnBefore(turns, 'a', true)).toBeUndefined();
  });
});

describe('what an edit replaces', () => {
  const turns = [turn('a'), turn('b'), turn('c')];
  const ideas = [
    idea('1', { turnId: 'a' }),
    idea('2', { turnId: 'b' }),
    idea('3', { turnId: 'c', starred: true, rev: 2 }),
    idea('4', { turnId: 'c', rev: 2 }),
    idea('5', { turnId: 'c' }),
    idea('6', { turnId: 'c', deleted: true }),
    idea('7'),
  ];

  it('is the turn and every later one, and their ideas that nobody touched', () => {
    expect(replacedBy(turns, ideas, 'b')).toEqual({ messages: 2, ideas: 2 });
    expect(replacedBy(turns, ideas, 'c')).toEqual({ messages: 1, ideas: 1 });
  });

  it.each([
    [{ messages: 3, ideas: 2 }, 'Replaces 3 messages; 2 ideas go to Set aside'],
    [{ messages: 1, ideas: 1 }, 'Replaces the answer; 1 idea goes to Set aside'],
    [{ messages: 1, ideas: 0 }, 'Replaces the answer'],
  ])('is told before it is sent', (replaced, words) => {
    expect(replacedWords(replaced)).toBe(words);
  });

  it('is also shown for another try', () => {
    expect(retryLabel({ messages: 1, ideas: 2 })).toBe('Try again (2 ideas go to Set aside)');
    expect(retryLabel({ messages: 1, ideas: 0 })).toBe('Try again');
  });
});

describe('the list of chats', () => {
  const entries = [
    entry('1', { title: 'Cat names', updatedAt: 1 }),
    entry('2', { title: 'Rainy Sunday', updatedAt: 3 }),
    entry('3', { title: 'Cat food', updatedAt: 2, deletedAt: 7 }),
    entry('4', { title: 'Dog names', updatedAt: 0, pinned: true, excerpt: 'Dog names\nGood ones are short.' }),
  ];
  const NONE = new Map();
  const idsOf = (search: string) => findChats({ entries, chats: NONE }, search).map(({ entry: { id } }) => id);

  it('shows pinned ones first, then the newest, and no deleted one', () => {
    expect(idsOf('')).toEqual(['4', '2', '1']);
  });

  it.each([
    ['2026-03-29T23:00', 'Today'],
    ['2026-03-29T00:00', 'Today'],
    ['2027-01-01T00:00', 'Today'],
    ['2026-03-28T23:59', 'Yesterday'],
    ['2026-03-28T00:00', 'Yesterday'],
    ['2026-03-27T23:59', 'Previous 7 days'],
    ['2026-03-22T00:00', 'Previous 7 days'],
    ['2026-03-21T23:59', 'March'],
    ['2026-01-01T00:00', 'January'],
    ['2025-12-31T23:59', 'December 2025'],
  ])('says when a chat was last used: %s', (time, heading) => {
    const used = entry('a', { updatedAt: new Date(time).getTime() });
    expect([...byDay([{ entry: used, excerpt: '' }], new Date('2026-03-29T23:30')).keys()]).toEqual([heading]);
  });

  it('puts pinned chats under a heading of their own', () => {
    const groups = byDay(findChats({ entries, chats: NONE }, ''), new Date(3));
    expect([...groups].map(([heading, { length }]) => [heading, length])).toEqual([
      ['Pinned', 1],
      ['Today', 2],
    ]);
  });

  it('is searched by words', () => {
    expect(idsOf('names CAT')).toEqual(['1']);
    expect(idsOf('horse')).toEqual([]);
  });

  it('is searched by how a chat began, and shows where', () => {
    expect(findChats({ entries, chats: NONE }, 'SHORT names')).toMatchObject([
      { entry: { id: '4' }, excerpt: '…names Good ones are short.' },
    ]);
  });

  it('is searched by all that was said in the chats that are loaded', () => {
    const said = turn('t', { message: 'And for rain?', reply: 'Try an **indoor picnic** on the kitchen floor.' });
    const ideas = [idea('i', { text: 'Blanket fort' })];
    const state = taking([snapshot('2', [said], ideas)]);
    const excerpts = (search: string) =>
      findChats({ entries, chats: state.chats }, search).map(({ excerpt }) => excerpt);
    expect(excerpts('rain indoor')).toEqual(['…rain? Try an indoor picnic on the kitchen floor. Blanket fort']);
    expect(excerpts('sunday FORT')).toEqual(['…floor. Blanket fort']);
    expect(excerpts('indoor hotel')).toEqual([]);
  });
});

describe('a link to all chats', () => {
  const now = 1_800_000_000_000;
  const chats = [
    entry('b', { title: 'Cats, dogs & “more” 100%', named: true, updatedAt: 1_700_000_000_000 }),
    entry('a_-1', { title: 'Half an emoji \ud83d', named: true, updatedAt: now }),
  ];

  it('brings ids, times and titles', () => {
    expect(listHash(chats)).toMatch(/^#chats=b\.[\da-z]+\.Cats%2C[^,]+,a_-1\.[^,]+$/);
    expect(linkedEntries(listHash(chats), now)).toEqual([chats[0], { ...chats[1], title: 'Half an emoji \ufffd' }]);
  });

  it('leaves the titles out where it would be long', () => {
    const many = Array.from({ length: 150 }, (_, index) =>
      entry(`c${index}`, { title: 'A title of some length '.repeat(5) }),
    );
    const linked = linkedEntries(listHash(many), now);
    expect(linked).toHaveLength(150);
    expect(linked[0]).toMatchObject({ id: 'c0', title: '', named: false });
  });

  it.each(['constructor', '__proto__', 'toString'])('brings a chat with the id %s as any other', (id) => {
    expect(linkedEntries(`#chats=${id},${id}`, now)).toEqual([entry(id, { title: '', updatedAt: now })]);
  });

  it.each([
    '',
    '#',
    '#chats',
    '#chats=',
    '#chat=a',
    '#chats=,,',
    '#chats=../x',
    '#chats=%00',
    `#chats=${'a'.repeat(65)}`,
    '#chats=a b',
    '#chats=a<b>',
  ])('that is broken brings nothing: %s', (hash) => {
    expect(linkedEntries(hash, now)).toEqual([]);
  });

  it('brings its well-formed entries', () => {
    expect(linkedEntries('#chats=../x,a.zzzzzzzz.%E0%A4%A,b c', now)).toEqual([
      entry('a', { title: '', updatedAt: now }),
    ]);
  });

  it('brings 1,000 chats at most, with titles of 120 characters at most', () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => `c${index}.1.${'x'.repeat(200)}`);
    const linked = linkedEntries(`#chats=${ids.join(',')}`, now);
    expect(linked).toHaveLength(1_000);
    expect(linked[0]?.title).toHaveLength(120);
  });
});

describe('texts', () => {
  it('are read aloud without markup', () => {
    expect(plainText('# Hi\n\n- **bold** and `code`\n- [link](https://x.y)\n```js\nx\n```')).toBe(
      'Hi\n\nbold and code\nlink\n\nx',
    );
  });

  it('are counted as the server counts', () => {
    expect(countChars('😀é')).toBe(2);
  });

  it('have the same words whatever their case and spaces', () => {
    expect(wordsOf('  A\n quiet  Page ')).toBe(wordsOf('a QUIET page'));
    expect(wordsOf('a quiet page.')).not.toBe(wordsOf('a quiet page'));
  });

  it('are cleaned as the server cleans them', () => {
    expect(cleanText(' a\0b\ud800c😀 ')).toBe('ab\ufffdc😀');
  });

  it.each([
    ['a'.repeat(85), '', false],
    ['a'.repeat(95), '5 characters left', false],
    ['a'.repeat(100), '0 characters left', false],
    ['😀'.repeat(100), '0 characters left', false],
    ['a'.repeat(101), '1 character over the limit', true],
    [`${'a'.repeat(101)} \n`, '1 character over the limit', true],
    ['a'.repeat(1_600), '1,500 characters over the limit', true],
  ])('say how much room is left', (text, words, over) => {
    expect(roomFor(text, 100)).toMatchObject({ over, words });
  });

  it('say how an answer ended, whatever word its code is', () => {
    expect(endSentence(turn('t', { status: 'error', error: 'upstream_busy' }), undefined)).toBe(
      'The model is busy. Try again in a moment.',
    );
    expect(endSentence(turn('t', { status: 'error', error: 'constructor' }), undefined)).toBe('This answer failed.');
    expect(endSentence(turn('t', { status: 'stopped' }), 'you')).toBe('You stopped this answer.');
    expect(endSentence(turn('t', { status: 'stopped' }), 'others')).toBe('Stopped by someone else.');
    expect(endSentence(turn('t', { status: 'stopped' }), undefined)).toBe('Stopped.');
  });

  it('make the page’s title', () => {
    expect(pageTitle('', false)).toBe('Brainstormer');
    expect(pageTitle('Cats', false)).toBe('Cats · Brainstormer');
    expect(pageTitle('Cats', true)).toBe('Answer ready: Cats · Brainstormer');
  });
});

describe('the server’s settings', () => {
  it('fall back to defaults field by field', () => {
    const defaults = { demo: false, model: '', maxMessageChars: 8_000, version: '' };
    expect(parseSettings('{}')).toEqual(defaults);
    expect(parseSettings('not json')).toEqual(defaults);
    expect(parseSettings('{"demo":true,"maxMessageChars":"9"}')).toEqual({ ...defaults, demo: true });
  });
});
