import type { Locator } from '@playwright/test';
import {
  answered,
  ask,
  board,
  composer,
  expect,
  ideas,
  list,
  log,
  panelLeft,
  saveThree,
  test,
  tooSmall,
} from './fixtures';
import { pieces, reply } from './upstream';

test('at 200% zoom on a small laptop everything is still reachable', async ({ chat, upstream }) => {
  await chat.setViewportSize({ width: 640, height: 400 });
  upstream.say(reply('Saved.', ['Zoomed idea']));
  await ask(chat, 'Save it');
  await answered(chat);
  await expect(composer(chat)).toBeInViewport();
  await chat.getByRole('button', { name: 'Ideas: 1 idea' }).click();
  await expect(ideas(chat)).toBeInViewport();
  await chat.getByRole('button', { name: 'Full board' }).click();
  await board(chat).getByRole('button', { name: 'Move Zoomed idea' }).press('Space');
  const choices = ['Move to…', 'Star', 'Set aside'].map((name) =>
    board(chat).getByRole('region', { name: 'Selected ideas' }).getByRole('button', { name }).boundingBox(),
  );
  expect(new Set((await Promise.all(choices)).map((box) => box?.y)).size).toBe(1);
});

test('at 400% zoom the board is still visible while ideas are selected', async ({ chat, upstream }) => {
  await chat.setViewportSize({ width: 320, height: 256 });
  upstream.say(reply('Saved.', ['Zoomed idea', 'Another one']));
  await ask(chat, 'Save it');
  await answered(chat);
  await chat.getByRole('button', { name: 'Ideas: 2 ideas' }).click();
  for (const idea of await ideas(chat).all()) await idea.getByRole('button', { name: /^Move / }).press('Space');
  for (const idea of await ideas(chat).all()) await expect(idea).toBeInViewport({ ratio: 0.9 });
  await board(chat).getByRole('button', { name: 'More for Another one' }).press('Enter');
  await chat.getByRole('menuitem', { name: 'Selected ideas…' }).press('Enter');
  await expect(board(chat).getByRole('button', { name: 'Move to…' })).toBeInViewport({ ratio: 1 });
});

test('at 400% zoom some lines of the chat are to be seen while the person writes', async ({ chat, upstream }) => {
  await chat.setViewportSize({ width: 360, height: 225 });
  upstream.say(reply('one\n\n'.repeat(20)));
  await ask(chat, 'Go');
  await answered(chat);
  await composer(chat).scrollIntoViewIfNeeded();
  const seen = () =>
    log(chat).evaluate((part) => {
      const { top, bottom } = part.getBoundingClientRect();
      return Math.min(bottom, innerHeight) - Math.max(top, 0);
    });
  await expect.poll(seen).toBeGreaterThanOrEqual(80);
  await expect(composer(chat)).toBeInViewport();
  await chat.getByRole('button', { name: 'Ideas: 0 ideas' }).scrollIntoViewIfNeeded();
  await expect(chat.getByRole('button', { name: 'Ideas: 0 ideas' })).toBeInViewport();
});

test('a table gives its long column more room than a short one', async ({ chat, upstream }) => {
  const row = '|A|Something rather long that explains it in full|100|The neighbours and their children|low|x|\n';
  upstream.say(reply(`|Name|Idea|Cost in the first year|Who would do it|Risk|Notes|\n|-|-|-|-|-|-|\n${row.repeat(3)}`));
  await ask(chat, 'A table');
  await answered(chat);
  const width = async (name: string) => (await log(chat).getByRole('columnheader', { name }).boundingBox())?.width ?? 0;
  expect(await width('Idea')).toBeGreaterThan(2 * (await width('Name')));
});

test('a notice of two lines fills the first one', async ({ chat, upstream, context }) => {
  await context.grantPermissions(['clipboard-write']);
  upstream.say(reply('One.'));
  await ask(chat, 'Go');
  await answered(chat);
  await list(chat).getByRole('button', { name: 'More for Go' }).press('Enter');
  await chat.getByRole('menuitem', { name: 'Copy link' }).press('Enter');
  const text = chat.getByRole('region', { name: 'Notices' }).getByText('Link copied.');
  const share = await text.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const [first] = range.getClientRects();
    return (first?.width ?? 0) / (element.parentElement?.offsetWidth ?? 1);
  });
  expect(share).toBeGreaterThan(0.7);
});

test('a lost connection moves nothing', async ({ chat, context }) => {
  await chat.setViewportSize({ width: 1200, height: 800 });
  const before = await composer(chat).boundingBox();
  await context.setOffline(true);
  await expect(chat.getByRole('button', { name: 'Try now' })).toBeVisible();
  expect(await composer(chat).boundingBox()).toEqual(before);
});

