import { afterEach, describe, expect, it } from 'vitest';
import { dropLostDrafts, emptyChat, firstChat, followAddress, isFresh } from '../../src/app/address';
import { Client } from '../../src/client';
import { initialState } from '../../src/store/state';
import { createStore } from '../../src/store/store';
import { fakeNetwork } from './fake-transport';
import { entry } from './helpers';

const listed = entry('listed');
const save = (key: string, value: unknown) => localStorage.setItem(`brainstormer.${key}`, JSON.stringify(value));

afterEach(() => {
  location.hash = '';
});

describe('the first chat', () => {
  it('is the one in the address', () => {
    location.hash = '#chat=linked';
    save('last', 'listed');
    expect(firstChat([listed])).toBe('linked');
  });

  it('is the last one, if it still exists', () => {
    save('last', 'listed');
    expect(firstChat([listed])).toBe('listed');
    expect(firstChat([{ ...listed, deletedAt: 5 }])).toMatch(/^[0-9a-f]{32}$/);
    expect(firstChat([])).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('a list of chats in the address', () => {
  it.each([
    ['#chats=a,listed', ['listed', 'a']],
    ['#chats=../a,<b>', ['listed']],
    ['#other', ['listed']],
  ])('is taken and does not stay there: %s', (hash, ids) => {
    const store = createStore({ ...initialState('listed'), entries: [listed] });
    location.hash = hash;
    followAddress(store, new Client(store, fakeNetwork().open));
    expect(store.getSnapshot().entries.map(({ id }) => id)).toEqual(ids);
    expect(location.hash).toBe('#chat=listed');
  });
});

describe('an empty chat', () => {
  it('is the same one until it is used', () => {
    const first = emptyChat(() => false);
    expect(emptyChat(() => false)).toBe(first);
    expect(isFresh(first)).toBe(true);
    expect(emptyChat((chatId) => chatId === first)).not.toBe(first);
    expect(isFresh(first)).toBe(false);
  });
});

describe('drafts', () => {
  it('of unreachable chats are removed, the others are kept', () => {
    for (const name of ['shown', 'listed', 'listed.idea', 'listed.edit.t', 'lost', 'lost.idea'])
      save(`draft.${name}`, 'text');
    const store = createStore({ ...initialState('shown'), entries: [listed] });
    dropLostDrafts(store);
    const left = Object.keys(localStorage).filter((key) => key.startsWith('brainstormer.draft.'));
    expect(left.map((key) => key.slice('brainstormer.draft.'.length)).sort()).toEqual([
      'listed',
      'listed.edit.t',
      'listed.idea',
      'shown',
    ]);
  });
});
