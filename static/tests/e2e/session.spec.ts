// A whole session, from the empty page to an exported board of 30 ideas in 5 themes, with the demo and with a model. Each
// step saves a screenshot to test-results/session.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answered, answers, ask, board, composer, expect, log, settled, test } from './fixtures';
import { reply, type Upstream } from './upstream';

const FOLDER = join(import.meta.dirname, '../../test-results/session');
const CARD = 'Find names for a small café that is also a bookshop';
const OWN = Array.from({ length: 18 }, (_, index) => `Evening number ${index + 1} with readers`);

const theme = (page: Page, name: string) => board(page).getByRole('heading', { name: new RegExp(`^${name}`) });

/** What a model would answer, step by step, to the messages below. */
function script(upstream: Upstream): void {
  const round = (number: number) => [0, 1, 2, 3].map((at) => `Name ${number * 4 + at + 1}: shelf ${at + 1}`);
  const list = (number: number) =>
    reply(
      round(number)
        .map((name, at) => `${at + 1}. ${name}`)
        .join('\n'),
    );
  upstream.say(list(0), list(1), reply('Saved.', round(1)), list(2), reply('Saved.', round(2)));
  const themes = [0, 1, 2, 3].map(
    (at) => `theme: "Shelf ${at + 1}"\nidea: "${at + 1}"\nidea: "${at + 5}"\nidea: "${at + 9}"`,
  );
  const own = OWN.map((_, index) => `idea: "${index + 13}"`).join('\n');
  upstream.say(`${themes.join('\n')}\ntheme: "Evenings"\n${own}\nmessage: "Five themes."`);
}

async function brainstorm(chat: Page, name: string): Promise<string> {
  let step = 0;
  const picture = async (what: string) => {
    step += 1;
    await chat.screenshot({ path: join(FOLDER, `${name}-${step}-${what}.png`) });
  };
  await picture('empty');
  await chat.getByRole('button', { name: CARD }).click();
  await expect(log(chat).getByRole('listitem')).toHaveCount(4);
  await answered(chat);
  await picture('answer');

  for (const item of await log(chat).getByRole('listitem').all()) {
    await item.hover();
    await item.getByRole('button', { name: /^Add to board/ }).click();
  }
  await expect(board(chat).getByRole('button', { name: /^Star / })).toHaveCount(4);
  await picture('kept');

  for (const move of ['More', 'Something different']) {
    const before = await answers(chat).count();
    await chat.getByRole('region', { name: 'Moves' }).getByRole('button', { name: move }).click();
    await expect(answers(chat)).toHaveCount(before + 1);
    await answered(chat);
    await ask(chat, 'Save all of them');
    await expect(answers(chat)).toHaveCount(before + 2);
    await answered(chat);
  }
  await expect(board(chat).getByRole('button', { name: /^Star / })).toHaveCount(12);
  await picture('saved');

  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  await field.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, OWN.join('\n'));
  await expect(board(chat).getByRole('button', { name: /^Star / })).toHaveCount(30);
  await settled(chat);
  await picture('pasted');

  await board(chat).getByRole('button', { name: 'Group these' }).click();
  const proposal = board(chat).getByRole('form', { name: 'Proposed themes' });
  await expect(proposal.getByRole('textbox', { name: 'Theme' })).toHaveCount(5);
  await picture('proposal');
  await proposal.getByRole('button', { name: 'Accept' }).click();
  await expect(board(chat).getByRole('heading', { level: 3 })).toHaveCount(5);

  await board(chat).getByRole('button', { name: 'Full board' }).click();
  await settled(chat);
  await picture('full-board');
  const first = board(chat).getByRole('listitem').first();
  await first.hover();
  await first.getByRole('button', { name: /^Star / }).click();
  await chat.keyboard.press('Control+z');
  await expect(chat.getByRole('region', { name: 'Notices' }).getByText('Undid: idea starred')).toBeVisible();
  await first.hover();
  await first.getByRole('button', { name: /^Star / }).click();
  await settled(chat);

  await board(chat).getByRole('button', { name: 'Copy, export, print' }).click();
  await picture('export');
  const download = chat.waitForEvent('download');
  await chat.getByRole('menuitem', { name: /Export as Markdown/ }).click();
  return readFile(await (await download).path(), 'utf8');
}

function checkExport(markdown: string): void {
  expect(markdown.match(/^## .+/gm)).toHaveLength(5);
  expect(markdown.match(/^- /gm)).toHaveLength(30);
  for (const text of OWN) expect(markdown).toContain(text);
}

test('a session with the demo ends with 30 ideas in 5 themes, exported', async ({ demo, page }) => {
  test.setTimeout(180_000);
  await page.goto(demo.url);
  await expect(composer(page)).toBeVisible();
  checkExport(await brainstorm(page, 'demo'));
  await expect(theme(page, 'Wordplay')).toBeVisible();
});

test('a session with a model ends with 30 ideas in 5 themes, exported', async ({ chat, upstream }) => {
  test.setTimeout(180_000);
  script(upstream);
  checkExport(await brainstorm(chat, 'model'));
  await expect(theme(chat, 'Evenings')).toBeVisible();
  // The model knows what the person has added to the board.
  expect(upstream.asked.some((asked) => asked.includes('The board:') && asked.includes('Name 1: shelf 1'))).toBe(true);
});
