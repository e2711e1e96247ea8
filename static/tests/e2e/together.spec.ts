// Two people in one chat, and a board that loses nothing.

import type { Page } from '@playwright/test';
import {
  answered,
  answers,
  ask,
  board,
  choose,
  composer,
  edit,
  expect,
  ideas,
  log,
  lost,
  paste,
  saveThree,
  settled,
  test,
  words,
} from './fixtures';
import { lineOf } from './line';
import { reply, type Upstream } from './upstream';

/** Two people change the same idea, the second one offline. */
async function editAtOnce(chat: Page, upstream: Upstream, join: () => Promise<Page>): Promise<Page> {
  const line = await lineOf(chat);
  await chat.reload();
  await saveThree(chat, upstream);
  const friend = await join();
  await line.cut();
  await edit(chat, 'Beta', 'Mine');
  await edit(friend, 'Beta', 'Theirs');
  await settled(friend);
  line.mend();
  return friend;
}

const conflict = (page: Page) => board(page).getByText('Someone else changed this idea. Yours was:');

test('“try again” pressed offline does not replace turns that its sender never saw', async ({
  chat,
  upstream,
  join,
}) => {
  const line = await lineOf(chat);
  await chat.reload();
  upstream.say(reply('First answer.'), reply('Answer for the friend.'), reply('Second try.'));
  await ask(chat, 'Question');
  await answered(chat);
  const friend = await join();
  await line.cut();
  await expect(lost(chat)).toBeVisible();
  await chat.getByRole('button', { name: 'Try again' }).click();
  await ask(friend, 'From a friend');
  await answered(friend);
  line.mend();
  await expect(chat.getByText('This chat has new messages. Replace them too?')).toBeVisible({ timeout: 30_000 });
  await expect(log(chat)).toContainText('Answer for the friend.');
  await expect(answers(friend)).toHaveCount(2);
  await chat.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(log(friend)).toContainText('Second try.');
  await expect(answers(friend)).toHaveCount(1);
});

test('two people edit one idea: the second one sees both texts and chooses', async ({ chat, upstream, join }) => {
  const friend = await editAtOnce(chat, upstream, join);
  await expect(conflict(chat)).toBeVisible({ timeout: 30_000 });
  await expect(ideas(chat).nth(1)).toContainText('Theirs');
  await expect(ideas(chat).nth(1)).toContainText('Mine');
  await expect.poll(() => words(friend)).toEqual(['Alpha', 'Theirs', 'Gamma']);
  await board(chat).getByRole('button', { name: 'Keep both' }).click();
  await expect.poll(() => words(friend)).toEqual(['Alpha', 'Theirs', 'Mine', 'Gamma']);
});

test('an edit does not replace an idea that someone else has changed or set aside meanwhile', async ({
  chat,
  upstream,
  join,
}) => {
  await saveThree(chat, upstream);
  const friend = await join();
  const field = board(chat).getByRole('textbox', { name: 'Edit idea' });
  await choose(chat, 'Beta', 'Edit');
  await field.fill('Mine');
  await edit(friend, 'Beta', 'Theirs');
  await settled(friend);
  await field.press('Enter');
  await expect(conflict(chat)).toBeVisible();
  await expect.poll(() => words(friend)).toEqual(['Alpha', 'Theirs', 'Gamma']);
  await board(chat).getByRole('button', { name: 'Use theirs' }).click();
  await choose(chat, 'Gamma', 'Edit');
  await field.fill('A better one');
  await choose(friend, 'Gamma', 'Set aside');
  await expect(conflict(chat)).toBeVisible();
  await expect(ideas(chat).nth(2)).toContainText('A better one');
  await board(chat).getByRole('button', { name: 'Use mine' }).click();
  await expect.poll(() => words(friend)).toEqual(['Alpha', 'Theirs', 'A better one']);
});

