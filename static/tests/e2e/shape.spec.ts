// Shaping the board by hand: cards dragged by their text, merges, proposals among themes, and room for what cards hold.

import type { Locator, Page } from '@playwright/test';
import { board, expect, ideas, panelLeft, paste, test, tooSmall } from './fixtures';
import { reply } from './upstream';

const LONG = 'Words that go on and on, so that a card has no room for all of them. '.repeat(28).trim();
const NAMES = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta', 'Eta'];
const NOTES = `- ${NAMES.slice(0, 4).join('\n- ')}\n## Fun\n- Epsilon\n- Zeta\n## Work\n- Eta`;

const theme = (page: Page, name: string) => board(page).getByRole('region', { name, exact: true });
const text = (page: Page, name: string) => board(page).getByText(name, { exact: true });
const card = (page: Page, name: string) => board(page).getByRole('listitem').filter({ hasText: name });
const bar = (page: Page) => board(page).getByRole('region', { name: 'Selected ideas' });
const editor = (page: Page) => board(page).getByRole('textbox', { name: 'Edit idea' });
const proposal = (page: Page) => board(page).getByRole('form', { name: 'Proposed themes' });
const fullBoard = (page: Page) => board(page).getByRole('button', { name: 'Full board' });

async function box(part: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await part.boundingBox();
  if (!found) throw new Error('not to be seen');
  return found;
}

/** Presses the mouse on a card's text and moves it to another one's, without letting go. */
async function pull(page: Page, name: string, to: string): Promise<void> {
  const [from, end] = [await box(text(page, name)), await box(text(page, to))];
  await page.mouse.move(from.x + 20, from.y + 16);
  await page.mouse.down();
  await page.mouse.move(from.x + 30, from.y + 26, { steps: 3 });
  await page.mouse.move(end.x + 20, end.y + 4, { steps: 4 });
}

