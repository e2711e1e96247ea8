import type { Locator } from '@playwright/test';
import { answered, answers, ask, board, composer, expect, ideas, log, status, test } from './fixtures';
import { pieces, reply } from './upstream';

test('the demo answers, streams, and puts an idea on the board', async ({ demo, page }) => {
  await page.goto(demo.url);
  await expect(page.getByRole('button', { name: /demo/i })).toBeVisible();
  // Check in every frame within the page, because the answer may end before a test can look twice.
  const streams = page.waitForFunction(() => {
    const said = [...document.querySelectorAll('[role=status]')].map((region) => region.textContent);
    return said.includes('Answering') && document.querySelector('[aria-label="Stop"]') !== null;
  });
  await ask(page, 'Ideas for a small café');
  await streams;
  await answered(page);
  await expect(answers(page).first().getByRole('listitem').first()).toBeVisible();
  await ask(page, 'Save the first two');
  await expect(ideas(page)).toHaveCount(2);
  await answered(page);
  await expect(status(page)).toContainText('2 ideas saved');
  await page.reload();
  await expect(ideas(page)).toHaveCount(2);
  await expect(answers(page)).toHaveCount(2);
});

test('an idea types itself into the board while the model writes it, then stays', async ({ chat, upstream }) => {
  upstream.say({
    pieces: ['idea: "A wall where guests pin ', { hold: 'mid' }, 'one sentence"\n', 'message: "Saved it."'],
  });
  await ask(chat, 'Save it');
  await expect(ideas(chat)).toHaveText(/^A wall where guests pin/);
  await expect(ideas(chat)).toContainText('Writing…');
  upstream.release('mid');
  await expect(ideas(chat)).toHaveText('A wall where guests pin one sentence');
  await answered(chat);
  await expect(status(chat)).toHaveText('Done. Saved it. 1 idea saved.');
});

