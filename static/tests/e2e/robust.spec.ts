// Things that must not happen, tried on the real page.

import type { Page } from '@playwright/test';
import {
  answered,
  answers,
  ask,
  board,
  choose,
  composer,
  expect,
  ideas,
  list,
  log,
  paste,
  saveThree,
  settled,
  startChat,
  test,
  words,
} from './fixtures';
import { slowLine } from './line';
import { reply } from './upstream';

for (const id of ['constructor', 'toString', '__proto__']) {
  test(`a link to the chat “${id}” opens an empty chat, and is not kept`, async ({ chat, server }) => {
    await chat.goto(`${server.url}#chat=${id}`);
    await chat.reload();
    await expect(composer(chat)).toBeVisible();
    await expect(chat.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await chat.goto('about:blank');
    await chat.goto(server.url);
    await expect(composer(chat)).toBeVisible();
    expect(new URL(chat.url()).hash).not.toContain(id);
  });
}

test('an edit of 70 KB is never sent, and the socket lives on', async ({ chat, upstream }) => {
  await ask(chat, 'One line');
  await answered(chat);
  await composer(chat).press('ArrowUp');
  const editor = chat.getByRole('textbox', { name: 'Edit message' });
  await editor.fill('x'.repeat(70_000));
  await editor.press('Enter');
  await expect(chat.getByText('62,000 characters over the limit')).toBeVisible();
  await editor.press('Escape');
  upstream.say(reply('Still here.'));
  await ask(chat, 'Still there?');
  await expect(log(chat)).toContainText('Still here.');
});

test('a chat that loads slowly says so, is requested in smaller pages, and arrives', async ({ chat }) => {
  await ask(chat, 'Hello');
  await answered(chat);
  const line = await slowLine(chat);
  await chat.reload();
  await expect(chat.getByText('Still loading. Your connection is slow.')).toBeVisible({ timeout: 15_000 });
  expect(line.asked[0]).toMatchObject({ open: true, limit: 20 });
  line.letThrough();
  await expect(log(chat)).toContainText('Hello');
});

test.describe('a drag', () => {
  test.beforeEach(async ({ chat, upstream }) => saveThree(chat, upstream));

  async function grab(page: Page, idea: string): Promise<{ x: number; y: number }> {
    await ideas(page).filter({ hasText: idea }).hover();
    const box = await board(page)
      .getByRole('button', { name: `Move ${idea}` })
      .boundingBox();
    if (!box) throw new Error('nothing to drag');
    const at = { x: box.x + 8, y: box.y + 8 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    return at;
  }

  /** Another page on the board of the same chat. */
  async function friendOf(page: Page): Promise<Page> {
    const friend = await page.context().newPage();
    await friend.goto(page.url());
    await expect(ideas(friend)).toHaveCount(3);
    await page.bringToFront();
    return friend;
  }

  test('moves the card that was grabbed, even if the board changes meanwhile', async ({ chat }) => {
    const friend = await friendOf(chat);
    const { x, y } = await grab(chat, 'Beta');
    await chat.mouse.move(x, y + 20, { steps: 4 });
    await choose(friend, 'Alpha', 'Set aside');
    await expect(ideas(chat)).toHaveCount(2);
    await chat.mouse.move(x, y + 160, { steps: 4 });
    await chat.mouse.up();
    await expect.poll(() => words(chat)).toEqual(['Gamma', 'Beta']);
    await settled(chat);
    await expect.poll(() => words(friend)).toEqual(['Gamma', 'Beta']);
  });

  test('ends when its card goes away', async ({ chat }) => {
    const friend = await friendOf(chat);
    const { x, y } = await grab(chat, 'Beta');
    await chat.mouse.move(x, y + 20, { steps: 4 });
    await choose(friend, 'Beta', 'Set aside');
    await expect(ideas(chat)).toHaveCount(2);
    await expect(board(chat)).not.toHaveAttribute('data-dragging');
    await chat.mouse.up();
    expect(await words(chat)).toEqual(['Alpha', 'Gamma']);
  });

  test('is cancelled by Escape', async ({ chat }) => {
    const { x, y } = await grab(chat, 'Alpha');
    await chat.mouse.move(x, y + 160, { steps: 4 });
    await expect(board(chat)).toHaveAttribute('data-dragging');
    await chat.keyboard.press('Escape');
    await expect(board(chat)).not.toHaveAttribute('data-dragging');
    await chat.mouse.up();
    expect(await words(chat)).toEqual(['Alpha', 'Beta', 'Gamma']);
  });

  test('ends when a dialog opens', async ({ chat }) => {
    const { x, y } = await grab(chat, 'Alpha');
    await chat.mouse.move(x, y + 160, { steps: 4 });
    await expect(chat.locator('.floating')).toHaveCount(2);
    await chat.keyboard.press('Control+k');
    await expect(chat.getByRole('dialog', { name: 'Go to' })).toBeVisible();
    await expect(chat.locator('.floating')).toHaveCount(0);
    await chat.mouse.up();
    await chat.keyboard.press('Escape');
    await expect(board(chat)).not.toHaveAttribute('data-dragging');
    expect(await words(chat)).toEqual(['Alpha', 'Beta', 'Gamma']);
  });

  test('ends when the mouse is taken from it', async ({ chat }) => {
    const { x, y } = await grab(chat, 'Alpha');
    await chat.mouse.move(x, y + 160, { steps: 4 });
    await expect(chat.locator('.floating')).toHaveCount(2);
    await board(chat).evaluate((root) => root.releasePointerCapture(1));
    await chat.mouse.move(x, y + 170);
    await expect(chat.locator('.floating')).toHaveCount(0);
    await expect(board(chat)).not.toHaveAttribute('data-dragging');
    await chat.mouse.up();
    expect(await words(chat)).toEqual(['Alpha', 'Beta', 'Gamma']);
  });

  test('ends when the browser takes the finger', async ({ chat }) => {
    const box = await board(chat).getByRole('button', { name: 'Move Alpha' }).boundingBox();
    if (!box) throw new Error('nothing to drag');
    const touch = await chat.context().newCDPSession(chat);
    const send = (type: 'touchStart' | 'touchMove' | 'touchCancel', ...down: number[]) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: down.map((by) => ({ x: box.x + 8, y: box.y + 8 + by })),
      });
    await send('touchStart', 0);
    for (const by of [20, 60, 120, 160]) await send('touchMove', by);
    await expect(chat.locator('.floating')).toHaveCount(2);
    await send('touchCancel');
    await expect(chat.locator('.floating')).toHaveCount(0);
    await expect(board(chat)).not.toHaveAttribute('data-dragging');
    expect(await words(chat)).toEqual(['Alpha', 'Beta', 'Gamma']);
  });

  test('held at an edge scrolls as far per millisecond in a long frame as in a short one', async ({ chat }) => {
    await paste(chat, Array.from({ length: 150 }, (_, index) => `Idea ${index}`).join('\n'));
    await expect(ideas(chat)).toHaveCount(153);
    const scroller = board(chat).locator('.scroller');
    const { x } = await grab(chat, 'Alpha');
    const bottom = await scroller.evaluate((element) => element.getBoundingClientRect().bottom);
    await chat.mouse.move(x, bottom - 4, { steps: 4 });
    await expect(chat.locator('.floating')).toHaveCount(2);
    // The drag asks for each frame before this does, so that a step read here belongs to the time read here.
    const steps = await scroller.evaluate(async (element) => {
      const frames: { at: number; top: number }[] = [];
      while (frames.length < 20) {
        const at = await new Promise<number>(requestAnimationFrame);
        frames.push({ at, top: element.scrollTop });
        const until = performance.now() + (frames.length % 2) * 50;
        while (performance.now() < until);
      }
      return frames.slice(1).map(({ at, top }, index) => {
        const before = frames[index] ?? { at, top };
        // More than this is not made up for.
        return { ms: Math.min(at - before.at, 100), px: top - before.top };
      });
    });
    await chat.keyboard.press('Escape');
    await chat.mouse.up();
    const sum = (name: 'ms' | 'px') => steps.reduce((total, step) => total + step[name], 0);
    const speed = sum('px') / sum('ms');
    expect(speed).toBeGreaterThan(0.5);
    // The browser scrolls by whole pixels.
    for (const { ms, px } of steps) expect(Math.abs(px - speed * ms), `${px} px in ${ms} ms`).toBeLessThan(3);
  });

  test('held at an edge scrolls on by itself', async ({ chat, upstream }) => {
    upstream.say(
      reply(
        'Saved.',
        Array.from({ length: 40 }, (_, index) => `Idea ${index}`),
      ),
    );
    await ask(chat, 'Forty more');
    await answered(chat);
    const scroller = board(chat).locator('.scroller');
    const { x } = await grab(chat, 'Alpha');
    const bottom = await scroller.evaluate((element) => element.getBoundingClientRect().bottom);
    await chat.mouse.move(x, bottom - 4, { steps: 4 });
    const atEnd = () => scroller.evaluate((element) => element.scrollTop + element.clientHeight - element.scrollHeight);
    await expect.poll(atEnd).toBeGreaterThan(-2);
    await chat.mouse.up();
    await expect(ideas(chat).last()).toContainText('Alpha');
  });
});

