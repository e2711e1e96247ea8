import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  answered,
  answers,
  ask,
  board,
  choose,
  composer,
  expect,
  fill,
  ideas,
  list,
  log,
  lost,
  paste,
  saveThree,
  settled,
  status,
  test,
  words,
} from './fixtures';
import { reply } from './upstream';

const nextFrames = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  });

test.beforeEach(({ chat, upstream }) => saveThree(chat, upstream));

test('an idea is edited in place: Enter keeps it, Escape does not', async ({ chat }) => {
  await choose(chat, 'Beta', 'Edit');
  const editor = board(chat).getByRole('textbox', { name: 'Edit idea' });
  await expect(editor).toBeFocused();
  await editor.fill('Never mind');
  await editor.press('Escape');
  await expect(ideas(chat).nth(1)).toContainText('Beta');
  await choose(chat, 'Beta', 'Edit');
  await editor.fill('Better');
  await editor.press('Enter');
  await expect(ideas(chat).nth(1)).toHaveText('Better');
  await expect(board(chat).getByRole('button', { name: 'More for Better' })).toBeFocused();
  await settled(chat);
  await chat.reload();
  await expect(ideas(chat).nth(1)).toContainText('Better');
});

test('an unfinished edit of an idea is kept over a reload', async ({ chat }) => {
  await choose(chat, 'Beta', 'Edit');
  await board(chat).getByRole('textbox', { name: 'Edit idea' }).fill('Better');
  await chat.reload();
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Better', 'Gamma']);
  await settled(chat);
});

test('ideas are starred and filtered', async ({ chat }) => {
  for (const text of ['Delta', 'Epsilon']) {
    await board(chat).getByRole('textbox', { name: 'Add an idea' }).fill(text);
    await chat.keyboard.press('Enter');
  }
  await ideas(chat).filter({ hasText: 'Gamma' }).hover();
  await chat.getByRole('button', { name: 'Star Gamma' }).click();
  await board(chat).getByRole('button', { name: 'Starred only' }).click();
  await expect(ideas(chat)).toHaveCount(1);
  await board(chat).getByRole('button', { name: 'Starred only' }).click();
  await board(chat).getByRole('searchbox', { name: 'Filter ideas' }).fill('ta');
  await expect.poll(() => words(chat)).toEqual(['Beta', 'Delta']);
});

test('ideas are reordered by keys, and keep the focus', async ({ chat }) => {
  const handle = board(chat).getByRole('button', { name: 'Move Alpha' });
  await handle.focus();
  await handle.press('ArrowDown');
  await expect.poll(() => words(chat)).toEqual(['Beta', 'Alpha', 'Gamma']);
  await expect(handle).toBeFocused();
  await expect(status(chat)).toHaveText('Moved to 2 of 3');
  await handle.press('ArrowDown');
  await expect.poll(() => words(chat)).toEqual(['Beta', 'Gamma', 'Alpha']);
  await settled(chat);
  await chat.reload();
  await expect.poll(() => words(chat)).toEqual(['Beta', 'Gamma', 'Alpha']);
});

test('ideas are reordered by dragging', async ({ chat }) => {
  const handle = board(chat).getByRole('button', { name: 'Move Gamma' });
  const from = await handle.boundingBox();
  const to = await ideas(chat).first().boundingBox();
  if (!from || !to) throw new Error('nothing to drag');
  await chat.mouse.move(from.x + 8, from.y + 8);
  await chat.mouse.down();
  await chat.mouse.move(from.x + 8, from.y - 20, { steps: 4 });
  await chat.mouse.move(from.x + 8, to.y + 2, { steps: 4 });
  await chat.mouse.up();
  await expect.poll(() => words(chat)).toEqual(['Gamma', 'Alpha', 'Beta']);
  await settled(chat);
  await chat.reload();
  await expect.poll(() => words(chat)).toEqual(['Gamma', 'Alpha', 'Beta']);
});

