// The states of the page, reached on the real page, for the accessibility checks and the screenshots.

import type { Page } from '@playwright/test';
import { answered, answers, ask, board, composer, expect, fill, ideas, list, log, lost } from './fixtures';
import { answerFor } from './line';
import type { Server } from './server';
import { pieces, reply, type Upstream } from './upstream';

export type Stage = { page: Page; upstream: Upstream; server: Server };
export type State = { readonly name: string; bring(stage: Stage): Promise<void> };

const NAMES = `Here is a first round, from quiet to loud:

1. **Marginalia**: notes in the margin, notes of coffee
2. **The Quiet Page**: calm, bookish, easy to spell
3. **Crumb & Chapter**, for the bakers among the readers
4. *Second Cup, Second Hand*: says what you buy and what you drink

Which direction feels right? I can go further into **puns**, **places** or **people**.`;

const CODE = `A small script draws one for you:

\`\`\`python
import random

names = ["Marginalia", "The Quiet Page", "Crumb & Chapter"]
print("Today we open", random.choice(names), "and nobody shall say that the line is too short to scroll")
\`\`\`

And how they compare:

| Name | Tone | Spelled at once | Domain free |
| --- | --- | --- | --- |
| Marginalia | clever | no | yes |
| The Quiet Page | calm | yes | no |
| Crumb & Chapter | warm | yes | yes |

> Say a name aloud three times before you paint it over a door.`;

const QUESTION = 'Find names for a small café that is also a bookshop';

async function firstRound({ page, upstream }: Stage): Promise<void> {
  upstream.say(reply(NAMES));
  await ask(page, QUESTION);
  await answered(page);
  // Answers are plain text until the parser is loaded.
  await expect(log(page).getByRole('listitem')).toHaveCount(4);
}

async function twoSaved(stage: Stage): Promise<void> {
  await firstRound(stage);
  stage.upstream.say(
    reply('Saved both. *Marginalia* is my favourite: it makes people ask.', ['Marginalia', 'The Quiet Page']),
  );
  await ask(stage.page, 'Save the first two, please');
  await answered(stage.page);
  await expect(log(stage.page)).toContainText('2 ideas saved');
}

async function manyIdeas(stage: Stage): Promise<void> {
  await firstRound(stage);
  const seeds = [
    'Marginalia',
    'A wall where guests pin the sentence that made them look up',
    'A loyalty card that is a bookmark',
    'Borrow a book, pay with a page of your own',
    'Cake named after last lines',
  ];
  const many = Array.from({ length: 30 }, (_, index) => `${seeds[index % seeds.length]} (${index + 1})`);
  stage.upstream.say(reply('All thirty are on the board.', many));
  await ask(stage.page, 'Save all thirty');
  await answered(stage.page);
  await expect(log(stage.page)).toContainText('30 ideas saved');
}

async function openBoard(page: Page): Promise<void> {
  // A page that has just loaded shows nothing yet.
  await expect(composer(page)).toBeVisible();
  const open = page.getByRole('button', { name: /^Ideas: / });
  if (await open.isVisible()) await open.click();
}

async function openList(page: Page): Promise<void> {
  const open = page.getByRole('button', { name: 'Chats', exact: true });
  if (await open.isVisible()) await open.click();
}

const DAY_MS = 86_400_000;

/** A browser whose list has chats from many days. */
async function listed(page: Page): Promise<void> {
  const chats = [
    { title: 'What I keep coming back to', excerpt: 'Ideas for the year', days: 40, pinned: true },
    { title: 'Rainy Sunday', excerpt: 'A blanket fort, or a picnic', days: 1 },
    { title: 'Side projects for a weekend with what I have at home', excerpt: 'A lamp', days: 3 },
    { title: 'Quarterly review', excerpt: 'First the agenda, then a place for it', days: 400 },
  ];
  await page.evaluate(
    (entries) => {
      for (const entry of entries) localStorage.setItem(`brainstormer.chat.${entry.id}`, JSON.stringify(entry));
    },
    chats.map((chat, index) => ({ ...chat, id: `old${index}`, updatedAt: Date.now() - chat.days * DAY_MS })),
  );
  await page.reload();
  await expect(composer(page)).toBeFocused();
}