test('an edit of an old message says how many it replaces, and what is set aside', async ({ chat, upstream }) => {
  await saveThree(chat, upstream);
  await ideas(chat).first().hover();
  await chat.getByRole('button', { name: 'Star Alpha' }).click();
  await settled(chat);
  await ask(chat, 'More');
  await answered(chat);
  await answers(chat).first().hover();
  await answers(chat).first().getByRole('button', { name: 'Edit message' }).click();
  await expect(chat.getByText(/^Replaces 2 messages; \d ideas go to Set aside/)).toBeVisible();
});

test('“try again” does not show a starred idea twice', async ({ chat, upstream }) => {
  await saveThree(chat, upstream);
  await ideas(chat).first().hover();
  await chat.getByRole('button', { name: 'Star Alpha' }).click();
  await settled(chat);
  upstream.say(reply('Saved again.', ['alpha', 'Delta']));
  await chat.getByRole('button', { name: 'Try again' }).click();
  await expect(log(chat)).toContainText('Saved again.');
  await answered(chat);
  await expect(ideas(chat).filter({ hasText: /alpha/i })).toHaveCount(1);
  await expect(board(chat).getByRole('button', { name: 'Star Alpha' })).toHaveAttribute('aria-pressed', 'true');
});

test('an idea that is already on the board is not added again', async ({ chat, upstream }) => {
  await saveThree(chat, upstream);
  await board(chat).getByRole('textbox', { name: 'Add an idea' }).fill(' alpha');
  await chat.keyboard.press('Enter');
  await expect(chat.getByText('This idea is already on your board.').first()).toBeVisible();
  await expect(ideas(chat)).toHaveCount(3);
});