test('a card dropped in its own place does not take focus later', async ({ chat, upstream }) => {
  const handle = board(chat).getByRole('button', { name: 'Move Beta' });
  await handle.hover();
  await chat.mouse.down();
  const { x, y } = (await handle.boundingBox()) ?? { x: 0, y: 0 };
  await chat.mouse.move(x + 8, y + 20, { steps: 4 });
  await chat.mouse.up();
  upstream.say(reply('Saved.', ['Delta']));
  await ask(chat, 'One more');
  await expect(ideas(chat)).toHaveCount(4);
  await answered(chat);
  await expect(composer(chat)).toBeFocused();
});

test('an idea that was set aside is restored by undo, or later from the list of those set aside', async ({ chat }) => {
  await choose(chat, 'Beta', 'Set aside');
  await expect(ideas(chat)).toHaveCount(2);
  await chat.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Beta', 'Gamma']);
  await choose(chat, 'Alpha', 'Set aside');
  await expect(ideas(chat)).toHaveCount(2);
  await chat.reload();
  await board(chat).getByText('Set aside').click();
  await board(chat).getByRole('button', { name: 'Restore Alpha' }).click();
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Beta', 'Gamma']);
});

test('an added or written idea is shown, whatever the filter or the scroll position', async ({ chat, upstream }) => {
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  const add = async (text: string) => {
    await field.fill(text);
    await field.press('Enter');
  };
  for (let index = 0; index < 30; index += 1) await add(`Idea ${index}`);
  await expect(board(chat).getByText('Idea 29', { exact: true })).toBeInViewport();
  await board(chat).getByRole('searchbox', { name: 'Filter ideas' }).fill('Alpha');
  await add('Something else');
  await expect(board(chat).getByText('Something else')).toBeInViewport();
  await expect(ideas(chat)).toHaveCount(34);
  await add('alpha');
  await expect(board(chat).getByText('Alpha', { exact: true })).toBeInViewport();
  upstream.say({ pieces: ['idea: "The last letter, ', 'which is ', { hold: 'mid' }, 'Omega"\nmessage: "Saved."'] });
  await board(chat).getByRole('searchbox', { name: 'Filter ideas' }).fill('Beta');
  await ask(chat, 'Save one more');
  await expect(board(chat).getByText('The last letter,')).toBeInViewport();
  await board(chat).getByRole('searchbox', { name: 'Filter ideas' }).fill('');
  await chat.mouse.move(600, 20);
  await composer(chat).focus();
  await expect(board(chat).getByText('The last letter,')).toBeInViewport();
  upstream.release('mid');
  await expect(board(chat).getByText('Omega')).toBeInViewport();
  await answered(chat);
  const long = 'Written at once, and in so many words that they need more than the two lines that most of them have';
  upstream.say(reply('- What comes after it', [long]));
  // The board may still be scrolling to the newest card.
  await expect(async () => {
    await chat.getByRole('button', { name: 'Star Idea 0' }).scrollIntoViewIfNeeded();
    await expect(board(chat).getByText('Omega')).not.toBeInViewport({ timeout: 100 });
  }).toPass();
  await ask(chat, 'And another');
  await expect(board(chat).getByText(long)).toBeInViewport({ ratio: 1 });
  await answered(chat);
  await chat.getByRole('button', { name: 'Star Idea 0' }).scrollIntoViewIfNeeded();
  await log(chat).getByRole('button', { name: 'Add to board: What comes after it' }).press('Enter');
  await expect(board(chat).getByText('What comes after it')).toBeInViewport({ ratio: 1 });
});

