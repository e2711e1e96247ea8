import type { Locator, Page } from '@playwright/test';
import { answered, ask, board, composer, expect, ideas, log, panelLeft, settled, status, test } from './fixtures';
import { lineOf } from './line';
import { reply } from './upstream';

const NAMES = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'];

const theme = (page: Page, name: string) => board(page).getByRole('region', { name, exact: true });
const card = (page: Page, text: string) => board(page).getByRole('listitem').filter({ hasText: text });
const handle = (page: Page, text: string) => board(page).getByRole('button', { name: `Move ${text}` });
const textsOf = async (items: Locator) => (await items.allInnerTexts()).map((text) => text.split('\n')[0]?.trim());
const loose = (page: Page) => expect.poll(() => textsOf(ideas(page)));
const cardsOf = (page: Page, name: string) => expect.poll(() => textsOf(theme(page, name).getByRole('listitem')));
const themes = (page: Page) =>
  expect.poll(async () =>
    (await textsOf(board(page).getByRole('heading', { level: 3 }))).map((text) => text?.replace(/ \d+$/, '')),
  );

async function choose(page: Page, menu: string, item: string): Promise<void> {
  await board(page).getByRole('button', { name: menu }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function moveTo(page: Page, idea: string, name: string): Promise<void> {
  await choose(page, `More for ${idea}`, 'Move to…');
  const dialog = page.getByRole('dialog', { name: 'Move to' });
  await expect(dialog).toBeVisible();
  const known = dialog.getByRole('button', { name, exact: true });
  if (await known.isVisible()) return known.click();
  await dialog.getByRole('textbox', { name: 'New theme' }).fill(name);
  await page.keyboard.press('Enter');
}

/** Leaves Alpha loose, and moves Beta and Gamma to Fun, Delta and Epsilon to Work. */
async function twoThemes(page: Page): Promise<void> {
  await moveTo(page, 'Beta', 'Fun');
  await moveTo(page, 'Gamma', 'Fun');
  await moveTo(page, 'Delta', 'Work');
  await moveTo(page, 'Epsilon', 'Work');
  await settled(page);
}

const fullBoard = (page: Page) => board(page).getByRole('button', { name: 'Full board' });

/** Waits until the full board is closed, and its history entry left. */
async function left(page: Page): Promise<void> {
  await expect(fullBoard(page)).toBeVisible();
  await panelLeft(page);
}

async function middle(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error('not to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, text: string, target: Locator, below = 0): Promise<void> {
  await card(page, text).hover();
  await handle(page, text).hover();
  await page.mouse.down();
  const { x, y } = await middle(target);
  await page.mouse.move(x, y + below - 12, { steps: 4 });
  await page.mouse.move(x, y + below, { steps: 4 });
  await page.mouse.up();
}

test.beforeEach(async ({ chat, upstream }) => {
  upstream.say(reply('Saved five.', NAMES));
  await composer(chat).fill('Save five');
  await chat.getByRole('button', { name: 'Send', exact: true }).click();
  await answered(chat);
  await expect(log(chat)).toContainText('5 ideas saved');
});

test('a card’s menu moves it to a new theme, to an existing one, and out again', async ({ chat }) => {
  const line = await lineOf(chat);
  await chat.reload();
  await moveTo(chat, 'Beta', '  Fun ');
  await cardsOf(chat, 'Fun').toEqual(['Beta']);
  await expect(handle(chat, 'Beta')).toBeFocused();
  await expect(status(chat)).toHaveText('Moved to 1 of 1 in Fun');
  await choose(chat, 'More for Alpha', 'Move to…');
  await expect(chat.getByRole('dialog').getByRole('button', { name: 'Fun' })).toBeFocused();
  await chat.keyboard.press('Escape');
  await moveTo(chat, 'Alpha', 'fun');
  await cardsOf(chat, 'Fun').toEqual(['Beta', 'Alpha']);
  await settled(chat);
  expect(line.asked.filter((request) => /"idea(s)?":/.test(JSON.stringify(request)))).toHaveLength(2);
  await chat.reload();
  await cardsOf(chat, 'Fun').toEqual(['Beta', 'Alpha']);
  await loose(chat).toEqual(['Gamma', 'Delta', 'Epsilon']);
  await moveTo(chat, 'Beta', 'No theme');
  await moveTo(chat, 'Alpha', 'No theme');
  await expect(theme(chat, 'Fun')).toHaveCount(0);
  await loose(chat).toEqual(['Gamma', 'Delta', 'Epsilon', 'Beta', 'Alpha']);
});

test('a long name of a theme keeps clear of the edges of its head', async ({ chat }) => {
  const name = 'What our neighbours would like us to do about the old garden';
  await moveTo(chat, 'Beta', name);
  const [head, text] = await Promise.all(
    [theme(chat, name).getByRole('button', { expanded: true }), theme(chat, name).getByText(name, { exact: true })].map(
      (part) => part.boundingBox(),
    ),
  );
  expect((text?.y ?? 0) - (head?.y ?? 0)).toBeGreaterThanOrEqual(4);
});

test('a theme is collapsed, renamed in place, moved and emptied', async ({ chat }) => {
  await twoThemes(chat);
  const fold = theme(chat, 'Fun').getByRole('button', { name: 'Fun 2' });
  await fold.click();
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await cardsOf(chat, 'Fun').toEqual([]);
  await chat.emulateMedia({ media: 'print' });
  await cardsOf(chat, 'Fun').toEqual(['Beta', 'Gamma']);
  const head = theme(chat, 'Fun').locator('header');
  expect(await head.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgba(0, 0, 0, 0)');
  await chat.emulateMedia({ media: 'screen' });
  await fold.press('Enter');
  await cardsOf(chat, 'Fun').toEqual(['Beta', 'Gamma']);
  await choose(chat, 'More for the theme Fun', 'Rename');
  await expect(board(chat).getByRole('textbox', { name: 'Theme name' })).toBeFocused();
  await chat.keyboard.type('Joy');
  await chat.keyboard.press('Enter');
  await cardsOf(chat, 'Joy').toEqual(['Beta', 'Gamma']);
  await expect(board(chat).getByRole('button', { name: 'More for the theme Joy' })).toBeFocused();
  await choose(chat, 'More for the theme Work', 'Move up');
  await themes(chat).toEqual(['Work', 'Joy']);
  await settled(chat);
  await chat.reload();
  await themes(chat).toEqual(['Work', 'Joy']);
  await choose(chat, 'More for the theme Joy', 'Rename');
  await chat.keyboard.type('Work');
  await chat.keyboard.press('Enter');
  await themes(chat).toEqual(['Work']);
  await expect(chat.getByRole('region', { name: 'Notices' })).toContainText('“Joy” merged into “Work”');
  await chat.getByRole('button', { name: 'Undo' }).click();
  await themes(chat).toEqual(['Work', 'Joy']);
  await choose(chat, 'More for the theme Joy', 'Move all to No theme');
  await loose(chat).toEqual(['Alpha', 'Beta', 'Gamma']);
  await themes(chat).toEqual(['Work']);
});

test('an emptied theme is restored from the notice', async ({ chat }) => {
  await twoThemes(chat);
  await choose(chat, 'More for the theme Fun', 'Move all to No theme');
  await themes(chat).toEqual(['Work']);
  await expect(chat.getByRole('region', { name: 'Notices' })).toContainText('2 ideas moved to No theme');
  await chat.getByRole('button', { name: 'Undo' }).click();
  await cardsOf(chat, 'Fun').toEqual(['Beta', 'Gamma']);
});

test('the board keeps its scroll position over the full board', async ({ chat }) => {
  await chat.setViewportSize({ width: 1280, height: 420 });
  await twoThemes(chat);
  const scroller = board(chat).locator('.board-scroller');
  const top = () => scroller.evaluate((element) => Math.round(element.scrollTop));
  await composer(chat).focus();
  await composer(chat).blur();
  await chat.mouse.move(400, 20);
  await scroller.evaluate(
    (element) =>
      new Promise((done) => {
        element.addEventListener('scroll', done, { once: true });
        element.scrollTo(0, 120);
      }),
  );
  await expect.poll(top).toBe(120);
  await chat.keyboard.press('b');
  await expect(fullBoard(chat)).toBeHidden();
  await expect.poll(top).toBe(0);
  await chat.keyboard.press('b');
  await left(chat);
  expect(await top()).toBe(120);
});

test('cards are dragged within and between themes, onto a collapsed one, and out of them', async ({ chat }) => {
  await twoThemes(chat);
  await drag(chat, 'Gamma', card(chat, 'Delta'), -8);
  await cardsOf(chat, 'Work').toEqual(['Gamma', 'Delta', 'Epsilon']);
  await expect(handle(chat, 'Gamma')).toBeFocused();
  await drag(chat, 'Epsilon', card(chat, 'Gamma'), -8);
  await cardsOf(chat, 'Work').toEqual(['Epsilon', 'Gamma', 'Delta']);
  await theme(chat, 'Fun').getByRole('button', { name: 'Fun 1' }).click();
  await drag(chat, 'Delta', theme(chat, 'Fun').getByRole('heading'));
  await cardsOf(chat, 'Fun').toEqual(['Beta', 'Delta']);
  await expect(handle(chat, 'Delta')).toBeFocused();
  await drag(chat, 'Gamma', card(chat, 'Alpha'), -8);
  await loose(chat).toEqual(['Gamma', 'Alpha']);
  await settled(chat);
  await chat.reload();
  await cardsOf(chat, 'Fun').toEqual(['Beta', 'Delta']);
  await cardsOf(chat, 'Work').toEqual(['Epsilon']);
  await loose(chat).toEqual(['Gamma', 'Alpha']);
});

test('without loose ideas, a drag shows where to drop a card out of its theme', async ({ chat }) => {
  for (const name of NAMES) await moveTo(chat, name, 'Fun');
  await card(chat, 'Gamma').hover();
  await handle(chat, 'Gamma').hover();
  await chat.mouse.down();
  await chat.mouse.move(1100, 400, { steps: 3 });
  const { x, y } = await middle(board(chat).getByRole('heading', { name: 'No theme' }));
  await chat.mouse.move(x, y, { steps: 3 });
  await chat.mouse.up();
  await loose(chat).toEqual(['Gamma']);
});

test('the arrows of a handle move a card across the borders of themes', async ({ chat }) => {
  await twoThemes(chat);
  await handle(chat, 'Alpha').press('ArrowDown');
  await cardsOf(chat, 'Fun').toEqual(['Alpha', 'Beta', 'Gamma']);
  await expect(status(chat)).toHaveText('Moved to 1 of 3 in Fun');
  await expect(handle(chat, 'Alpha')).toBeFocused();
  await chat.keyboard.press('ArrowDown');
  await cardsOf(chat, 'Fun').toEqual(['Beta', 'Alpha', 'Gamma']);
  await expect(status(chat)).toHaveText('Moved to 2 of 3 in Fun');
  // The browser's Forward moves nothing.
  await chat.keyboard.press('Alt+ArrowRight');
  await chat.keyboard.press('ArrowUp');
  await cardsOf(chat, 'Fun').toEqual(['Alpha', 'Beta', 'Gamma']);
  await chat.keyboard.press('ArrowRight');
  await cardsOf(chat, 'Work').toEqual(['Delta', 'Epsilon', 'Alpha']);
  await theme(chat, 'Fun').getByRole('button', { name: 'Fun 2' }).click();
  await handle(chat, 'Delta').press('ArrowUp');
  await cardsOf(chat, 'Fun').toEqual(['Beta', 'Gamma', 'Delta']);
  await expect(handle(chat, 'Delta')).toBeFocused();
});

test('the focus stays with a card that an undo or someone else moves to another theme', async ({ chat, join }) => {
  await twoThemes(chat);
  await handle(chat, 'Beta').press('ArrowRight');
  await chat.keyboard.press('ArrowLeft');
  await cardsOf(chat, 'Fun').toEqual(['Gamma', 'Beta']);
  for (const fun of [['Gamma'], ['Beta', 'Gamma']]) {
    await chat.keyboard.press('Control+z');
    await cardsOf(chat, 'Fun').toEqual(fun);
    await expect(handle(chat, 'Beta')).toBeFocused();
  }
  const friend = await join();
  await handle(friend, 'Beta').press('ArrowRight');
  await cardsOf(chat, 'Fun').toEqual(['Gamma']);
  await expect(handle(chat, 'Beta')).toBeFocused();
});

test('the edge of the board is moved by pointer and keys, and stays there', async ({ chat }) => {
  const edge = board(chat).getByRole('separator', { name: 'Board width' });
  const width = async () => Math.round((await board(chat).boundingBox())?.width ?? 0);
  expect(await width()).toBe(344);
  const { x, y } = await middle(edge);
  await chat.mouse.move(x, y);
  await chat.mouse.down();
  await chat.mouse.move(x - 100, y, { steps: 3 });
  await chat.mouse.up();
  await expect.poll(width).toBeGreaterThan(430);
  await edge.press('ArrowRight');
  await edge.press('ArrowRight');
  const value = Number(await edge.getAttribute('aria-valuenow'));
  expect(await width()).toBe(value);
  await chat.reload();
  await expect(edge).toHaveAttribute('aria-valuenow', String(value));
  expect(await width()).toBe(value);
  // In a small window the board is narrower than its saved width, and keys continue from there.
  await chat.setViewportSize({ width: 800, height: 800 });
  await expect.poll(width).toBe(336);
  await edge.press('ArrowRight');
  await expect.poll(width).toBe(320);
});

test('B opens the full board with a column per theme, and B, Escape or Back close it', async ({ chat }) => {
  await twoThemes(chat);
  await composer(chat).pressSequentially('b');
  await expect(composer(chat)).toHaveValue('b');
  await fullBoard(chat).click();
  await expect(board(chat).getByRole('button', { name: 'Close' })).toBeFocused();
  const [a, b] = [await theme(chat, 'Fun').boundingBox(), await theme(chat, 'Work').boundingBox()];
  expect(a?.y).toBe(b?.y);
  expect((a?.x ?? 0) + (a?.width ?? 0)).toBeLessThan(b?.x ?? 0);
  await choose(chat, 'More for the theme Work', 'Move left');
  await themes(chat).toEqual(['No theme', 'Work', 'Fun']);
  await choose(chat, 'More for the theme Work', 'Move right');
  await themes(chat).toEqual(['No theme', 'Fun', 'Work']);
  await drag(chat, 'Beta', card(chat, 'Epsilon'), 8);
  await cardsOf(chat, 'Work').toEqual(['Delta', 'Epsilon', 'Beta']);
  await chat.keyboard.press('b');
  await left(chat);
  await expect(fullBoard(chat)).toBeFocused();
  // A held key repeats.
  await chat.keyboard.down('b');
  await chat.keyboard.down('b');
  await chat.keyboard.up('b');
  await expect(fullBoard(chat)).toBeHidden();
  await chat.keyboard.press('Escape');
  await left(chat);
  await chat.keyboard.press('b');
  await expect(fullBoard(chat)).toBeHidden();
  // A notice is centred.
  await choose(chat, 'More for Beta', 'Set aside');
  const notices = chat.getByRole('region', { name: 'Notices' });
  const parts = [notices.getByText('Idea set aside'), notices.getByRole('button', { name: 'Dismiss' })];
  const [begin, end] = await Promise.all(parts.map((part) => part.boundingBox()));
  const middle = ((begin?.x ?? 0) + (end?.x ?? 0) + (end?.width ?? 0)) / 2;
  expect(Math.abs(middle - (chat.viewportSize()?.width ?? 0) / 2)).toBeLessThan(12);
  await chat.goBack();
  await left(chat);
});

test('an idea being written stays in view, and then its card, whatever the scroll position', async ({
  chat,
  upstream,
}) => {
  await chat.setViewportSize({ width: 1280, height: 420 });
  await twoThemes(chat);
  await chat.mouse.move(400, 20);
  upstream.say({
    pieces: ['idea: "Something new that is rather long, ', { hold: 'mid' }, 'and more"\nmessage: "Saved."'],
  });
  await ask(chat, 'One more');
  await expect(board(chat).getByText('Something new that is')).toBeInViewport({ ratio: 1 });
  await composer(chat).blur();
  await chat.keyboard.press('b');
  await expect(board(chat).getByText('Something new that is')).toBeInViewport({ ratio: 1 });
  await chat.keyboard.press('b');
  upstream.release('mid');
  await expect(card(chat, 'Something new that is rather long, and more')).toBeInViewport();
  await loose(chat).toEqual(['Alpha', 'Something new that is rather long, and more']);
  await expect(log(chat)).toContainText('Saved.');
});

test('several cards are selected by clicks, and moved, starred and set aside as one', async ({ chat }) => {
  const line = await lineOf(chat);
  await chat.reload();
  await expect(ideas(chat)).toHaveCount(5);
  const bar = board(chat).getByRole('region', { name: 'Selected ideas' });
  const before = await card(chat, 'Alpha').getByText('Alpha').boundingBox();
  await card(chat, 'Alpha').getByText('Alpha').click();
  await expect(bar).toContainText('1 selected');
  await card(chat, 'Gamma')
    .getByText('Gamma')
    .click({ modifiers: ['Shift'] });
  await expect(bar).toContainText('3 selected');
  // If the text wrapped differently, the cards below would move.
  expect(await card(chat, 'Alpha').getByText('Alpha').boundingBox()).toEqual(before);
  await card(chat, 'Beta').getByText('Beta').click();
  await expect(bar).toContainText('2 selected');
  await bar.getByRole('button', { name: 'Star' }).click();
  await expect(board(chat).getByRole('button', { name: 'Star Gamma' })).toHaveAttribute('aria-pressed', 'true');
  await expect(bar.getByRole('button', { name: 'Unstar' })).toBeVisible();
  // Changes made while others are in flight are sent as one.
  await settled(chat);
  await bar.getByRole('button', { name: 'Move to…' }).click();
  await chat.getByRole('textbox', { name: 'New theme' }).fill('Fun');
  await chat.keyboard.press('Enter');
  await cardsOf(chat, 'Fun').toEqual(['Alpha', 'Gamma']);
  await expect(bar).toHaveCount(0);
  await settled(chat);
  await handle(chat, 'Alpha').click();
  await handle(chat, 'Gamma').click();
  await drag(chat, 'Alpha', card(chat, 'Delta'), 8);
  await loose(chat).toEqual(['Beta', 'Delta', 'Alpha', 'Gamma', 'Epsilon']);
  await settled(chat);
  await bar.getByRole('button', { name: 'Set aside' }).click();
  await loose(chat).toEqual(['Beta', 'Delta', 'Epsilon']);
  await settled(chat);
  expect(line.asked.filter((request) => /"idea(s)?":/.test(JSON.stringify(request)))).toHaveLength(4);
  await chat.getByRole('button', { name: 'Undo' }).click();
  await loose(chat).toEqual(['Beta', 'Delta', 'Alpha', 'Gamma', 'Epsilon']);
});

test('selected cards are merged into the first one, with all texts in its editor, and that is undone in one step', async ({
  chat,
}) => {
  await twoThemes(chat);
  await handle(chat, 'Beta').press('Space');
  await handle(chat, 'Delta').press('Space');
  await board(chat)
    .getByRole('region', { name: 'Selected ideas' })
    .getByRole('button', { name: 'Merge' })
    .press('Enter');
  const editor = theme(chat, 'Fun').getByRole('textbox', { name: 'Edit idea' });
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('Beta\nDelta');
  await editor.fill('Beta and Delta');
  await editor.press('Enter');
  await cardsOf(chat, 'Fun').toEqual(['Beta and Delta', 'Gamma']);
  await expect(board(chat).getByRole('button', { name: 'More for Beta and Delta' })).toBeFocused();
  await themes(chat).toEqual(['Fun', 'Work']);
  await settled(chat);
  await chat.keyboard.press('Control+z');
  await cardsOf(chat, 'Fun').toEqual(['Beta', 'Gamma']);
  await cardsOf(chat, 'Work').toEqual(['Delta', 'Epsilon']);
});

test('the full board prints no empty column, and says at the top that nothing matches', async ({ chat }) => {
  for (const name of NAMES) await moveTo(chat, name, 'Fun');
  await chat.keyboard.press('b');
  await expect(board(chat).getByRole('heading', { name: 'No theme' })).toBeVisible();
  await chat.emulateMedia({ media: 'print' });
  await expect(board(chat).getByRole('heading', { name: 'No theme' })).toBeHidden();
  await chat.emulateMedia({ media: 'screen' });
  await board(chat).getByRole('searchbox', { name: 'Filter ideas' }).fill('nothing like it');
  expect((await board(chat).getByText('No matching ideas.').boundingBox())?.y).toBeLessThan(200);
  await chat.keyboard.press('Escape');
  await expect(board(chat).getByRole('searchbox', { name: 'Filter ideas' })).toHaveValue('');
  await expect(fullBoard(chat)).toBeHidden();
  await chat.keyboard.press('Escape');
  await left(chat);
});

test('cards are selected by keyboard, and Escape ends a drag, then the selection, then the full board', async ({
  chat,
}) => {
  const bar = board(chat).getByRole('region', { name: 'Selected ideas' });
  await handle(chat, 'Alpha').press('b');
  await handle(chat, 'Alpha').press('Space');
  await expect(handle(chat, 'Alpha')).toHaveAttribute('aria-pressed', 'true');
  await handle(chat, 'Beta').press('Enter');
  await expect(bar).toContainText('2 selected');
  await card(chat, 'Beta').hover();
  await handle(chat, 'Beta').hover();
  await chat.mouse.down();
  await chat.mouse.move(600, 500, { steps: 3 });
  await chat.keyboard.press('Escape');
  await chat.mouse.up();
  await expect(bar).toContainText('2 selected');
  await choose(chat, 'More for Beta', 'Selected ideas…');
  await expect(bar.getByRole('button', { name: 'Move to…' })).toBeFocused();
  await chat.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(fullBoard(chat)).toBeHidden();
  await choose(chat, 'More for Gamma', 'Select');
  await bar.getByRole('button', { name: 'Clear' }).press('Enter');
  await expect(bar).toHaveCount(0);
  await chat.keyboard.press('Escape');
  await expect(fullBoard(chat)).toBeVisible();
});

test('the filter finds ideas by the name of their theme too', async ({ chat }) => {
  await twoThemes(chat);
  await theme(chat, 'Work').getByRole('button', { name: 'Work 2' }).click();
  await board(chat).getByRole('searchbox', { name: 'Filter ideas' }).fill('work el');
  await cardsOf(chat, 'Work').toEqual(['Delta']);
  await themes(chat).toEqual(['Work']);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true });

  test.beforeEach(async ({ chat }) => {
    await chat.getByRole('button', { name: 'Ideas: 5 ideas' }).tap();
    await twoThemes(chat);
  });

  async function touchDrag(page: Page, text: string, target: Locator): Promise<void> {
    const touch = await page.context().newCDPSession(page);
    const from = await middle(handle(page, text));
    const to = await middle(target);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number; id?: number }[]) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point, id) => ({ id, ...point })) });
    await send('touchStart', [from]);
    for (const part of [0.3, 0.7, 1])
      await send('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
    // A second finger touches and lifts.
    const other = { x: 200, y: 600 };
    await send('touchStart', [to, other]);
    await send('touchMove', [to, { ...other, y: 590 }]);
    await send('touchEnd', [{ ...other, id: 1 }]);
    await send('touchMove', [to]);
    await send('touchEnd', []);
  }

  test('a finger drags a card to another theme, and taps handles and texts to select', async ({ chat }) => {
    await touchDrag(chat, 'Alpha', theme(chat, 'Fun').getByRole('heading'));
    await cardsOf(chat, 'Fun').toEqual(['Alpha', 'Beta', 'Gamma']);
    await handle(chat, 'Beta').tap();
    await card(chat, 'Gamma').getByText('Gamma').tap();
    const bar = board(chat).getByRole('region', { name: 'Selected ideas' });
    await expect(bar).toContainText('2 selected');
    for (const button of await bar.getByRole('button').all()) await expect(button).toBeInViewport({ ratio: 1 });
    await bar.getByRole('button', { name: 'Set aside' }).tap();
    await theme(chat, 'Fun')
      .getByText('Alpha')
      .tap({ modifiers: ['Shift'] });
    const notice = chat.getByRole('region', { name: 'Notices' }).getByText('2 ideas set aside');
    await expect(bar).toContainText('1 selected');
    const gap = async () => {
      const [above, below] = [await notice.boundingBox(), await bar.boundingBox()];
      return (below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0);
    };
    await expect.poll(gap).toBeGreaterThan(0);
  });

  test('the full board’s columns scroll sideways, and the page does not', async ({ chat }) => {
    await fullBoard(chat).tap();
    await expect(theme(chat, 'Work')).not.toBeInViewport({ ratio: 0.9 });
    await card(chat, 'Epsilon').scrollIntoViewIfNeeded();
    await expect(theme(chat, 'Work')).toBeInViewport({ ratio: 0.9 });
    expect(await chat.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await chat.goBack();
    await expect(composer(chat)).toBeVisible();
    await expect(board(chat)).toBeHidden();
  });
});
