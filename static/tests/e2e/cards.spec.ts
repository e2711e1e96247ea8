// The cards of the board by keyboard: one Tab stop, arrow keys between them, and keys for what their buttons do.

import type { Page } from '@playwright/test';
import { board, expect, ideas, paste, settled, test } from './fixtures';

const NOTES = '- Alpha\n- Beta\n- Gamma\n- Delta\n## Fun\n- Epsilon\n- Zeta\n## Work\n- Eta\n- Theta\n- Iota';

const card = (page: Page, name: string) => board(page).getByRole('listitem', { name, exact: true });
const button = (page: Page, name: string) => board(page).getByRole('button', { name, exact: true });
const editor = (page: Page) => board(page).getByRole('textbox', { name: 'Edit idea' });
const bar = (page: Page) => board(page).getByRole('region', { name: 'Selected ideas' });

/** Presses keys, each of which leads to the card beside it. */
async function go(page: Page, ...steps: readonly (readonly [key: string, name: string])[]): Promise<void> {
  for (const [key, name] of steps) {
    await page.keyboard.press(key);
    await expect(card(page, name), key).toBeFocused();
    await expect(card(page, name)).toBeInViewport();
  }
}

test.beforeEach(async ({ chat }) => {
  await paste(chat, NOTES);
  await button(chat, 'Starred only').focus();
  await go(chat, ['Tab', 'Alpha']);
});

test('all cards are one Tab stop, with the buttons of the current one', async ({ chat }) => {
  for (const name of ['Move Alpha', 'Star Alpha', 'More for Alpha', 'Fun 2', 'More for the theme Fun', 'Work 3']) {
    await chat.keyboard.press('Tab');
    await expect(button(chat, name)).toBeFocused();
  }
  for (let press = 0; press < 5; press += 1) await chat.keyboard.press('Shift+Tab');
  await expect(button(chat, 'Move Alpha')).toBeFocused();
  await go(chat, ['Shift+Tab', 'Alpha'], ['ArrowDown', 'Beta']);
  await chat.keyboard.press('Shift+Tab');
  await expect(button(chat, 'Starred only')).toBeFocused();
  await go(chat, ['Tab', 'Beta']);
  await chat.keyboard.press('Tab');
  await expect(button(chat, 'Move Beta')).toBeFocused();
});

test('arrows go from card to card and from theme to theme, past folded ones', async ({ chat }) => {
  await go(chat, ['ArrowDown', 'Beta'], ['End', 'Delta'], ['ArrowDown', 'Epsilon'], ['ArrowUp', 'Delta']);
  await go(chat, ['Home', 'Alpha']);
  await chat.keyboard.press('ArrowUp');
  await chat.keyboard.press('ArrowLeft');
  await chat.keyboard.press('Alt+ArrowDown');
  await expect(card(chat, 'Alpha')).toBeFocused();
  await chat.keyboard.press('b');
  await card(chat, 'Delta').focus();
  await go(chat, ['ArrowRight', 'Zeta'], ['ArrowRight', 'Theta'], ['ArrowLeft', 'Zeta'], ['ArrowUp', 'Epsilon']);
  await button(chat, 'Fun 2').click();
  await card(chat, 'Alpha').focus();
  await go(chat, ['ArrowRight', 'Eta'], ['ArrowUp', 'Delta'], ['ArrowDown', 'Eta'], ['End', 'Iota']);
  // From a button of a card too, except from its handle, which moves it.
  await button(chat, 'Star Iota').focus();
  await go(chat, ['ArrowUp', 'Theta']);
  await button(chat, 'Move Theta').press('ArrowUp');
  await expect(button(chat, 'Move Theta')).toBeFocused();
  await go(chat, ['Shift+Tab', 'Theta'], ['ArrowDown', 'Eta']);
});

test('Enter edits a card, and both Enter and Escape go back to it', async ({ chat }) => {
  await chat.keyboard.press('Enter');
  await expect(editor(chat)).toBeFocused();
  await chat.keyboard.type(' and more');
  await go(chat, ['Enter', 'Alpha and more'], ['ArrowDown', 'Beta']);
  await chat.keyboard.press('Enter');
  await chat.keyboard.type('not kept');
  await chat.keyboard.press('ArrowUp');
  await expect(editor(chat)).toBeFocused();
  await go(chat, ['Escape', 'Beta'], ['ArrowUp', 'Alpha and more']);
  await settled(chat);
});