test('a reload never sends a stale edit over a newer text', async ({ chat, upstream, join }) => {
  const friend = await editAtOnce(chat, upstream, join);
  await chat.reload();
  await expect(conflict(chat)).toBeVisible({ timeout: 30_000 });
  expect(await words(friend)).toEqual(['Alpha', 'Theirs', 'Gamma']);
  await board(chat).getByRole('button', { name: 'Use mine' }).click();
  await expect.poll(() => words(friend)).toEqual(['Alpha', 'Mine', 'Gamma']);
});

test('an edit of a message that someone else replaces moves to the composer', async ({ chat, join }) => {
  for (const message of ['One', 'Two']) {
    await ask(chat, message);
    await answered(chat);
  }
  const friend = await join();
  await composer(chat).press('ArrowUp');
  await chat.getByRole('textbox', { name: 'Edit message' }).fill('Two, but better');
  await answers(friend).first().hover();
  await answers(friend).first().getByRole('button', { name: 'Edit message' }).click();
  await friend.getByRole('textbox', { name: 'Edit message' }).fill('Uno');
  await friend.keyboard.press('Enter');
  await expect(composer(chat)).toHaveValue('Two, but better');
  await expect(composer(chat)).toBeFocused();
  await chat.reload();
  await expect(composer(chat)).toHaveValue('Two, but better');
});