test('blocked storage shows one notice, and the page works', async ({ page, server, upstream }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await page.goto(server.url);
  await expect(page.getByRole('region', { name: 'Notices' }).getByText(/blocks storage/)).toHaveCount(1);
  upstream.say(reply('Hello.'));
  await ask(page, 'Hi');
  await expect(log(page)).toContainText('Hello.');
  await expect(page.getByRole('button', { name: 'Dismiss' })).toHaveCount(1);
});

test('a full storage is told once, and the message is sent all the same', async ({ chat, upstream }) => {
  const fillUp = () =>
    chat.evaluate(() => {
      let size = 8_000_000;
      for (let key = 0; size > 0; key += 1)
        try {
          localStorage.setItem(`other ${key} ${Date.now()}`, 'x'.repeat(size));
        } catch {
          size = Math.floor(size / 2);
        }
    });
  await fillUp();
  const notice = chat
    .getByRole('region', { name: 'Notices' })
    .getByText('Your browser’s storage is full. Keep this tab open until your messages are sent.');
  for (const words of ['Hello', 'Again', 'Still here']) {
    // Storage that was full before is not told as blocked.
    if (words === 'Still here') {
      await fillUp();
      await chat.reload();
    }
    upstream.say(reply(`${words} to you.`));
    await ask(chat, words);
    await expect(log(chat)).toContainText(`${words} to you.`);
    await expect(notice).toHaveCount(1);
  }
});