test.describe('with a mouse', () => {
  test.beforeEach(async ({ chat }) => {
    await paste(chat, NOTES);
    await chat.mouse.move(600, 20);
  });

  test('a card is dragged by its text, which neither selects it nor its words, and a click selects it', async ({
    chat,
  }) => {
    await pull(chat, 'Zeta', 'Eta');
    await chat.mouse.up();
    await expect(theme(chat, 'Work').getByRole('listitem')).toHaveText([/^Zeta/, /^Eta/]);
    await pull(chat, 'Alpha', 'Zeta');
    await chat.keyboard.press('Escape');
    await chat.mouse.up();
    await expect(ideas(chat)).toHaveCount(4);
    await expect(bar(chat)).toHaveCount(0);
    expect(await chat.evaluate(() => String(getSelection()))).toBe('');
    await text(chat, 'Alpha').click();
    await expect(bar(chat)).toContainText('1 selected');
    await text(chat, 'Gamma').click({ modifiers: ['Shift'] });
    await expect(bar(chat)).toContainText('3 selected');
    expect(await chat.evaluate(() => String(getSelection()))).toBe('');
  });

  test('all selected cards fade while they are dragged, and the line is under the copy', async ({ chat }) => {
    await text(chat, 'Alpha').click({ modifiers: ['ControlOrMeta'] });
    await text(chat, 'Epsilon').click();
    await pull(chat, 'Alpha', 'Eta');
    for (const [name, opacity] of [
      ['Alpha', '0.4'],
      ['Epsilon', '0.4'],
      ['Beta', '1'],
    ] as const)
      await expect(card(chat, name).first()).toHaveCSS('opacity', opacity);
    const [copy, line] = await chat
      .locator('.floating')
      .evaluateAll((parts) => parts.map((part) => Number(getComputedStyle(part).zIndex)));
    expect(copy).toBeGreaterThan(line ?? 0);
    await chat.mouse.up();
    await expect(theme(chat, 'Work').getByRole('listitem')).toHaveText([/^Alpha/, /^Epsilon/, /^Eta/]);
  });

  test('the tools of a card cover none of its words', async ({ chat }) => {
    await paste(chat, '- An idea whose first line is about as long as a card is wide, and then some\n- Short');
    const wide = text(chat, 'An idea whose first line is about as long as a card is wide, and then some');
    await wide.hover();
    const star = await box(card(chat, 'An idea').getByRole('button', { name: /^Star/ }));
    const words = await wide.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const { top, width } = range.getBoundingClientRect();
      return { top, width };
    });
    const more = await box(card(chat, 'An idea').getByRole('button', { name: /^More/ }));
    // Letters begin a few pixels below the top of their line.
    expect(Math.max(star.y + star.height, more.y + more.height)).toBeLessThanOrEqual(words.top + 2);
    // Nor is room kept for them beside the words.
    expect(words.width).toBeGreaterThan((await box(wide)).width - 60);
  });

  test('a long idea is cut after some lines until it has the focus', async ({ chat }) => {
    await paste(chat, `- ${LONG}\n- Short`);
    const height = async () => (await box(text(chat, LONG))).height;
    expect(await height()).toBeLessThan(230);
    await text(chat, LONG).click();
    await expect.poll(height).toBeGreaterThan(400);
  });

  test('a theme is given ideas of its own on the full board', async ({ chat }) => {
    await fullBoard(chat).click();
    await theme(chat, 'Fun').getByRole('button', { name: 'More for the theme Fun' }).press('Enter');
    await chat.getByRole('menuitem', { name: 'Add an idea' }).press('Enter');
    const field = theme(chat, 'Fun').getByRole('textbox', { name: 'Add an idea to Fun' });
    await expect(field).toBeFocused();
    await field.fill('Theta');
    await field.press('Enter');
    await expect(theme(chat, 'Fun').getByRole('listitem')).toHaveText([/^Epsilon/, /^Zeta/, /^Theta/]);
    await field.press('Escape');
    await expect(field).toHaveCount(0);
    await expect(fullBoard(chat)).toBeHidden();
    await expect.poll(() => chat.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  });

  test('on the full board a folded theme is narrow, and the last one keeps clear of the edge', async ({ chat }) => {
    await chat.setViewportSize({ width: 640, height: 700 });
    await chat.reload();
    await chat.getByRole('button', { name: 'Ideas: 7 ideas' }).click();
    await fullBoard(chat).click();
    await theme(chat, 'Fun').getByRole('button', { name: 'Fun 2' }).click();
    const fun = await box(theme(chat, 'Fun'));
    expect(fun.width).toBeLessThan(80);
    expect(fun.height).toBeLessThan(240);
    const work = theme(chat, 'Work');
    await work.evaluate((section) => section.closest('.board-scroller')?.scrollTo(1e6, 0));
    const { x, width } = await box(work);
    expect(x + width).toBeLessThanOrEqual(632);
    await theme(chat, 'Fun').getByRole('button', { name: 'Fun 2' }).click();
    expect((await box(theme(chat, 'Fun'))).width).toBeGreaterThan(200);
  });

  test('themes stay beside a proposal, which Escape cancels before it closes the full board', async ({
    chat,
    upstream,
  }) => {
    await fullBoard(chat).click();
    upstream.say({ pieces: ['theme: Greek\nidea: 1\nidea: 2\n'] });
    await board(chat).getByRole('button', { name: 'Group these' }).click();
    await expect(proposal(chat)).toBeVisible();
    await expect(text(chat, 'Epsilon')).toBeInViewport();
    await expect(card(chat, 'Alpha')).toHaveCount(0);
    await proposal(chat).getByRole('textbox', { name: 'Theme' }).press('Enter');
    await expect(proposal(chat).getByRole('checkbox').first()).toBeFocused();
    await pull(chat, 'Zeta', 'Eta');
    await chat.mouse.up();
    await expect(theme(chat, 'Work').getByRole('listitem')).toHaveText([/^Zeta/, /^Eta/]);
    await expect(proposal(chat)).toBeVisible();
    await chat.keyboard.press('Escape');
    await expect(proposal(chat)).toHaveCount(0);
    await expect(fullBoard(chat)).toBeHidden();
    await expect(ideas(chat)).toHaveCount(4);
    await chat.keyboard.press('Escape');
    await expect(fullBoard(chat)).toBeVisible();
  });

  test('an idea being written is in view beside a proposal, with themes or without', async ({ chat, upstream }) => {
    const writes = async (name: string) => {
      upstream.say({ pieces: ['theme: Greek\nidea: 1\nidea: 2\n'] });
      await board(chat).getByRole('button', { name: 'Group these' }).click();
      await expect(proposal(chat)).toBeVisible();
      upstream.say({ pieces: [`idea: "${name}, to be continued`, { hold: name }, '"\nmessage: "Saved."'] });
      await chat.getByRole('textbox', { name: 'Message', exact: true }).fill('One more');
      await chat.keyboard.press('Enter');
      await expect(board(chat).getByText(`${name},`)).toBeInViewport();
      await expect(card(chat, 'Alpha')).toHaveCount(0);
      upstream.release(name);
      await proposal(chat).getByRole('button', { name: 'Cancel' }).click();
      await expect(card(chat, 'Alpha')).toHaveCount(1);
    };
    await writes('Ideas with themes');
    for (const name of ['Fun', 'Work']) {
      await theme(chat, name)
        .getByRole('button', { name: `More for the theme ${name}` })
        .click();
      await chat.getByRole('menuitem', { name: 'Move all' }).click();
      await expect(theme(chat, name)).toHaveCount(0);
    }
    await writes('Ideas without');
  });

  test('a merge outlives a click elsewhere with its text, and is cancelled by leaving the chat', async ({ chat }) => {
    const [first, second] = ['A loyalty card that is a bookmark', 'Loyalty cards as bookmarks'];
    await paste(chat, `- ${first}\n- ${second}`);
    const merge = board(chat).getByRole('button', { name: `Merge with ${first}` });
    await merge.click();
    await editor(chat).fill('Both');
    await text(chat, 'Alpha').click();
    await expect(editor(chat)).toHaveValue('Both');
    await board(chat).getByRole('button', { name: 'Cancel', exact: true }).click();
    await merge.click();
    await editor(chat).fill('Both');
    await chat.reload();
    await expect(card(chat, first)).toHaveCount(2);
    await merge.click();
    await expect(editor(chat)).toHaveValue(second);
    await editor(chat).fill('Both');
    await board(chat).getByRole('button', { name: 'Merge', exact: true }).click();
    await expect(text(chat, 'Both')).toBeVisible();
    await expect(text(chat, second)).toBeHidden();
    await expect(board(chat).getByRole('button', { name: 'More for Both' })).toBeFocused();
  });
});