test('the view stays with a card that has focus or is moved, and scrolls as far as the wheel', async ({
  chat,
  upstream,
}) => {
  const words = 'An idea that needs more than the one line that a card is guessed to have until it is drawn, ';
  const many = Array.from({ length: 90 }, (_, index) => `${words.repeat(2)}${index}`);
  upstream.say(reply('Saved.', many));
  await ask(chat, 'Save many');
  await answered(chat);
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  const last = ideas(chat).last();
  const reload = async () => {
    await chat.reload();
    await expect(ideas(chat)).toHaveCount(93);
  };
  await reload();
  await field.focus();
  await chat.keyboard.press('Shift+Tab');
  await chat.keyboard.press('End');
  await expect(last).toBeInViewport({ ratio: 0.9 });
  const alpha = ideas(chat).filter({ hasText: 'Alpha' });
  await alpha.getByRole('button', { name: 'Move Alpha' }).focus();
  for (let step = 0; step < 8; step += 1) {
    await chat.keyboard.press('ArrowDown');
    await expect(alpha).toBeInViewport({ ratio: 0.9 });
  }
  await reload();
  await last.evaluate((card) => card.closest('.board-scroller')?.scrollTo(0, 1e6));
  await expect(last).toBeVisible();
  await chat.mouse.move(1100, 400);
  const top = async () => Math.round((await last.boundingBox())?.y ?? 0);
  const before = await top();
  for (let tick = 1; tick <= 4; tick += 1) {
    await chat.mouse.wheel(0, -300);
    await expect.poll(top).toBeGreaterThanOrEqual(before + tick * 300 - 5);
  }
  // Cards above get their real heights in the next frames.
  await nextFrames(chat);
  expect(Math.abs((await top()) - before - 1_200)).toBeLessThan(6);
});

test('a card’s menu is within the window even if its card was scrolled out of view', async ({ chat }) => {
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  for (let index = 0; index < 30; index += 1) {
    await field.fill(`Idea ${index}`);
    await field.press('Enter');
  }
  const button = (idea: string) => chat.getByRole('button', { name: `More for ${idea}`, exact: true });
  await expect(button('Idea 29')).toBeInViewport();
  for (const [focused, shown] of [
    ['Alpha', 'Idea 29'],
    ['Idea 29', 'Alpha'],
  ] as const) {
    await button(focused).focus();
    // The board scrolls to the focused card in the next frames too.
    await nextFrames(chat);
    await button(shown).scrollIntoViewIfNeeded();
    await expect(button(focused)).not.toBeInViewport();
    await chat.keyboard.press('Enter');
    await expect(chat.getByRole('menuitem', { name: 'Tell me more' })).toBeInViewport({ ratio: 1 });
    await expect(chat.getByRole('menuitem', { name: 'Set aside' })).toBeInViewport({ ratio: 1 });
    await chat.keyboard.press('Escape');
  }
});

test('“tell me more” asks about the idea', async ({ chat, upstream }) => {
  upstream.say(reply('Beta is the second letter.'));
  await choose(chat, 'Beta', 'Tell me more');
  await expect(log(chat)).toContainText('Tell me more about this idea: “Beta”');
  await expect(log(chat)).toContainText('Beta is the second letter.');
});

test('an idea leads back to its answer, even to one that is not loaded', async ({ chat, context }) => {
  await fill(chat, 50);
  await chat.reload();
  await expect(log(chat)).toContainText('filler 49');
  await expect(log(chat)).not.toContainText('Save three');
  await context.setOffline(true);
  await expect(lost(chat)).toBeVisible();
  await choose(chat, 'Beta', 'Show in chat');
  await expect(chat.getByText('Can’t load the answer while offline.').first()).toBeVisible();
  await context.setOffline(false);
  await expect(lost(chat)).toBeHidden();
  await choose(chat, 'Beta', 'Show in chat');
  const source = answers(chat).filter({ hasText: 'Save three' });
  await expect(source).toBeInViewport();
  await expect(source).toBeFocused();
});

test('earlier messages are loaded without moving what is read', async ({ chat }) => {
  await fill(chat, 25);
  await chat.reload();
  await expect(log(chat)).toContainText('filler 24');
  await expect(log(chat)).not.toContainText('Save three');
  await log(chat).evaluate((element) => element.scrollTo(0, 0));
  const oldest = answers(chat).filter({ hasText: /filler 5\D/ });
  await expect(oldest).toBeInViewport();
  const place = async () => (await oldest.boundingBox())?.y ?? 0;
  const before = await place();
  await log(chat).getByRole('button', { name: 'Show earlier messages' }).click();
  await expect(log(chat)).toContainText('Save three');
  await expect.poll(async () => Math.abs((await place()) - before)).toBeLessThan(60);
});