test('the browser is asked to persist storage once there is something to keep', async ({ page, server }) => {
  await page.addInitScript(() => {
    const asked: number[] = [];
    Object.assign(window, { asked });
    navigator.storage.persist = async () => asked.push(1) > 0;
  });
  await page.goto(server.url);
  await expect(composer(page)).toBeVisible();
  const asked = () => page.evaluate(() => (window as unknown as { asked: number[] }).asked.length);
  expect(await asked()).toBe(0);
  await ask(page, 'Hi');
  await answered(page);
  expect(await asked()).toBe(1);
});

test('a chat deleted just before its tab is closed is gone', async ({ chat, join }) => {
  await ask(chat, 'To be deleted');
  await answered(chat);
  const friend = await join();
  await expect(log(friend)).toContainText('To be deleted');
  await list(chat).getByRole('link', { name: 'To be deleted' }).hover();
  await chat.getByRole('button', { name: 'More for To be deleted' }).click();
  await chat.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(chat.getByText('Deleted for everyone').first()).toBeVisible();
  await chat.close({ runBeforeUnload: false });
  await expect(friend.getByRole('heading', { name: 'This chat was deleted' })).toBeVisible();
});

test('a draft in an unused chat is found again', async ({ chat }) => {
  await ask(chat, 'First chat');
  await answered(chat);
  await startChat(chat);
  await composer(chat).fill('half a thought');
  await list(chat).getByRole('link', { name: 'First chat' }).click();
  await expect(composer(chat)).toHaveValue('');
  await list(chat).getByRole('button', { name: 'New chat' }).click();
  await expect(composer(chat)).toHaveValue('half a thought');
});

test('going back during an edit of an idea keeps the edit, in its own chat', async ({ chat, upstream }) => {
  await ask(chat, 'Another chat');
  await answered(chat);
  await startChat(chat);
  await saveThree(chat, upstream);
  await choose(chat, 'Beta', 'Edit');
  await board(chat).getByRole('textbox', { name: 'Edit idea' }).fill('Better');
  await chat.goBack();
  await expect(log(chat)).toContainText('Another chat');
  await expect(ideas(chat)).toHaveCount(0);
  await chat.goForward();
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Better', 'Gamma']);
});

test('an idea over the limit stays in its editor after a visit to another chat and a reload', async ({
  chat,
  upstream,
}) => {
  await ask(chat, 'Another chat');
  await answered(chat);
  await startChat(chat);
  await saveThree(chat, upstream);
  const editor = board(chat).getByRole('textbox', { name: 'Edit idea' });
  const long = 'Better '.repeat(300).trim();
  await choose(chat, 'Beta', 'Edit');
  await editor.fill(long);
  await list(chat).getByRole('link', { name: 'Another chat' }).click();
  await expect(ideas(chat)).toHaveCount(0);
  await list(chat).getByRole('link', { name: 'Save three' }).click();
  await expect(editor).toHaveValue(long);
  await chat.reload();
  await expect(editor).toHaveValue(long);
  await editor.fill('Better');
  await editor.press('Enter');
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Better', 'Gamma']);
  await chat.reload();
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Better', 'Gamma']);
  await expect(editor).toHaveCount(0);
});

test('going back during an edit of a message keeps the edit', async ({ chat }) => {
  await ask(chat, 'Another chat');
  await answered(chat);
  await startChat(chat);
  await ask(chat, 'A message');
  await answered(chat);
  await composer(chat).press('ArrowUp');
  await chat.getByRole('textbox', { name: 'Edit message' }).fill('A better message');
  await chat.goBack();
  await expect(log(chat)).toContainText('Another chat');
  await chat.goForward();
  await expect(chat.getByRole('textbox', { name: 'Edit message' })).toHaveValue('A better message');
});

test('the focus stays where it was after an edit and a rename', async ({ chat, upstream }) => {
  await saveThree(chat, upstream);
  for (const key of ['Enter', 'Escape']) {
    await choose(chat, 'Beta', 'Edit');
    await board(chat).getByRole('textbox', { name: 'Edit idea' }).press(key);
    await expect(board(chat).getByRole('button', { name: 'More for Beta' })).toBeFocused();
    await list(chat).getByRole('link', { name: 'Save three' }).hover();
    await chat.getByRole('button', { name: 'More for Save three' }).click();
    await chat.getByRole('menuitem', { name: 'Rename' }).click();
    await list(chat).getByRole('textbox', { name: 'Chat name' }).press(key);
    await expect(list(chat).getByRole('link', { name: 'Save three' })).toBeFocused();
  }
});