test('the way to the end of a chat stands beside its text', async ({ chat, upstream }) => {
  await chat.setViewportSize({ width: 1440, height: 800 });
  upstream.say(reply(`${'word '.repeat(60)}\n\n`.repeat(20)));
  await ask(chat, 'Go');
  await answered(chat);
  await log(chat).evaluate((part) => part.scrollTo(0, 100));
  const button = await chat.getByRole('button', { name: 'Scroll to bottom' }).boundingBox();
  const text = await log(chat).getByRole('paragraph').last().boundingBox();
  expect(button?.x).toBeGreaterThanOrEqual((text?.x ?? 0) + (text?.width ?? 0));
});

test('on a phone list and board are one tap away, and close again', async ({ chat, upstream }) => {
  await chat.setViewportSize({ width: 360, height: 740 });
  upstream.say(reply('Saved.', ['Pocket idea']));
  await ask(chat, 'Save it');
  await answered(chat);
  await expect(board(chat)).toBeHidden();
  await chat.getByRole('button', { name: 'Ideas: 1 idea' }).click();
  await expect(ideas(chat)).toHaveText(/Pocket idea/);
  await expect(board(chat).getByRole('button', { name: 'Close' })).toBeFocused();
  await chat.keyboard.press('Escape');
  await expect(board(chat)).toBeHidden();
  await expect(chat.getByRole('button', { name: 'Ideas: 1 idea' })).toBeFocused();
  await panelLeft(chat);
  await chat.getByRole('button', { name: 'Chats', exact: true }).click();
  await expect(list(chat).getByRole('link', { name: 'Save it' })).toBeVisible();
  await list(chat).getByRole('button', { name: 'New chat' }).click();
  await expect(list(chat)).toBeHidden();
  await expect(chat.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
});

test('touch targets have 44 px', async ({ chat, upstream }) => {
  await chat.setViewportSize({ width: 360, height: 740 });
  upstream.say(reply('Saved.', ['Idea']));
  await ask(chat, 'Save it');
  await answered(chat);
  expect(await tooSmall(chat, 'main :is(button, a, input, textarea)')).toEqual([]);
});

test('nothing that is read moves while an answer streams', async ({ chat, upstream }) => {
  const text =
    '## A heading\n\nA first paragraph with **bold** words and `code`.\n\n1. One thing\n2. Another thing\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nThe end.';
  upstream.say({ pieces: pieces(reply(text, ['One', 'Two']), 5) });
  await chat.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: false });
  });
  await ask(chat, 'Stream');
  await answered(chat);
  await expect(log(chat)).toContainText('The end.');
  const shifts = await chat.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02);
});

test('with forced colours, selection, state and focus are still visible', async ({ chat, upstream }) => {
  await chat.emulateMedia({ forcedColors: 'active' });
  const style = (target: Locator, name: 'outlineWidth' | 'outlineStyle' | 'backgroundColor') =>
    target.evaluate((element, property) => getComputedStyle(element)[property], name);
  const background = await style(chat.getByRole('main'), 'backgroundColor');
  expect(await style(chat.getByRole('checkbox', { name: 'You first' }), 'backgroundColor')).not.toBe(background);
  await saveThree(chat, upstream);
  await board(chat).getByRole('button', { name: 'Move Beta' }).press('Space');
  expect(await style(ideas(chat).filter({ hasText: 'Beta' }), 'outlineWidth')).toBe('3px');
  expect(await style(ideas(chat).filter({ hasText: 'Alpha' }), 'outlineWidth')).toBe('1px');
  await board(chat).getByRole('button', { name: 'Clear' }).focus();
  expect(await style(board(chat).getByRole('button', { name: 'Clear' }), 'outlineWidth')).toBe('2px');
  await chat.keyboard.press('Control+k');
  await chat.keyboard.press('ArrowDown');
  const option = chat.getByRole('option');
  expect(await style(option.nth(1), 'outlineStyle')).toBe('solid');
  expect(await style(option.first(), 'outlineStyle')).toBe('none');
});

test('with reduced motion nothing is animated', async ({ chat, upstream }) => {
  await chat.emulateMedia({ reducedMotion: 'reduce' });
  upstream.say(reply('Saved.', ['Idea']));
  await ask(chat, 'Save it');
  await answered(chat);
  await expect(ideas(chat)).toHaveCount(1);
  expect(await chat.evaluate(() => document.getAnimations().length)).toBe(0);
});
