import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { answered, ask, board, composer, expect, ideas, log, lost, settled, test } from '../tests/e2e/fixtures';
import { STATES } from '../tests/e2e/states';
import { pieces, reply, type Upstream } from '../tests/e2e/upstream';

const OUT = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../test-results/screens');
const README = join(import.meta.dirname, '../screenshots');
const SIZES = [
  { width: 360, height: 740 },
  { width: 768, height: 960 },
  { width: 1440, height: 900 },
];

for (const { name, bring } of STATES) {
  for (const size of SIZES) {
    test(`${name} at ${size.width} px`, async ({ chat, upstream, server }) => {
      await chat.setViewportSize(size);
      await bring({ page: chat, upstream, server });
      await chat.emulateMedia({ reducedMotion: 'reduce' });
      for (const colorScheme of ['light', 'dark'] as const) {
        await chat.emulateMedia({ colorScheme });
        await chat.screenshot({ path: join(OUT, `${name}-${size.width}-${colorScheme}.png`) });
      }
      upstream.release('end');
    });
  }
}

const ROUND = `Here is a first round, from quiet to loud:

1. **Marginalia**: notes in the margin, notes of coffee
2. **The Quiet Page**: calm, bookish, easy to spell
3. **Crumb & Chapter**, for the bakers among the readers
4. *Second Cup, Second Hand*: says what you buy and what you drink

Which direction feels right? I can go further into puns, places or people.`;

const BOARD = {
  'On the sign': ['Marginalia', 'The Quiet Page', 'Crumb & Chapter, with a short story on every paper bag'],
  'Reasons to stay': ['A window seat that is rented by the hour', 'A loyalty card that is a bookmark'],
  'After six': ['Radio plays in the dark, with soup', 'A book swap where the receipt is a question'],
};

/** Ideas by theme, as the model writes them. */
function themed(themes: Readonly<Record<string, readonly string[]>>): string {
  const lines = (theme: string, texts: readonly string[]) => [
    `theme: ${JSON.stringify(theme)}`,
    ...texts.map((text) => `idea: ${JSON.stringify(text)}`),
  ];
  return Object.entries(themes)
    .flatMap(([theme, texts]) => lines(theme, texts))
    .join('\n');
}

/** A browser that has been used for a while, with other chats in the list and a growing board. */
async function used(page: Page, upstream: Upstream): Promise<void> {
  for (const title of [
    'A rainy Sunday with two curious children',
    'Make the weekly meeting worth coming to',
    'Side projects for a weekend',
  ]) {
    upstream.say(reply('Gladly.'));
    await ask(page, title);
    await answered(page);
    await page.getByRole('button', { name: 'New chat' }).click();
    await expect(log(page)).toHaveCount(0);
  }
  upstream.say(
    reply(ROUND),
    `${themed(BOARD)}\nmessage: "Saved in three themes. *Marginalia* is my favourite: it makes people ask."`,
  );
  await ask(page, 'Find names for a small café that is also a bookshop');
  await answered(page);
  await ask(page, 'Save what we have so far, in themes');
  await answered(page);
  await ideas(page).first().hover();
  await page.getByRole('button', { name: 'Star Marginalia' }).click();
  await settled(page);
  await page.mouse.move(700, 20);
}

async function landing(page: Page, upstream: Upstream): Promise<void> {
  upstream.say({
    pieces: [
      'theme: "Reasons to stay"\nidea: "Read slowly, drink slower, on every cup"\n',
      'idea: "A wall where guests pin the sentence that made them look ',
      { hold: 'end' },
      'up"\n',
      'message: "Both are on the board."',
    ],
  });
  await ask(page, 'A slogan, and one thing that makes people stay. Save both.');
  await expect(log(page)).toContainText('Writing an idea');
}

const shot = (page: Page, name: string) => page.screenshot({ path: join(README, `${name}.png`) });

/** A friend with the chat's link, on a phone. */
async function onPhone(browser: Browser, url: string, upstream: Upstream): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 700 },
    isMobile: true,
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const phone = await context.newPage();
  await phone.goto(url);
  await answered(phone);
  upstream.say({ pieces: [...pieces(reply(ROUND).slice(0, 200)), { hold: 'phone' }, reply(ROUND).slice(200)] });
  await composer(phone).fill('Another round, please');
  await phone.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(log(phone).getByText('calm, bookish').last()).toBeVisible();
  await shot(phone, 'phone');
  upstream.release('phone');
  await answered(phone);
  await phone.getByRole('button', { name: /^Ideas: / }).click();
  await expect(ideas(phone).first()).toBeVisible();
  await shot(phone, 'board');
  await context.close();
}

test('the pictures of the README', async ({ chat, upstream, server, browser }) => {
  await chat.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await chat.setViewportSize({ width: 1280, height: 860 });
  await used(chat, upstream);
  await landing(chat, upstream);
  await shot(chat, 'brainstormer');

  upstream.release('end');
  await answered(chat);

  await chat.emulateMedia({ colorScheme: 'dark' });
  await chat.setViewportSize({ width: 1000, height: 620 });
  await board(chat).getByRole('button', { name: 'Full board' }).click();
  await shot(chat, 'dark');
  await chat.keyboard.press('Escape');

  await onPhone(browser, chat.url(), upstream);

  await chat.emulateMedia({ colorScheme: 'light' });
  await chat.setViewportSize({ width: 1000, height: 620 });
  await server.kill();
  await expect(lost(chat)).toBeVisible();
  await ask(chat, 'And a slogan for each of them');
  await expect(log(chat)).toContainText('Waiting to send');
  await shot(chat, 'offline');
});
