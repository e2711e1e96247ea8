import { answered, ask, expect, log, test } from './fixtures';
import { reply } from './upstream';

// The fixture fails on errors in the console, so also if the policy has blocked anything.
test('character references of every name are decoded, under the strict policy', async ({ chat, upstream }) => {
  upstream.say(
    reply('&mdash; &CounterClockwiseContourIntegral; &NotEqualTilde; &Afr; &fjlig; &notit; &lt;b&gt; `&amp;`'),
  );
  await ask(chat, 'Signs?');
  await answered(chat);
  await expect(log(chat)).toContainText('— ∳ ≂̸ 𝔄 fj &notit; <b> &amp;');
});

test('tables and code scroll on their own, also by keys, and the page does not', async ({ chat, upstream }) => {
  const wide = Array.from({ length: 30 }, (_, n) => ` column ${n} |`).join('');
  const rule = '---|'.repeat(30);
  upstream.say(reply(`|${wide}\n|${rule}\n|${wide}\n\n\`\`\`js\n${'wide '.repeat(200)}\n\`\`\``));
  await ask(chat, 'Wide?');
  await answered(chat);
  for (const name of ['Table', 'Code: js']) {
    const group = log(chat).getByRole('group', { name });
    await group.focus();
    await chat.keyboard.press('ArrowRight');
    await expect.poll(() => group.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  }
  expect(await chat.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

// A build that dropped code from the parser once changed how it reads such an item.
test('a task that is a heading has no checkbox, even in the built page', async ({ chat, upstream }) => {
  upstream.say(reply('- [ ] Plan\n  ---\n- [ ] Try'));
  await ask(chat, 'Tasks?');
  await answered(chat);
  await expect(log(chat).getByText('[ ] Plan')).toBeVisible();
  await expect(log(chat).getByRole('checkbox')).toHaveCount(1);
});

test('a block of right-to-left text is aligned right, its neighbours are not', async ({ chat, upstream }) => {
  upstream.say(reply('Hello\n\nשלום עולם\n\n- אחד\n- two'));
  await ask(chat, 'Directions?');
  await answered(chat);
  const directions = () =>
    log(chat)
      .locator('.md > *')
      .evaluateAll((all) => all.map((element) => getComputedStyle(element).direction));
  await expect.poll(directions).toEqual(['ltr', 'rtl', 'rtl']);
});

test('the parser of answers is loaded once the page is painted, not before', async ({ chat }) => {
  const later = () =>
    chat.evaluate(() => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      const parser = performance.getEntriesByType('resource').find(({ name }) => name.includes('/markdown-'));
      return (parser?.startTime ?? 0) - (paint?.startTime ?? 0);
    });
  await expect.poll(later).toBeGreaterThan(0);
});