test('Space selects cards, Delete sets them aside, and focus goes on to the next one', async ({ chat }) => {
  await chat.keyboard.press('Delete');
  await expect(card(chat, 'Alpha')).toHaveCount(0);
  await expect(card(chat, 'Beta')).toBeFocused();
  await chat.keyboard.press('Control+z');
  await card(chat, 'Alpha').focus();
  // Keys that are held down act once, except arrows.
  for (const key of ['Delete', 'Space']) {
    await chat.keyboard.down(key);
    await chat.keyboard.down(key);
    await chat.keyboard.up(key);
  }
  await go(chat, ['Space', 'Beta'], ['Space', 'Beta, selected'], ['ArrowDown', 'Gamma'], ['ArrowDown', 'Delta']);
  await go(chat, ['Shift+Space', 'Delta, selected']);
  await expect(bar(chat)).toContainText('3 selected');
  await go(chat, ['Escape', 'Delta'], ['Space', 'Delta, selected'], ['ArrowDown', 'Epsilon']);
  await go(chat, ['Space', 'Epsilon, selected'], ['Delete', 'Zeta']);
  await expect(bar(chat)).toHaveCount(0);
  await expect(ideas(chat)).toHaveCount(2);
  await chat.keyboard.press('Control+z');
  await expect(ideas(chat)).toHaveCount(3);
  await expect(card(chat, 'Zeta')).toBeFocused();
  await go(chat, ['End', 'Zeta'], ['ArrowDown', 'Eta'], ['End', 'Iota'], ['Delete', 'Theta']);
  await go(chat, ['Space', 'Theta, selected']);
  await bar(chat).getByRole('button', { name: 'Set aside' }).press('Enter');
  await expect(card(chat, 'Eta')).toBeFocused();
  await go(chat, ['Space', 'Eta, selected']);
  await bar(chat).getByRole('button', { name: 'Clear' }).press('Enter');
  await expect(card(chat, 'Eta')).toBeFocused();
});

test('focus goes on to the next card when someone else sets the focused one aside, or stays if they move it', async ({
  chat,
  join,
}) => {
  await settled(chat);
  const friend = await join();
  await card(friend, 'Alpha').press('Delete');
  await expect(card(chat, 'Beta')).toBeFocused();
  await button(friend, 'Move Beta').press('ArrowRight');
  await expect(board(chat).getByRole('region', { name: 'Fun' }).getByRole('listitem')).toHaveCount(3);
  await expect(card(chat, 'Beta')).toBeFocused();
  await chat.keyboard.press('Tab');
  await chat.keyboard.press('Tab');
  await expect(button(chat, 'Star Beta')).toBeFocused();
  await card(friend, 'Beta').press('Delete');
  await expect(card(chat, 'Eta')).toBeFocused();
});

test('a proposal and a filter leave the cards that they show as a Tab stop', async ({ chat, upstream }) => {
  upstream.say({ pieces: ['theme: Greek\nidea: 1\nidea: 2\n'] });
  await button(chat, 'Group these').press('Enter');
  await expect(board(chat).getByRole('form', { name: 'Proposed themes' })).toBeFocused();
  await button(chat, 'Fun 2').focus();
  await chat.keyboard.press('Tab');
  await go(chat, ['Tab', 'Epsilon'], ['ArrowUp', 'Epsilon'], ['Escape', 'Epsilon'], ['ArrowUp', 'Delta']);
  await board(chat).getByRole('searchbox', { name: 'Filter ideas' }).fill('theta');
  await button(chat, 'More for the theme Work').focus();
  await go(chat, ['Tab', 'Theta'], ['ArrowUp', 'Theta']);
});

test('the focus of a selected card, of a card and of its handle look different', async ({ chat }) => {
  const look = (name: string) =>
    card(chat, name).evaluate((element) => {
      const { outlineWidth, outlineOffset, outlineStyle, boxShadow } = getComputedStyle(element);
      return [outlineStyle, outlineWidth, outlineOffset, boxShadow].join();
    });
  const focused = await look('Alpha');
  await go(chat, ['Space', 'Alpha, selected']);
  const both = await look('Alpha, selected');
  await go(chat, ['ArrowDown', 'Beta']);
  expect(new Set([focused, both, await look('Alpha, selected')]).size).toBe(3);
  // The ring is within the border of the selection, not on it.
  await go(chat, ['ArrowUp', 'Alpha, selected']);
  await expect(card(chat, 'Alpha, selected')).toHaveCSS('outline-offset', '-5px');
  await chat.keyboard.press('Tab');
  await expect(button(chat, 'Move Alpha')).toBeFocused();
  await expect(button(chat, 'Move Alpha')).toHaveCSS('opacity', '1');
  await expect(button(chat, 'Move Alpha')).toHaveCSS('outline-style', /solid|auto/);
});

test('a card’s tools are whole while its menu is open', async ({ chat }) => {
  await button(chat, 'More for Beta').press('Enter');
  await expect(chat.getByRole('menuitem', { name: 'Tell me more' })).toBeFocused();
  const item = card(chat, 'Beta');
  await expect(item).toHaveCSS('content-visibility', 'visible');
});
