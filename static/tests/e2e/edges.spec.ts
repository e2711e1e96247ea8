// Edges that line up, fade or leave room.

import type { Locator } from '@playwright/test';
import { answered, ask, composer, expect, log, test } from './fixtures';
import { reply } from './upstream';

/** Where the first line of an element's text begins. */
const textStart = (element: Locator) =>
  element.evaluate((box) => {
    const range = document.createRange();
    range.selectNodeContents(box);
    return range.getClientRects()[0]?.left ?? Number.NaN;
  });

test('the title, an answer and the composer begin at the same edge', async ({ chat, upstream }) => {
  upstream.say(reply('An answer in prose.'));
  await ask(chat, 'Go');
  await answered(chat);
  // The chat is wider than its text, then narrower.
  for (const width of [1440, 1180]) {
    await chat.setViewportSize({ width, height: 800 });
    const title = await textStart(chat.getByRole('main').getByRole('heading', { level: 1 }));
    const prose = await textStart(log(chat).getByText('An answer in prose.'));
    const box = await composer(chat).evaluate((field) => field.closest('.composer-box')?.getBoundingClientRect().left);
    expect(Math.abs(title - prose), `the title at ${width} px`).toBeLessThanOrEqual(1);
    expect(Math.abs((box ?? 0) - prose), `the composer at ${width} px`).toBeLessThanOrEqual(1);
  }
});

test('a table fades at its edge only if it is clipped there', async ({ chat, upstream }) => {
  const table = (columns: number) =>
    ['| a fairly wide heading ', '| - ', '| something to read '].map((cell) => `${cell.repeat(columns)}|\n`).join('');
  upstream.say(reply(`${table(12)}\n\nand\n\n${table(1)}`));
  await ask(chat, 'Two tables');
  await answered(chat);
  const boxes = log(chat).getByRole('group', { name: 'Table' });
  await expect(boxes).toHaveCount(2);
  const [wide, narrow] = [boxes.first(), boxes.last()];
  const fade = (box: Locator) => box.evaluate((element) => getComputedStyle(element).getPropertyValue('--md-fade'));
  await expect.poll(() => fade(wide)).toBe('40px');
  await expect(wide).toHaveCSS('mask-image', /calc\(100% - 40px\)/);
  expect(await fade(narrow)).toBe('0px');
  await wide.evaluate((element) => element.scrollTo(element.scrollWidth, 0));
  await expect.poll(() => fade(wide)).toBe('0px');
});

test('nothing but a small gap follows an answer, before the next question and at the end', async ({
  chat,
  upstream,
}) => {
  // Longer than the window, so that the log ends where its text does.
  for (const words of ['Line\n\n'.repeat(30), '']) {
    upstream.say(reply(`${words}The end.`));
    await ask(chat, 'Go on');
    await answered(chat);
  }
  const ends = log(chat).getByText('The end.', { exact: true });
  await expect(ends).toHaveCount(2);
  const gap = await ends.first().evaluate((end) => {
    const question = end.closest('article')?.nextElementSibling?.querySelector('.bubble');
    return (question?.getBoundingClientRect().top ?? Number.NaN) - end.getBoundingClientRect().bottom;
  });
  const rest = await ends.last().evaluate((end) => {
    const scroller = end.closest('[role=log]');
    const { top = 0 } = scroller?.getBoundingClientRect() ?? {};
    const { scrollHeight = 0, scrollTop = 0 } = scroller ?? {};
    return scrollHeight - (end.getBoundingClientRect().bottom - top + scrollTop);
  });
  for (const room of [gap, rest]) {
    expect(room).toBeGreaterThan(0);
    expect(room).toBeLessThan(60);
  }
});