async function moveTo(page: Page, idea: string, theme: string): Promise<void> {
  await board(page)
    .getByRole('button', { name: `More for ${idea}`, exact: true })
    .focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Move to…' }).click();
  await page.getByRole('textbox', { name: 'New theme' }).fill(theme);
  await page.keyboard.press('Enter');
  await expect(board(page).getByRole('region', { name: theme })).toContainText(idea);
}

/** A board with two themes, loose ideas, and two cards selected. */
async function themedBoard(stage: Stage): Promise<void> {
  const { page } = stage;
  await manyIdeas(stage);
  await openBoard(page);
  await moveTo(page, 'Marginalia (1)', 'Names');
  await moveTo(page, 'Marginalia (6)', 'Names');
  await moveTo(page, 'A loyalty card that is a bookmark (3)', 'Reasons to come back');
  await moveTo(page, 'Cake named after last lines (5)', 'On the plate');
  for (const idea of ['Marginalia (6)', 'Marginalia (11)'])
    await board(page)
      .getByRole('button', { name: `Move ${idea}`, exact: true })
      .press('Space');
}

async function openSettings(page: Page): Promise<void> {
  await openList(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
}

export const STATES: readonly State[] = [
  {
    name: 'empty',
    bring: async ({ page }) => expect(page.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible(),
  },
  {
    name: 'typing',
    bring: async ({ page }) => composer(page).fill('A café, but also a bookshop.\nIt should feel like an afternoon.'),
  },
  {
    name: 'waiting',
    bring: async ({ page, upstream }) => {
      upstream.say({ pieces: [{ hold: 'end' }] });
      await ask(page, QUESTION);
      await expect(log(page)).toContainText('Thinking');
    },
  },
  {
    name: 'streaming',
    bring: async ({ page, upstream }) => {
      upstream.say({ pieces: [...pieces(reply(NAMES).slice(0, 190)), { hold: 'end' }] });
      await ask(page, QUESTION);
      await expect(log(page)).toContainText('calm');
    },
  },
  {
    name: 'idea-landing',
    bring: async (stage) => {
      await firstRound(stage);
      stage.upstream.say({
        pieces: ['idea: "Marginalia"\n', 'idea: "Crumb & Chapter, with a story on every paper ', { hold: 'end' }],
      });
      await ask(stage.page, 'Save number 1 and number 3');
      await expect(log(stage.page)).toContainText('Writing an idea');
    },
  },
  { name: 'answered', bring: twoSaved },
  {
    name: 'kept',
    bring: async (stage) => {
      await firstRound(stage);
      await log(stage.page).getByRole('button', { name: 'Add to board: Marginalia' }).focus();
      await stage.page.keyboard.press('Enter');
      await expect(log(stage.page).getByRole('button', { name: 'On your board: Marginalia' })).toBeFocused();
      await log(stage.page).getByRole('button', { name: 'Add to board: The Quiet Page' }).focus();
    },
  },
  {
    name: 'selected-text',
    bring: async (stage) => {
      await firstRound(stage);
      await log(stage.page).getByText('calm, bookish').selectText();
      await expect(log(stage.page).getByRole('button', { name: 'Add to board', exact: true })).toBeVisible();
    },
  },
  {
    name: 'you-first',
    bring: async ({ page }) => {
      await page.getByRole('checkbox', { name: 'You first' }).check();
      await page.getByRole('button', { name: QUESTION }).click();
      await page.getByRole('textbox', { name: 'Idea 1' }).fill('The reading cup');
    },
  },
  { name: 'thirty-ideas', bring: manyIdeas },
  {
    name: 'code-and-table',
    bring: async ({ page, upstream }) => {
      upstream.say(reply(CODE));
      await ask(page, 'Draw one by chance, and compare them');
      await answered(page);
    },
  },
  {
    name: 'long-words',
    bring: async ({ page, upstream }) => {
      const long = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(3);
      upstream.say(reply(`Of course: ${long}, and https://example.org/${'path/'.repeat(40)}`, [long]));
      await ask(page, long);
      await answered(page);
    },
  },
  {
    name: 'error',
    bring: async ({ page, upstream }) => {
      upstream.say({ pieces: [], refuse: { status: 401, code: 'invalid_api_key' } });
      await ask(page, QUESTION);
      await expect(log(page)).toContainText('rejected the API key');
    },
  },
  {
    name: 'stopped',
    bring: async ({ page, upstream }) => {
      upstream.say({
        pieces: [...pieces('message: "One way to think of it is as a room with two doors, and '), { hold: 'end' }],
      });
      await ask(page, QUESTION);
      await expect(log(page)).toContainText('One way');
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect(log(page)).toContainText('You stopped');
    },
  },
  {
    name: 'editing',
    bring: async (stage) => {
      await twoSaved(stage);
      await composer(stage.page).press('ArrowUp');
      await expect(stage.page.getByRole('textbox', { name: 'Edit message' })).toBeVisible();
    },
  },
  {
    name: 'offline-outbox',
    bring: async (stage) => {
      await twoSaved(stage);
      await stage.server.kill();
      await expect(lost(stage.page)).toBeVisible();
      await ask(stage.page, 'And a slogan for each of them');
      await expect(log(stage.page)).toContainText('Waiting to send');
    },
  },
  {
    name: 'replace-question',
    bring: async (stage) => {
      const { page } = stage;
      await twoSaved(stage);
      await answerFor(page, ({ chatId, id, after }) =>
        after === undefined ? undefined : { tag: 'error', code: 'conflict', chunk: 'No.', chatId, id, done: true },
      );
      await page.reload();
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('button', { name: 'Replace', exact: true })).toBeVisible();
    },
  },
  {
    name: 'two-texts',
    bring: async (stage) => {
      const { page } = stage;
      await twoSaved(stage);
      await answerFor(page, ({ chatId, idea }) => {
        if (typeof idea !== 'object' || idea === null || !('id' in idea)) return undefined;
        const theirs = { id: idea.id, text: 'Marginalia, and more', starred: false, position: 0, rev: 2 };
        return { tag: 'error', code: 'conflict', chunk: 'No.', chatId, ideaId: idea.id, idea: theirs, done: true };
      });
      await page.reload();
      await openBoard(page);
      await board(page).getByRole('button', { name: 'More for Marginalia' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('menuitem', { name: 'Edit' }).click();
      await board(page).getByRole('textbox', { name: 'Edit idea' }).fill('Marginalia & Co.');
      await page.keyboard.press('Enter');
      await expect(board(page).getByRole('button', { name: 'Keep both' })).toBeVisible();
    },
  },
  {
    name: 'over-the-limit',
    bring: async ({ page }) => {
      await composer(page).fill('words'.repeat(1_700));
      await expect(page.getByText('500 characters over the limit')).toBeVisible();
    },
  },
  {
    name: 'many-messages',
    bring: async ({ page }) => {
      await fill(page, 100);
      await page.reload();
      await expect(answers(page).last()).toContainText('filler 99');
    },
  },
  { name: 'settings', bring: async ({ page }) => openSettings(page) },
  {
    name: 'board',
    bring: async (stage) => {
      await twoSaved(stage);
      await openBoard(stage.page);
      await board(stage.page).getByRole('button', { name: 'More for Marginalia' }).focus();
      await stage.page.keyboard.press('Enter');
      await expect(stage.page.getByRole('menuitem', { name: 'Tell me more' })).toBeVisible();
    },
  },
  { name: 'themed-board', bring: themedBoard },
  {
    name: 'card-by-key',
    bring: async (stage) => {
      await themedBoard(stage);
      await board(stage.page).getByRole('listitem', { name: 'Marginalia (1)', exact: true }).focus();
      await stage.page.keyboard.press('ArrowDown');
      await expect(board(stage.page).getByRole('listitem', { name: 'Marginalia (6), selected' })).toBeFocused();
    },
  },
  {
    name: 'move-to',
    bring: async (stage) => {
      await themedBoard(stage);
      await board(stage.page).getByRole('button', { name: 'Move to…' }).click();
      await expect(stage.page.getByRole('dialog', { name: 'Move to' })).toBeVisible();
    },
  },
  {
    name: 'full-board',
    bring: async (stage) => {
      await themedBoard(stage);
      await board(stage.page).getByRole('button', { name: 'Full board' }).click();
      await expect(board(stage.page).getByRole('button', { name: 'Close' })).toBeFocused();
    },
  },
  {
    name: 'chats',
    bring: async (stage) => {
      await twoSaved(stage);
      await openList(stage.page);
      await expect(list(stage.page)).toBeVisible();
    },
  },
  {
    name: 'chats-by-day',
    bring: async ({ page, upstream }) => {
      await listed(page);
      upstream.say(reply('Marginalia, for the notes in its margins.'));
      await ask(page, 'Names for a bookshop');
      await answered(page);
      await openList(page);
      await page.getByRole('searchbox', { name: 'Search chats' }).fill('for');
      await expect(page.getByRole('link', { name: /Quarterly review/ })).toContainText('a place for it');
    },
  },
  {
    name: 'chat-menu',
    bring: async ({ page }) => {
      await listed(page);
      await openList(page);
      await page.getByRole('button', { name: 'More for Rainy Sunday' }).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menuitem', { name: 'Delete for everyone' })).toBeVisible();
    },
  },
  {
    name: 'finder',
    bring: async ({ page }) => {
      await listed(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Find a chat or an action' }).fill('for');
      await expect(page.getByRole('option').last()).toContainText('a place for it');
    },
  },
  {
    name: 'near-duplicates',
    bring: async (stage) => {
      await twoSaved(stage);
      await openBoard(stage.page);
      const field = board(stage.page).getByRole('textbox', { name: 'Add an idea' });
      await field.fill('Borrow a book, leave a page');
      await field.press('Enter');
      await field.fill('Borrow books and leave pages');
      await field.press('Enter');
      await expect(board(stage.page).getByRole('button', { name: /^Merge/ })).toBeVisible();
    },
  },
  {
    name: 'proposal',
    bring: async (stage) => {
      const { page } = stage;
      await manyIdeas(stage);
      await openBoard(page);
      await expect(ideas(page)).toHaveCount(30);
      const ids = await ideas(page).evaluateAll((cards) => cards.map((card) => card.getAttribute('data-idea') ?? ''));
      const themes = [
        { theme: 'For the walls', ideas: ids.slice(0, 3) },
        { theme: 'Loyalty, and what a card could be', ideas: ids.slice(3, 8) },
      ];
      await answerFor(page, ({ chatId, group }) =>
        group ? { tag: 'proposal', chatId, themes, rest: ids.slice(8) } : undefined,
      );
      await page.reload();
      await openBoard(page);
      await board(page).getByRole('button', { name: 'Group these' }).click();
      await expect(board(page).getByRole('form', { name: 'Proposed themes' })).toBeVisible();
    },
  },
  {
    name: 'undo',
    bring: async (stage) => {
      await twoSaved(stage);
      await openBoard(stage.page);
      await board(stage.page).getByRole('button', { name: 'More for Marginalia' }).focus();
      await stage.page.keyboard.press('Enter');
      await stage.page.getByRole('menuitem', { name: 'Set aside' }).click();
      await expect(stage.page.getByRole('button', { name: 'Undo' })).toBeVisible();
      await board(stage.page).getByText('Set aside').click();
    },
  },
];
