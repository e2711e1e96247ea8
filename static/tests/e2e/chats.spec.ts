import type { Page } from '@playwright/test';
import {
  answered,
  answers,
  ask,
  board,
  composer,
  expect,
  ideas,
  list,
  log,
  panelLeft,
  startChat,
  status,
  test,
} from './fixtures';
import { reply } from './upstream';

async function choose(page: Page, chat: string, item: string): Promise<void> {
  await list(page).getByRole('link', { name: chat }).hover();
  await page.getByRole('button', { name: `More for ${chat}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test.beforeEach(async ({ chat, upstream }) => {
  upstream.say(reply('About cats.', ['Whiskers']), reply('About dogs.'));
  await ask(chat, 'Cat names');
  await answered(chat);
  await startChat(chat);
  await ask(chat, 'Dog names');
  await answered(chat);
});

test('chats are listed newest first, and open by their link', async ({ chat }) => {
  await expect(list(chat).getByRole('link')).toHaveText(['Dog names', 'Cat names']);
  await list(chat).getByRole('link', { name: 'Cat names' }).click();
  await expect(log(chat)).toContainText('About cats.');
  await expect(ideas(chat)).toHaveText(/Whiskers/);
  await expect(chat).toHaveTitle('Cat names · Brainstormer');
  expect(new URL(chat.url()).hash).toMatch(/^#chat=[0-9a-f]{32}$/);
  await chat.goBack();
  await expect(log(chat)).toContainText('About dogs.');
  await expect(board(chat)).not.toContainText('Whiskers');
});

/** Adds a chat to this browser's list, in the format of an earlier version of the page. */
async function usedBefore(page: Page, id: string, title: string, when: Date): Promise<void> {
  await page.evaluate(([key, value]) => localStorage.setItem(`brainstormer.chat.${key}`, JSON.stringify(value)), [
    id,
    { id, title, named: true, updatedAt: when.getTime() },
  ] as const);
}

test('chats are listed by the day they were last used, pinned ones first', async ({ chat }) => {
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  await usedBefore(chat, 'y', 'Horse names', yesterday);
  await usedBefore(chat, 'm', 'Bird names', new Date(2025, 2, 15));
  await chat.reload();
  await expect(list(chat).getByRole('heading')).toHaveText(['Today', 'Yesterday', 'March 2025']);
  await expect(list(chat).getByRole('link')).toHaveText(['Dog names', 'Cat names', 'Horse names', 'Bird names']);
  await choose(chat, 'Bird names', 'Pin');
  await expect(list(chat).getByRole('heading')).toHaveText(['Pinned', 'Today', 'Yesterday']);
  await expect(list(chat).getByRole('link').first()).toBeFocused();
  await chat.reload();
  await expect(list(chat).getByRole('link').first()).toHaveText('Bird names');
  await list(chat).getByRole('link', { name: 'Bird names' }).focus();
  await chat.keyboard.press('Tab');
  await chat.keyboard.press('Enter');
  await chat.keyboard.press('ArrowDown');
  await expect(chat.getByRole('menuitem', { name: 'Unpin' })).toBeFocused();
  await chat.keyboard.press('Enter');
  await expect(list(chat).getByRole('heading')).toHaveText(['Today', 'Yesterday', 'March 2025']);
  await expect(list(chat).getByRole('link', { name: 'Bird names' })).toBeFocused();
});

test('a chat is renamed', async ({ chat }) => {
  await choose(chat, 'Cat names', 'Rename');
  const field = list(chat).getByRole('textbox', { name: 'Chat name' });
  await expect(field).toBeFocused();
  await field.fill('A name for cats that is much too long for the list, but reads from its start');
  await field.press('Enter');
  await choose(chat, 'A name', 'Rename');
  await expect.poll(() => field.evaluate(({ scrollLeft }) => scrollLeft)).toBe(0);
  await field.fill('Felines');
  await field.press('Enter');
  await expect(list(chat).getByRole('link', { name: 'Felines' })).toBeVisible();
  await chat.reload();
  await expect(list(chat).getByRole('link', { name: 'Felines' })).toBeVisible();
});

test('chats are searched by title, messages and ideas', async ({ chat }) => {
  await list(chat).getByRole('searchbox', { name: 'Search chats' }).fill('dog');
  await expect(list(chat).getByRole('link')).toHaveText(['Dog names']);
  await list(chat).getByRole('searchbox', { name: 'Search chats' }).fill('whisk');
  await expect(list(chat).getByRole('link')).toHaveText([/Cat names.*Whiskers/]);
  await list(chat).getByRole('searchbox', { name: 'Search chats' }).fill('horse');
  await expect(list(chat)).toContainText('No matching chats.');
  await chat.reload();
  await list(chat).getByRole('searchbox', { name: 'Search chats' }).fill('about cat');
  await expect(list(chat).getByRole('link')).toHaveText([/Cat names.*About cats/]);
  await list(chat).getByRole('searchbox', { name: 'Search chats' }).fill('whisk');
  await expect(list(chat).getByRole('link')).toHaveText([/Cat names.*Whiskers/]);
});

test('an excerpt has its own text direction, whatever that of its title', async ({ chat }) => {
  await choose(chat, 'Cat names', 'Rename');
  await list(chat).getByRole('textbox', { name: 'Chat name' }).fill('שמות');
  await chat.keyboard.press('Enter');
  await list(chat).getByRole('searchbox', { name: 'Search chats' }).fill('whisk');
  await expect(list(chat).getByText('Whiskers')).toHaveCSS('direction', 'ltr');
  await expect(list(chat).getByRole('link')).toHaveCSS('direction', 'rtl');
});

test('a chat is removed only from this list, and comes back by undo and by its link', async ({ chat, join }) => {
  const url = chat.url();
  const friend = await join();
  await expect(log(friend)).toContainText('About dogs.');
  await choose(chat, 'Dog names', 'Remove from my list');
  await expect(list(chat).getByRole('link')).toHaveText(['Cat names']);
  await expect(chat.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
  await expect(status(chat)).toHaveText('Chat removed from your list');
  await ask(friend, 'Go on');
  await answered(friend);
  await expect(list(chat).getByRole('link')).toHaveText(['Cat names']);
  await chat.getByRole('button', { name: 'Undo' }).click();
  await expect(list(chat).getByRole('link')).toHaveText(['Dog names', 'Cat names']);
  await expect(log(chat)).toContainText('Go on');
  await list(chat).getByRole('link', { name: 'Dog names' }).focus();
  await chat.keyboard.press('Tab');
  await chat.keyboard.press('Enter');
  await chat.getByRole('menuitem', { name: 'Remove from my list' }).focus();
  await chat.keyboard.press('Enter');
  await chat.reload();
  await expect(list(chat).getByRole('link')).toHaveText(['Cat names']);
  await chat.goto(url);
  await expect(list(chat).getByRole('link')).toHaveText(['Dog names', 'Cat names']);
  await expect(log(friend)).toContainText('Go on');
});

test('a deleted chat comes back by undo', async ({ chat }) => {
  await choose(chat, 'Dog names', 'Delete for everyone');
  await expect(list(chat).getByRole('link', { name: 'Dog names' })).toHaveCount(0);
  await expect(chat.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
  await chat.getByRole('button', { name: 'Undo' }).click();
  await expect(list(chat).getByRole('link', { name: 'Dog names' })).toBeVisible();
  await expect(log(chat)).toContainText('About dogs.');
});

test('a deleted chat is gone for everyone once the time to undo has passed', async ({ chat, join }) => {
  const url = chat.url();
  const friend = await join();
  await expect(log(friend)).toContainText('About dogs.');
  await choose(chat, 'Dog names', 'Delete for everyone');
  await expect(friend.getByRole('heading', { name: 'This chat was deleted' })).toBeVisible({ timeout: 20_000 });
  await expect(friend.getByRole('main')).toBeFocused();
  await expect(friend.getByRole('heading', { name: 'Deleted chat' })).toBeVisible();
  await expect(board(friend)).not.toContainText('add your own');
  await chat.goto(url);
  await chat.reload();
  await expect(chat.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
  await expect(list(chat).getByRole('link')).toHaveText(['Cat names']);
});

test('each chat keeps its own draft', async ({ chat }) => {
  await composer(chat).fill('half a thought about dogs');
  await list(chat).getByRole('link', { name: 'Cat names' }).click();
  await expect(composer(chat)).toHaveValue('');
  await list(chat).getByRole('link', { name: 'Dog names' }).click();
  await expect(composer(chat)).toHaveValue('half a thought about dogs');
});

test('two tabs on one chat each keep their own draft over a reload, and a new tab takes the newest', async ({
  chat,
  context,
}) => {
  const other = await context.newPage();
  await other.goto(chat.url());
  await composer(chat).fill('a thought in the first tab');
  await composer(other).fill('a thought in the second tab');
  await chat.reload();
  await expect(composer(chat)).toHaveValue('a thought in the first tab');
  await composer(chat).press('Enter');
  await answered(chat);
  await other.reload();
  await expect(composer(other)).toHaveValue('a thought in the second tab');
  await other.close();
  const next = await context.newPage();
  await next.goto(chat.url());
  await expect(composer(next)).toHaveValue('a thought in the second tab');
});

test('an answer in another chat is marked in the list', async ({ chat, upstream }) => {
  upstream.say({ pieces: ['message: "Slowly, slowly, slowly ', { hold: 'mid' }, 'done."'] });
  await ask(chat, 'Take your time');
  await expect(log(chat)).toContainText('Slowly');
  await list(chat).getByRole('link', { name: 'Cat names' }).click();
  await expect(list(chat).getByRole('link', { name: /Dog names ?, answering/ })).toBeVisible();
  upstream.release('mid');
  await list(chat)
    .getByRole('link', { name: /Dog names ?, new answer/ })
    .click();
  await expect(answers(chat).last()).toContainText('done.');
  await expect(list(chat).getByRole('link', { name: 'Dog names', exact: true })).toBeVisible();
});

test('a link opens the same chat in another browser', async ({ chat, join, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await choose(chat, 'Cat names', 'Copy link');
  await expect(chat.getByText(/Link copied/).first()).toBeVisible();
  const link = await chat.evaluate(() => navigator.clipboard.readText());
  const friend = await join(link);
  await expect(log(friend)).toContainText('About cats.');
  await expect(list(friend).getByRole('link')).toHaveText(['Cat names']);
});

test('a link brings all chats to another browser, where they stay', async ({ chat, browser, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await choose(chat, 'Cat names', 'Pin');
  await list(chat).getByRole('button', { name: 'Settings' }).click();
  await chat.getByRole('button', { name: 'Copy a link to all my chats' }).click();
  await expect(chat.getByText('Anyone with the link can read, edit and delete these chats.').first()).toBeVisible();
  const link = await chat.evaluate(() => navigator.clipboard.readText());
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  const asked: string[] = [];
  other.on('request', (request) => asked.push(request.url()));
  await other.goto(link);
  await expect(other.getByText('2 chats were added to your list.').first()).toBeVisible();
  await expect(list(other).getByRole('link')).toHaveText(['Dog names', 'Cat names']);
  expect(new URL(other.url()).hash).toMatch(/^#chat=[0-9a-f]{32}$/);
  expect(asked.filter((url) => url.includes('Cat'))).toEqual([]);
  await list(other).getByRole('link', { name: 'Cat names' }).click();
  await expect(log(other)).toContainText('About cats.');
  const shown = other.url();
  await other.evaluate((hash) => location.assign(hash), new URL(link).hash);
  await expect(other.getByText('These chats are already in your list.').first()).toBeVisible();
  expect(other.url()).toBe(shown);
  await expect(log(other)).toContainText('About cats.');
  await elsewhere.close();
});

for (const hash of ['#chats=constructor,__proto__', '#chats=%,../x,<b>', `#chats=${'a,'.repeat(100_000)}`]) {
  test(`a hostile list of chats does no harm: ${hash.slice(0, 30)}`, async ({ chat }) => {
    await chat.evaluate((to) => location.assign(to), hash);
    await expect(log(chat)).toContainText('About dogs.');
    await expect.poll(() => new URL(chat.url()).hash).toMatch(/^#chat=[0-9a-f]{32}$/);
    await chat.reload();
    await expect(list(chat).getByRole('link', { name: 'Dog names' })).toBeVisible();
    await list(chat).getByRole('link').last().click();
    await expect(composer(chat)).toBeVisible();
  });
}

test('Ctrl+K finds a chat or an action, and returns focus', async ({ chat }) => {
  const field = chat.getByRole('combobox', { name: 'Find a chat or an action' });
  const option = chat.getByRole('option');
  await composer(chat).fill('half a thought');
  await chat.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await expect(option.first()).toHaveAttribute('aria-selected', 'true');
  await chat.keyboard.press('ArrowUp');
  await expect(option.last()).toHaveAttribute('aria-selected', 'true');
  await expect(option.last()).toHaveText('Cat names');
  await chat.keyboard.press('Escape');
  await expect(chat.getByRole('dialog')).toHaveCount(0);
  await expect(composer(chat)).toBeFocused();
  await expect(composer(chat)).toHaveValue('half a thought');

  await chat.keyboard.press('Meta+k');
  await expect(field).toBeFocused();
  await chat.keyboard.type('whisk');
  await expect(option).toHaveText([/Cat names.*Whiskers/]);
  expect((await option.boundingBox())?.height).toBeLessThan(60);
  await chat.keyboard.press('Enter');
  await expect(log(chat)).toContainText('About cats.');
  await expect(composer(chat)).toBeFocused();

  const background = () => chat.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await chat.keyboard.press('Control+k');
  await chat.keyboard.type('dark');
  await chat.keyboard.press('Enter');
  await expect.poll(background).not.toBe(light);

  await chat.keyboard.press('Control+k');
  await field.fill('horse');
  const [above, below] = await Promise.all([field, chat.getByText('No matches.')].map((part) => part.boundingBox()));
  expect((below?.y ?? 0) - (above?.y ?? 0)).toBeLessThan(60);
  await chat.keyboard.press('ArrowDown');
  await field.fill('setti');
  await expect(option).toHaveCount(1);
  await chat.keyboard.press('Enter');
  await expect(chat.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await chat.keyboard.press('Escape');
  await expect(composer(chat)).toBeFocused();
  await chat.keyboard.press('Control+k');
  await option.filter({ hasText: 'New chat' }).click();
  await expect(chat.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
  await expect(composer(chat)).toBeFocused();
});

test('Ctrl+K also finds what the menus of the chat and its board have', async ({ chat }) => {
  const option = chat.getByRole('option');
  const find = async (text: string) => {
    await chat.keyboard.press('Control+k');
    await chat.getByRole('combobox', { name: 'Find a chat or an action' }).fill(text);
  };
  await find('board');
  await expect(option.first()).toHaveText('Full board (B)');
  await expect(option.filter({ hasText: 'Board: Import…' })).toBeVisible();
  await chat.keyboard.press('Enter');
  await expect(board(chat).getByRole('button', { name: 'Close' })).toBeFocused();
  await chat.keyboard.press('Escape');
  await panelLeft(chat);
  await board(chat).getByRole('textbox', { name: 'Add an idea' }).fill('One idea');
  await chat.keyboard.press('Enter');
  await expect(ideas(chat)).toHaveCount(1);
  await find('undo');
  await chat.keyboard.press('Enter');
  await expect(ideas(chat)).toHaveCount(0);
  await find('rename');
  await chat.keyboard.press('Enter');
  const name = list(chat).getByRole('textbox', { name: 'Chat name' });
  await expect(name).toBeFocused();
  await chat.keyboard.type('Hounds');
  await chat.keyboard.press('Enter');
  await expect(list(chat).getByRole('link', { name: 'Hounds' })).toBeVisible();
  await chat.setViewportSize({ width: 900, height: 700 });
  await find('rename');
  await chat.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await chat.keyboard.press('Escape');
  await expect(list(chat).getByRole('link', { name: 'Hounds' })).toBeVisible();
  await chat.keyboard.press('Escape');
  await panelLeft(chat);
  await find('delete');
  await expect(option).toHaveText('Chat: Delete for everyone');
  await chat.keyboard.press('Enter');
  await expect(status(chat)).toHaveText('Deleted for everyone');
  await expect(chat.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
});

test('Tab in the finder goes from its field to the close button, not to the list', async ({ chat }) => {
  const field = chat.getByRole('combobox', { name: 'Find a chat or an action' });
  // A window so low that the list scrolls.
  await chat.setViewportSize({ width: 1280, height: 320 });
  await chat.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await chat.keyboard.press('Shift+Tab');
  await expect(chat.getByRole('button', { name: 'Close' })).toBeFocused();
  await chat.keyboard.press('Tab');
  await expect(field).toBeFocused();
  await chat.keyboard.press('Tab');
  await expect(chat.getByRole('listbox')).not.toBeFocused();
});

test('Back closes a dialog instead of leaving the chat, and never leads to a closed one', async ({ chat }) => {
  const url = chat.url();
  const dialog = chat.getByRole('dialog');
  const settings = chat.getByRole('option', { name: 'Settings' });
  await chat.keyboard.press('Control+k');
  await expect(dialog).toHaveAccessibleName('Go to');
  await chat.goBack();
  await expect(dialog).toBeHidden();
  await chat.keyboard.press('Control+k');
  await settings.click();
  await expect(dialog).toHaveAccessibleName('Settings');
  await chat.goBack();
  await expect(dialog).toBeHidden();
  expect(chat.url()).toBe(url);
  await board(chat).getByRole('button', { name: 'Full board' }).click();
  await chat.keyboard.press('Control+k');
  await chat.getByRole('option', { name: 'Cat names' }).click();
  await expect(log(chat)).toContainText('About cats.');
  await chat.goBack();
  await expect(chat).toHaveURL(url);
  await panelLeft(chat);
});

for (const by of ['its button', 'Escape']) {
  test(`a dialog that is opened just after one was closed by ${by} stays open, and Back closes it`, async ({
    chat,
  }) => {
    const url = chat.url();
    const dialog = chat.getByRole('dialog');
    await list(chat).getByRole('button', { name: 'Settings' }).click();
    await expect(dialog).toHaveAccessibleName('Settings');
    await dialog.evaluate(async (settings: HTMLDialogElement, byButton) => {
      const arrived = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
      // Escape closes the dialog at once, but its close event comes later.
      if (byButton) settings.querySelector<HTMLElement>('[aria-label="Close"]')?.click();
      else settings.close();
      // Going back in the history takes a while.
      await Promise.resolve();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }));
      await arrived;
    }, by === 'its button');
    await expect(dialog).toHaveAccessibleName('Go to');
    await expect(chat.getByRole('option').first()).toBeVisible();
    await chat.goBack();
    await expect(dialog).toBeHidden();
    expect(chat.url()).toBe(url);
  });
}

test('a chat chosen while the history leaves a closed dialog is shown, and Back leads from it', async ({ chat }) => {
  const url = chat.url();
  await list(chat).getByRole('button', { name: 'Settings' }).click();
  await expect(chat.getByRole('dialog')).toHaveAccessibleName('Settings');
  await list(chat)
    .getByRole('link', { name: 'Cat names' })
    .evaluate(async (cats: HTMLElement) => {
      const go = history.go.bind(history);
      const leaving = new Promise<void>((resolve) => {
        history.go = (delta) => {
          go(delta);
          resolve();
        };
      });
      document.querySelector<HTMLElement>('dialog[open] [aria-label="Close"]')?.click();
      await leaving;
      cats.click();
    });
  await expect(log(chat)).toContainText('About cats.');
  await chat.goBack();
  await expect(chat).toHaveURL(url);
});

test('Back leads to the previous chat, even after a reload with an open panel', async ({ chat }) => {
  const place = () => chat.evaluate(() => navigation.currentEntry?.index);
  const before = await place();
  await board(chat).getByRole('button', { name: 'Full board' }).click();
  await expect.poll(place).not.toBe(before);
  await chat.reload();
  await expect.poll(place).toBe(before);
  await expect(log(chat)).toContainText('About dogs.');
  await list(chat).getByRole('link', { name: 'Cat names' }).click();
  await expect(log(chat)).toContainText('About cats.');
  await chat.goBack();
  await expect(log(chat)).toContainText('About dogs.');
});

test('the chosen theme is kept, and shown from the first paint on', async ({ chat }) => {
  const background = () => chat.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await list(chat).getByRole('button', { name: 'Settings' }).click();
  await chat.getByRole('radio', { name: 'Dark' }).check({ force: true });
  const dark = await background();
  expect(dark).not.toBe(light);
  await chat.reload({ waitUntil: 'commit' });
  await chat.waitForSelector('body');
  expect(await background()).toBe(dark);
});
