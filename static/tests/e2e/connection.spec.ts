import type { Page } from '@playwright/test';
import { answered, answers, ask, board, composer, expect, ideas, log, lost, settled, status, test } from './fixtures';
import { lineOf } from './line';
import { pieces, reply } from './upstream';

test('the server is killed in mid-answer and started again: the whole conversation is there', async ({
  chat,
  upstream,
  server,
}) => {
  upstream.say(reply('The first answer.', ['Kept idea']));
  await ask(chat, 'First question');
  await answered(chat);
  upstream.say({
    pieces: [...pieces('idea: "Second idea"\nmessage: "A long beginning that is on the disk '), { hold: 'never' }],
  });
  await ask(chat, 'Second question');
  await expect(log(chat)).toContainText('A long beginning');
  // A card is marked while it is being saved.
  await expect(ideas(chat)).toHaveText(['Kept idea', 'Second idea']);
  await server.kill();
  await expect(lost(chat)).toBeVisible();
  await expect(log(chat)).toContainText('A long beginning');
  await composer(chat).fill('Typed while it was away');
  await composer(chat).press('Enter');
  await expect(log(chat)).toContainText('Waiting to send');
  upstream.say(reply('The third answer.'));
  await server.start();
  await expect(lost(chat)).toHaveCount(0, { timeout: 30_000 });
  await expect(log(chat)).toContainText('The third answer.', { timeout: 30_000 });
  await expect(answers(chat)).toHaveCount(3);
  await expect(answers(chat).nth(0)).toContainText('First question');
  await expect(answers(chat).nth(0)).toContainText('The first answer.');
  await expect(answers(chat).nth(1)).toContainText('Second question');
  await expect(answers(chat).nth(1)).toContainText('The answer was cut off.');
  await expect(answers(chat).nth(2)).toContainText('Typed while it was away');
  await expect(ideas(chat)).toHaveCount(2);
  await chat.reload();
  await expect(answers(chat)).toHaveCount(3);
  expect(upstream.times('Typed while')).toBe(1);
});

test('a message typed offline survives a reload, is marked as waiting, and is sent exactly once', async ({
  chat,
  upstream,
}) => {
  const line = await lineOf(chat);
  await line.cut();
  await chat.reload();
  await expect(lost(chat)).toBeVisible();
  await ask(chat, 'Are you there?');
  await expect(log(chat)).toContainText('Waiting to send');
  await chat.reload();
  await expect(log(chat)).toContainText('Are you there?');
  await expect(log(chat)).toContainText('Waiting to send');
  line.mend();
  await expect(chat.getByRole('article', { name: 'Message not sent yet' })).toHaveCount(0, { timeout: 30_000 });
  await answered(chat);
  await chat.reload();
  await expect(answers(chat)).toHaveCount(1);
  expect(upstream.times('Are you there?')).toBe(1);
});

test('a waiting message can be taken back into the composer', async ({ chat, upstream, server }) => {
  await server.kill();
  await expect(lost(chat)).toBeVisible();
  await ask(chat, 'Not like this');
  await chat.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(composer(chat)).toHaveValue('Not like this');
  await composer(chat).press('Enter');
  await expect(composer(chat)).toHaveValue('');
  await composer(chat).press('ArrowUp');
  await expect(composer(chat)).toHaveValue('Not like this');
  await expect(chat.getByRole('article', { name: 'Message not sent yet' })).toHaveCount(0);
  await server.start();
  await expect(lost(chat)).toHaveCount(0, { timeout: 30_000 });
  expect(upstream.times('Not like this')).toBe(0);
});

test('an answer continues mid-word after the connection was cut', async ({ chat, upstream }) => {
  const line = await lineOf(chat);
  await chat.reload();
  upstream.say({
    pieces: [
      'message: "Half a wo',
      'rd and twenty characters more, hal',
      { hold: 'mid' },
      'f of them later, and the end."',
    ],
  });
  await ask(chat, 'Go');
  await expect(log(chat)).toContainText('Half a word');
  await line.cut();
  await expect(lost(chat)).toBeVisible();
  await expect(status(chat)).toHaveText('Not connected.');
  upstream.release('mid');
  line.mend();
  const whole = 'Half a word and twenty characters more, half of them later, and the end.';
  await expect(log(chat).getByText(whole, { exact: true })).toBeVisible({ timeout: 30_000 });
  await answered(chat);
  await expect(answers(chat)).toHaveCount(1);
});