test('a card just saved is not under the one being written', async ({ chat, upstream }) => {
  await chat.setViewportSize({ width: 1280, height: 500 });
  await paste(chat, Array.from({ length: 12 }, (_, index) => `- Place ${index}`).join('\n'));
  await chat.mouse.move(600, 20);
  upstream.say({
    pieces: [
      'idea: "The first new one"\nidea: "The second one, which is rather long, ',
      { hold: 'mid' },
      'and more"\nmessage: "Saved."',
    ],
  });
  await chat.getByRole('textbox', { name: 'Message', exact: true }).fill('Two more');
  await chat.keyboard.press('Enter');
  await expect(board(chat).getByText('The second one,')).toBeInViewport();
  await expect
    .poll(async () => {
      const [first, live] = [await box(card(chat, 'The first new one')), await box(card(chat, 'The second one,'))];
      return live.y - first.y - first.height;
    })
    .toBeGreaterThanOrEqual(0);
  upstream.release('mid');
});

test('a selection dropped on a theme lands there, and its button goes', async ({ chat, upstream }) => {
  await paste(chat, NOTES);
  upstream.say(reply('Which one?'));
  await chat.getByRole('textbox', { name: 'Message', exact: true }).fill('Hello');
  await chat.keyboard.press('Enter');
  const words = chat.getByRole('log').getByText('Which one?');
  await words.selectText();
  const button = chat.getByRole('button', { name: 'Add to board', exact: true });
  await expect(button).toBeVisible();
  await words.dragTo(text(chat, 'Eta'), { sourcePosition: { x: 20, y: 14 } });
  await expect(theme(chat, 'Work').getByRole('listitem')).toHaveText([/^Eta/, /^Which one\?/]);
  await expect(button).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });

  test('Back or a closed panel cancels a merge, and handles are large enough', async ({ chat }) => {
    await chat.getByRole('button', { name: /^Ideas: / }).tap();
    await paste(chat, '- A loyalty card that is a bookmark\n- Loyalty cards as bookmarks');
    const handle = board(chat).getByRole('button', { name: 'Move Loyalty cards as bookmarks' });
    // In floats, 44 px can be a little less.
    expect(Math.round((await box(handle)).width)).toBeGreaterThanOrEqual(44);
    const merge = board(chat).getByRole('button', { name: /^Merge with/ });
    await merge.tap();
    await editor(chat).fill('Both');
    expect(await tooSmall(chat, '.board-pane button')).toEqual([]);
    await chat.goBack();
    await expect(editor(chat)).toHaveCount(0);
    await expect(text(chat, 'Loyalty cards as bookmarks')).toBeVisible();
    await merge.tap();
    await board(chat).getByRole('button', { name: 'Close' }).tap();
    await expect(board(chat)).toBeHidden();
    await panelLeft(chat);
    await chat.getByRole('button', { name: /^Ideas: / }).tap();
    await expect(editor(chat)).toHaveCount(0);
    await expect(board(chat).getByRole('listitem')).toHaveCount(2);
  });
});