test('the board is copied and exported', async ({ chat, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const menu = async (item: string) => {
    await board(chat).getByRole('button', { name: 'Copy, export, print' }).click();
    await chat.getByRole('menuitem', { name: item }).click();
  };
  await menu('Copy all');
  await expect(chat.getByText('3 ideas copied').first()).toBeVisible();
  expect(await chat.evaluate(() => navigator.clipboard.readText())).toBe('Alpha\nBeta\nGamma');
  await menu('Copy as Markdown');
  await expect.poll(() => chat.evaluate(() => navigator.clipboard.readText())).toContain('- Alpha\n- Beta');
  for (const [item, name, start] of [
    ['Export as Markdown', 'save-three.md', '# Save three\n\n- Alpha\n'],
    ['Export as CSV', 'save-three.csv', '\uFEFF"theme","idea","starred"\r\n"","Alpha","no"'],
    ['Export as JSON', 'save-three.json', '{\n  "title": "Save three"'],
    ['Export as Mermaid mind map', 'save-three.mmd', 'mindmap\n  ["Save three"]\n    ["Alpha"]\n'],
  ] as const) {
    const download = chat.waitForEvent('download');
    await menu(item);
    const file = await download;
    expect(file.suggestedFilename()).toBe(name);
    expect((await readFile(await file.path(), 'utf8')).startsWith(start)).toBe(true);
  }
});

test.describe('with a decimal comma', () => {
  test.use({ locale: 'de-DE' });

  test('a board is exported with the semicolons that spreadsheets expect', async ({ chat }) => {
    await board(chat).getByRole('button', { name: 'Copy, export, print' }).click();
    const download = chat.waitForEvent('download');
    await chat.getByRole('menuitem', { name: 'Export as CSV' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toContain(
      '"theme";"idea";"starred"\r\n"";"Alpha";"no"',
    );
  });
});

test('the board stays where it is while the pointer is on a card, also when an idea arrives', async ({
  chat,
  upstream,
}) => {
  await paste(chat, Array.from({ length: 40 }, (_, index) => `- Idea ${index}`).join('\n'));
  await board(chat).getByText('Alpha', { exact: true }).hover();
  upstream.say(reply('Saved.', ['The newest of all']));
  await ask(chat, 'One more');
  await answered(chat);
  await expect(board(chat).getByText('The newest of all')).toHaveCount(1);
  await nextFrames(chat);
  await expect(board(chat).getByText('Alpha', { exact: true })).toBeInViewport();
  await chat.mouse.move(600, 20);
  upstream.say(reply('Saved.', ['One that comes into view']));
  await ask(chat, 'And another');
  await expect(board(chat).getByText('One that comes into view')).toBeInViewport();
});

test('Print loads the whole chat first, and ends the filter', async ({ chat }) => {
  await fill(chat, 25);
  await chat.reload();
  await paste(chat, '- Delta\n- Epsilon');
  await board(chat).getByRole('searchbox', { name: 'Filter ideas' }).fill('Delta');
  await expect(ideas(chat)).toHaveCount(1);
  await expect(answers(chat).last()).toBeVisible();
  await chat.evaluate(() => {
    window.print = () => {
      const [turns, cards] = ['.turn', '[data-idea]'].map((part) => document.querySelectorAll(part).length);
      document.title = `printed ${turns} turns, ${cards} ideas`;
    };
  });
  await board(chat).getByRole('button', { name: 'Copy, export, print' }).click();
  await chat.getByRole('menuitem', { name: 'Print chat and board' }).click();
  await expect(chat).toHaveTitle('printed 26 turns, 5 ideas');
});

test('the print of a chat has its messages and its board, and no controls', async ({ chat, upstream }) => {
  upstream.say({ pieces: ['idea: "Only half of'], cut: true });
  await ask(chat, 'One more');
  await expect(log(chat).getByRole('button', { name: 'Add to board', exact: true })).toBeVisible();
  await chat.emulateMedia({ media: 'print' });
  await expect(board(chat).getByText('Alpha')).toBeVisible();
  await expect(log(chat)).toContainText('Saved three.');
  await expect(composer(chat)).toBeHidden();
  await expect(list(chat)).toBeHidden();
  await expect(chat.getByRole('button')).toHaveCount(0);
});