test('a board change made offline is kept and confirmed later', async ({ chat, server }) => {
  await server.kill();
  await expect(lost(chat)).toBeVisible();
  await board(chat).getByRole('textbox', { name: 'Add an idea' }).fill('Written on a train');
  await chat.keyboard.press('Enter');
  await expect(ideas(chat)).toContainText('Not saved yet');
  await server.start();
  await expect(ideas(chat).getByText('Not saved yet')).toHaveCount(0, { timeout: 30_000 });
  await settled(chat);
  await chat.reload();
  await expect(ideas(chat)).toHaveCount(1);
});

const wakers: [string, (page: Page) => Promise<unknown>][] = [
  ['Try now', (page) => page.getByRole('button', { name: 'Try now' }).click()],
  ['online', (page) => page.evaluate(() => dispatchEvent(new Event('online')))],
  ['focus', (page) => page.evaluate(() => dispatchEvent(new Event('focus')))],
];
for (const [name, wake] of wakers) {
  test(`the page reconnects at once on “${name}”`, async ({ chat }) => {
    const line = await lineOf(chat);
    await chat.reload();
    await expect(composer(chat)).toBeVisible();
    await line.cut();
    await expect(chat.getByText(/Retrying in ([7-9]|1\d) s/)).toBeVisible({ timeout: 45_000 });
    line.mend();
    await wake(chat);
    await expect(lost(chat)).toHaveCount(0, { timeout: 6_000 });
  });
}

test('two tabs show and do the same, live', async ({ chat, upstream, join }) => {
  const friend = await join();
  upstream.say({
    pieces: [
      'idea: "Shared idea"\n',
      ...pieces('message: "Seen by both of us, word for word, '),
      { hold: 'mid' },
      'to the end."',
    ],
  });
  await ask(chat, 'From the first tab');
  await expect(log(friend)).toContainText('From the first tab');
  await expect(log(friend)).toContainText('Seen by both of us');
  upstream.release('mid');
  await answered(friend);
  await expect(answers(friend).first()).toContainText('to the end.');
  await expect(ideas(friend)).toHaveText(/Shared idea/);
  await ideas(friend).first().hover();
  await ideas(friend).first().getByRole('button', { name: 'Star Shared idea' }).click();
  await expect(ideas(chat).first().getByRole('button', { name: 'Star Shared idea' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await ask(friend, 'From the second');
  await expect(answers(chat)).toHaveCount(2);
  await answered(chat);
  await answered(friend);
  const texts = (page: Page) => log(page).getByRole('article').allInnerTexts();
  await expect(async () => expect(await texts(chat)).toEqual(await texts(friend))).toPass();
});

test('a person can stop in one tab what runs in another', async ({ chat, upstream, join }) => {
  const friend = await join();
  upstream.say({
    pieces: [
      ...pieces('message: "An answer that would go on for ever and ever, word after word after word '),
      { hold: 'never' },
    ],
  });
  await ask(chat, 'Go');
  await expect(log(friend)).toContainText('for ever');
  await friend.getByRole('button', { name: 'Stop' }).click();
  await expect(log(chat)).toContainText('Stopped by someone else.');
  await expect(log(friend)).toContainText('You stopped this answer.');
});

test('messages sent while an answer runs wait and are answered in order', async ({ chat, upstream }) => {
  upstream.say({ pieces: ['message: "One."', { hold: 'mid' }] }, reply('Two.'), reply('Three.'));
  await ask(chat, 'first');
  await expect(chat.getByRole('button', { name: 'Stop' })).toBeVisible();
  await ask(chat, 'second');
  await ask(chat, 'third');
  await expect(log(chat).getByText('Waiting for the previous answer…')).toHaveCount(2);
  upstream.release('mid');
  await expect(answers(chat).nth(2)).toContainText('Three.');
  await expect(answers(chat).nth(1)).toContainText('Two.');
});