test('a theme keeps its name field open when someone else renames it', async ({ chat, upstream, join }) => {
  await saveThree(chat, upstream);
  await choose(chat, 'Beta', 'Move to…');
  await chat.getByRole('textbox', { name: 'New theme' }).fill('Fun');
  await chat.keyboard.press('Enter');
  await settled(chat);
  const friend = await join();
  const rename = async (page: Page) => {
    await board(page).getByRole('button', { name: 'More for the theme Fun' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
  };
  const name = board(chat).getByRole('textbox', { name: 'Theme name' });
  const heading = (page: Page, theme: string) => board(page).getByRole('button', { name: `${theme} 1`, exact: true });
  await rename(chat);
  await name.fill('Mi');
  await rename(friend);
  await friend.keyboard.type('Theirs');
  await friend.keyboard.press('Enter');
  await settled(friend);
  await expect(board(chat).getByRole('region', { name: 'Theirs' })).toBeVisible();
  await expect(name).toBeFocused();
  await name.fill('Mine');
  await name.press('Enter');
  await expect(heading(friend, 'Mine')).toBeVisible();
  await expect(heading(chat, 'Mine')).toBeVisible();
  await expect(board(chat).getByRole('button', { name: 'More for the theme Mine' })).toBeFocused();
});

test('300 board changes made offline are stored in a few requests', async ({ chat }) => {
  test.setTimeout(120_000);
  const line = await lineOf(chat);
  await chat.reload();
  await expect(composer(chat)).toBeVisible();
  await line.cut();
  await expect(lost(chat)).toBeVisible();
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  for (let index = 0; index < 300; index += 1) {
    await field.fill(`Idea ${index}`);
    await field.press('Enter');
  }
  line.mend();
  await expect(lost(chat)).toHaveCount(0, { timeout: 30_000 });
  await settled(chat);
  expect(line.asked.filter((request) => 'ideas' in (request as object))).toHaveLength(2);
  expect(line.asked.length).toBeLessThan(10);
  await chat.reload();
  await expect(ideas(chat)).toHaveCount(300);
});

test('two browsers show the same board after each way to shape it, which is one request', async ({
  chat,
  upstream,
  join,
}) => {
  const line = await lineOf(chat);
  await chat.reload();
  await saveThree(chat, upstream);
  upstream.say(reply('- Delta, a fourth\n- Epsilon, a fifth'));
  await ask(chat, 'Two more');
  await answered(chat);
  const friend = await join();
  const shown = async (page: Page) =>
    (await board(page).locator('.sections').ariaSnapshot()).replace(/ \[active\]/g, '');
  let changes = 0;
  const seesTheSame = async () => {
    await settled(chat);
    await expect.poll(() => shown(friend)).toBe(await shown(chat));
    changes += 1;
    expect(line.asked.filter((request) => /"ideas?":/.test(JSON.stringify(request)))).toHaveLength(changes);
  };
  const more = async (name: string, item: string) => {
    await board(chat).getByRole('button', { name }).click();
    await chat.getByRole('menuitem', { name: item }).click();
  };
  await log(chat).getByRole('button', { name: 'Add to board: Delta' }).click();
  await seesTheSame();
  await paste(chat, Array.from({ length: 30 }, (_, index) => `- Pasted ${index}`).join('\n'));
  await seesTheSame();
  for (const name of ['Alpha', 'Beta'])
    await board(chat)
      .getByRole('button', { name: `Move ${name}` })
      .press('Space');
  await board(chat).getByRole('button', { name: 'Merge', exact: true }).click();
  await board(chat).getByRole('textbox', { name: 'Edit idea' }).fill('Alphabet');
  await chat.keyboard.press('Enter');
  await seesTheSame();
  await chat.keyboard.press('Control+z');
  await expect(ideas(chat).filter({ hasText: 'Beta' })).toHaveCount(1);
  await seesTheSame();
  upstream.say({ pieces: ['theme: Greek\nidea: 1\nidea: 2\ntheme: Later\nidea: 3\nidea: 5'] });
  await board(chat).getByRole('button', { name: 'Group these' }).click();
  await board(chat).getByRole('button', { name: 'Accept' }).click();
  await seesTheSame();
  await more('More for the theme Greek', 'Move down');
  await seesTheSame();
  await more('More for the theme Greek', 'Rename');
  await chat.keyboard.type('Letters');
  await chat.keyboard.press('Enter');
  await seesTheSame();
  await more('More for the theme Letters', 'Move all to No theme');
  await seesTheSame();
  await more('Copy, export, print', 'Undo last change');
  await expect(board(chat).getByRole('heading', { name: 'Letters' })).toBeVisible();
  await seesTheSame();
  const chooser = chat.waitForEvent('filechooser');
  await more('Copy, export, print', 'Import…');
  const found = { ideas: [{ text: 'Of a file', theme: 'File', starred: true }, { text: 'Another of it' }] };
  const buffer = Buffer.from(JSON.stringify(found));
  await (await chooser).setFiles({ name: 'ideas.json', mimeType: 'application/json', buffer });
  await expect(board(chat).getByText('Of a file')).toHaveCount(1);
  await seesTheSame();
});

test('an edit of an old message sets its ideas aside for everyone, and they can be restored', async ({
  chat,
  upstream,
  join,
}) => {
  await saveThree(chat, upstream);
  await expect(chat.getByRole('button', { name: 'Try again (3 ideas go to Set aside)' })).toBeVisible();
  await ideas(chat).first().hover();
  await chat.getByRole('button', { name: 'Star Alpha' }).click();
  await settled(chat);
  await expect(chat.getByRole('button', { name: 'Try again (2 ideas go to Set aside)' })).toBeVisible();
  const friend = await join();
  await composer(chat).press('ArrowUp');
  await expect(chat.getByText('Replaces the answer; 2 ideas go to Set aside')).toBeVisible();
  upstream.say(reply('Something else.'));
  await chat.getByRole('textbox', { name: 'Edit message' }).fill('Never mind');
  await chat.keyboard.press('Enter');
  await expect(log(chat)).toContainText('Something else.');
  for (const page of [chat, friend]) await expect.poll(() => words(page)).toEqual(['Alpha']);
  await board(friend).getByText('Set aside').click();
  await board(friend).getByRole('button', { name: 'Restore Beta' }).click();
  for (const page of [chat, friend]) await expect.poll(() => words(page)).toEqual(['Alpha', 'Beta']);
});