test('the focus never falls to the page’s body', async ({ chat, upstream }) => {
  await saveThree(chat, upstream);
  const focused = () => chat.evaluate(() => document.activeElement?.tagName ?? '');
  const expectFocus = () => expect.poll(focused).not.toBe('BODY');
  await choose(chat, 'Beta', 'Set aside');
  await expectFocus();
  await chat.getByRole('button', { name: 'Undo' }).click();
  await expectFocus();
  await choose(chat, 'Beta', 'Set aside');
  await chat.getByRole('button', { name: 'Dismiss' }).first().click();
  await expectFocus();
  await board(chat).getByText('Set aside').click();
  await board(chat).getByRole('button', { name: 'Restore Beta' }).click();
  await expect(ideas(chat)).toHaveCount(3);
  await expectFocus();
  await board(chat).getByRole('textbox', { name: 'Add an idea' }).fill('Delta');
  await board(chat).getByRole('button', { name: 'Add', exact: true }).click();
  await expect(board(chat).getByRole('textbox', { name: 'Add an idea' })).toBeFocused();
});

test('focus goes to the composer from a move that someone else’s message turned off', async ({
  chat,
  upstream,
  join,
}) => {
  await ask(chat, 'First');
  await answered(chat);
  const friend = await join();
  await chat.getByRole('region', { name: 'Moves' }).getByRole('button', { name: 'More' }).focus();
  upstream.say({ pieces: [{ hold: 'mid' }, 'message: "Second."'] });
  await ask(friend, 'Second');
  await expect(composer(chat)).toBeFocused();
  upstream.release('mid');
  await answered(chat);
});

test('being offline shows within 2 s, and Stop says that it can’t', async ({ chat, upstream, context }) => {
  upstream.say({ pieces: ['message: "An answer that takes ', { hold: 'mid' }, 'its time."'] });
  await ask(chat, 'Go');
  await expect(log(chat)).toContainText('takes');
  await chat.evaluate(() => {
    const times: { offline?: number; shown?: number } = {};
    Object.assign(window, { times });
    addEventListener('offline', () => {
      times.offline = performance.now();
    });
    new MutationObserver(() => {
      if (document.querySelector('main')?.textContent?.includes('Not connected.')) times.shown ??= performance.now();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await context.setOffline(true);
  await expect(chat.getByRole('main').getByText('Not connected.')).toBeVisible();
  const { offline = 0, shown = Infinity } = await chat.evaluate(
    () => (window as unknown as { times: { offline?: number; shown?: number } }).times,
  );
  expect(shown - offline).toBeLessThan(2_000);
  await chat.getByRole('button', { name: 'Stop' }).click();
  await expect(chat.getByText('Can’t stop the answer while offline.').first()).toBeVisible();
  upstream.release('mid');
  await context.setOffline(false);
  await answered(chat);
  await expect(log(chat)).toContainText('its time.');
});

test('a lost connection is not announced as back too early', async ({ chat, server }) => {
  await ask(chat, 'One chat');
  await answered(chat);
  await server.kill();
  await expect(chat.getByRole('main').getByText('Not connected.')).toBeVisible();
  const heard = () => chat.getByRole('status').allInnerTexts();
  await expect.poll(heard).toContain('Not connected.');
  await list(chat).getByRole('button', { name: 'New chat' }).click();
  await expect(chat.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
  expect(await heard()).not.toContain('Connected.');
  await server.start();
  await expect.poll(heard, { timeout: 30_000 }).toContain('Connected.');
});

test('a failed answer is one quiet line once the next turn begins', async ({ chat, upstream }) => {
  upstream.say({ pieces: [], refuse: { status: 401, code: 'invalid_api_key' } }, reply('Fine now.'));
  await ask(chat, 'First');
  await expect(log(chat).getByRole('button', { name: 'Try again' })).toBeVisible();
  await ask(chat, 'Second');
  await expect(log(chat)).toContainText('Fine now.');
  await expect(answers(chat).first()).toContainText('The model provider rejected the API key.');
  await expect(answers(chat).first().locator('.turn-end').getByRole('button')).toHaveCount(0);
});