test('an answer streams as Markdown and can be copied', async ({ chat, upstream, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const text =
    '## Names\n\n1. **Marginalia**\n2. The *Second* Cup\n\n```js\nlet x = 1;\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |';
  upstream.say({ pieces: [...pieces(reply(text).slice(0, 62)), { hold: 'mid' }, ...pieces(reply(text).slice(62))] });
  await ask(chat, 'Names?');
  await expect(log(chat).getByRole('listitem').first()).toHaveText('Marginalia');
  upstream.release('mid');
  await answered(chat);
  await expect(log(chat).getByRole('table')).toBeVisible();
  await chat.getByRole('button', { name: 'Copy answer' }).click();
  await expect(chat.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await chat.evaluate(() => navigator.clipboard.readText())).toBe(text);
});

test('stop keeps what was written, and the chat goes on', async ({ chat, upstream }) => {
  const start = `${reply('', ['One idea']).split('\n')[0]}\nmessage: "This is the beginning of an answer that goes on and on `;
  upstream.say({ pieces: [...pieces(start), { hold: 'never' }] }, reply('Next answer.'));
  await ask(chat, 'Go');
  await expect(log(chat)).toContainText('the beginning of an answer');
  await chat.getByRole('button', { name: 'Stop' }).click();
  await expect(log(chat)).toContainText('You stopped this answer.');
  await expect(log(chat)).toContainText('This is the beginning of an answer');
  await expect(ideas(chat)).toHaveCount(1);
  await expect(composer(chat)).toBeFocused();
  await ask(chat, 'And now?');
  await expect(log(chat)).toContainText('Next answer.');
});

test('Escape in the composer stops the answer, and keeps what was typed', async ({ chat, upstream }) => {
  upstream.say({ pieces: [...pieces('message: "An answer that goes on and on and on and on '), { hold: 'never' }] });
  await ask(chat, 'Go');
  await expect(log(chat)).toContainText('An answer that');
  await composer(chat).fill('half a thought');
  await composer(chat).press('Escape');
  await expect(log(chat)).toContainText('You stopped this answer.');
  await expect(composer(chat)).toHaveValue('half a thought');
});

test('Escape leaves the empty composer, so that keys work', async ({ chat, upstream }) => {
  await expect(composer(chat)).toBeFocused();
  await chat.keyboard.press('Escape');
  await expect(chat.getByRole('main')).toBeFocused();
  upstream.say(reply('Done.'));
  await ask(chat, 'Go');
  await answered(chat);
  await chat.keyboard.type('x');
  await chat.keyboard.press('Escape');
  await expect(composer(chat)).toHaveValue('x');
  await chat.keyboard.press('Backspace');
  await chat.keyboard.press('Escape');
  await expect(log(chat)).toBeFocused();
  await chat.keyboard.press('b');
  await expect(chat.getByRole('button', { name: 'Full board' })).toBeHidden();
  await chat.keyboard.press('b');
  await expect(chat.getByRole('button', { name: 'Full board' })).toHaveAttribute('title', 'Full board (B)');
});

test('try again replaces the last answer', async ({ chat, upstream }) => {
  upstream.say(reply('First try.'), reply('Second try.'));
  await ask(chat, 'Question');
  await expect(log(chat)).toContainText('First try.');
  await answered(chat);
  await chat.getByRole('button', { name: 'Try again' }).click();
  await expect(log(chat)).toContainText('Second try.');
  await expect(log(chat)).not.toContainText('First try.');
  await expect(answers(chat)).toHaveCount(1);
  await answered(chat);
});

test('editing an earlier message replaces all that followed', async ({ chat, upstream }) => {
  upstream.say(reply('About dogs.'), reply('More dogs.'), reply('About cats.'));
  await ask(chat, 'Dogs');
  await answered(chat);
  await ask(chat, 'More');
  await answered(chat);
  await answers(chat).first().hover();
  await answers(chat).first().getByRole('button', { name: 'Edit message' }).click();
  await expect(chat.getByText('Replaces 2 messages')).toBeVisible();
  await chat.getByRole('textbox', { name: 'Edit message' }).fill('Cats');
  await chat.keyboard.press('Enter');
  await expect(log(chat)).toContainText('About cats.');
  await expect(answers(chat)).toHaveCount(1);
  await expect(log(chat)).not.toContainText('Dogs');
});

test('ArrowUp in an empty composer edits the last message, Escape leaves it', async ({ chat }) => {
  await ask(chat, 'One line');
  await answered(chat);
  await composer(chat).press('ArrowUp');
  const editor = chat.getByRole('textbox', { name: 'Edit message' });
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('One line');
  await editor.press('Escape');
  await expect(composer(chat)).toBeFocused();
});

test('the composer breaks lines with Shift+Enter, grows, and keeps its draft over a reload', async ({ chat }) => {
  const field = composer(chat);
  const before = await field.evaluate((element) => element.clientHeight);
  await field.pressSequentially('one');
  await field.press('Shift+Enter');
  await field.pressSequentially('two');
  await expect(field).toHaveValue('one\ntwo');
  expect(await field.evaluate((element) => element.clientHeight)).toBeGreaterThan(before);
  await chat.reload();
  await expect(field).toHaveValue('one\ntwo');
});

test('the Enter of an input method does not send', async ({ chat, upstream }) => {
  await composer(chat).fill('にほん');
  await composer(chat).evaluate((element) => {
    const composing = { key: 'Enter', bubbles: true, cancelable: true };
    element.dispatchEvent(new KeyboardEvent('keydown', { ...composing, isComposing: true }));
    element.dispatchEvent(new KeyboardEvent('keydown', { ...composing, keyCode: 229 }));
  });
  await expect(composer(chat)).toHaveValue('にほん');
  await composer(chat).press('Enter');
  await expect(composer(chat)).toHaveValue('');
  await answered(chat);
  expect(upstream.times('にほん')).toBe(1);
});

test('a message over the limit is not sent, and shows by how much', async ({ chat }) => {
  await composer(chat).fill('😀'.repeat(8_001));
  await expect(chat.getByText('1 character over the limit')).toBeVisible();
  await expect(chat.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await composer(chat).fill('😀'.repeat(8_000));
  await expect(chat.getByRole('button', { name: 'Send', exact: true })).toBeEnabled();
});

test('a suggested prompt starts an empty chat', async ({ chat, upstream }) => {
  upstream.say(reply('Gladly.'));
  await chat.getByRole('button', { name: /rainy Sunday/ }).click();
  await expect(log(chat)).toContainText('Gladly.');
  await expect(composer(chat)).toBeFocused();
  await expect(chat).toHaveTitle(/rainy Sunday/);
});

for (const [code, status_, sentence] of [
  ['invalid_api_key', 401, 'rejected the API key'],
  ['insufficient_quota', 429, 'out of quota'],
] as const) {
  test(`a refusal with ${code} is a sentence with a way to the settings`, async ({ chat, upstream }) => {
    upstream.say({ pieces: [], refuse: { status: status_, code } }, reply('It works now.'));
    await ask(chat, 'Hello');
    await expect(log(chat)).toContainText(sentence);
    await chat.getByRole('button', { name: 'Open settings' }).click();
    await expect(chat.getByRole('dialog', { name: 'Settings' })).toContainText('OPENAI_API_KEY');
    await chat.keyboard.press('Escape');
    await log(chat).getByRole('button', { name: 'Try again' }).first().click();
    await expect(log(chat)).toContainText('It works now.');
  });
}

test('an answer that breaks off keeps what was written and can be tried again', async ({ chat, upstream }) => {
  const beginning = ['message: "A good beginning of an answer, ', 'and then twenty characters more, ', { hold: 'cut' }];
  upstream.say({ pieces: beginning, cut: true }, reply('The whole answer.'));
  await ask(chat, 'Hello');
  await expect(log(chat)).toContainText('A good beginning');
  upstream.release('cut');
  await expect(log(chat)).toContainText('The answer was cut off.');
  await expect(log(chat)).toContainText('A good beginning');
  await log(chat).getByRole('button', { name: 'Try again' }).first().click();
  await expect(log(chat)).toContainText('The whole answer.');
});

const LONG = Array.from({ length: 60 }, (_, index) => `Paragraph ${index}.`).join('\n\n');

test('a question stays at the top while a long answer grows, unless the reader scrolls', async ({ chat, upstream }) => {
  upstream.say(reply('Short.'), {
    pieces: [...pieces(reply(LONG).slice(0, -20)), { hold: 'mid' }, reply(LONG).slice(-20)],
  });
  await ask(chat, 'First');
  await answered(chat);
  await ask(chat, 'Long, please');
  await expect(log(chat).getByText('Paragraph 55.')).toBeAttached();
  await expect(log(chat).getByText('Long, please')).toBeInViewport();
  await expect(log(chat).getByText('Paragraph 55.')).not.toBeInViewport();
  const top = async (part: Locator) => (await part.boundingBox())?.y ?? 0;
  const below = async () => (await top(log(chat).getByText('Long, please'))) - (await top(log(chat)));
  await expect.poll(below).toBeLessThan(40);
  await chat.getByRole('button', { name: 'Scroll to bottom' }).click();
  await expect(log(chat).getByText('Paragraph 55.')).toBeInViewport();
  await expect(chat.getByRole('button', { name: 'Scroll to bottom' })).toHaveCount(0);
  await log(chat).hover();
  const scrolled = () => log(chat).evaluate((element) => element.scrollTop);
  const end = await scrolled();
  await chat.mouse.wheel(0, -600);
  await expect.poll(scrolled).toBe(end - 600);
  await expect(chat.getByRole('button', { name: 'Scroll to bottom' })).toBeVisible();
  upstream.release('mid');
  await answered(chat);
  expect(await scrolled()).toBe(end - 600);
});

test('a chat opens at its end', async ({ chat, upstream }) => {
  upstream.say(reply(LONG));
  await ask(chat, 'Long, please');
  await answered(chat);
  await chat.reload();
  await expect(log(chat).getByText('Paragraph 59.')).toBeInViewport();
});

test('an answer in the background shows in the title', async ({ chat, upstream, context }) => {
  upstream.say({ pieces: ['message: "An answer that takes ', { hold: 'mid' }, 'its time."'] });
  await ask(chat, 'Slow one');
  await expect(log(chat)).toContainText('takes');
  await chat.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  upstream.release('mid');
  await expect(chat).toHaveTitle(/^Answer ready: Slow one/);
  await chat.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(chat).toHaveTitle(/^Slow one/);
  expect(context.pages()).toHaveLength(1);
});

test('right-to-left text is aligned right', async ({ chat, upstream }) => {
  upstream.say(reply('שלום, הנה כמה רעיונות.'));
  await ask(chat, 'שלום עולם');
  await answered(chat);
  const direction = (text: string) =>
    log(chat)
      .getByText(text)
      .evaluate((element) => getComputedStyle(element).direction);
  expect(await direction('הנה כמה')).toBe('rtl');
  expect(await direction('שלום עולם')).toBe('rtl');
  await expect(board(chat)).toBeVisible();
});
