import type { Page } from '@playwright/test';
import { answered, ask, board, composer, expect, ideas, log, settled, test } from './fixtures';
import { reply } from './upstream';

const moves = (page: Page) => page.getByRole('region', { name: 'Moves' });
const move = (page: Page, name: string) => moves(page).getByRole('button', { name });
const lastMessage = (page: Page) => log(page).getByRole('article').last().getByRole('paragraph').first();

test('moves come with the first answer, and each sends a plain message', async ({ chat, upstream }) => {
  await expect(moves(chat)).toHaveCount(0);
  upstream.say(reply('1. Marginalia\n2. The Quiet Page'), reply('3. Crumb & Chapter'));
  await ask(chat, 'Names?');
  await answered(chat);
  await expect(moves(chat).getByRole('button')).toHaveText([
    'More',
    'Something different',
    'Combine two',
    'Challenge these',
    'Through someone’s eyes',
  ]);
  await move(chat, 'More').click();
  await expect(composer(chat)).toBeFocused();
  await expect(log(chat)).toContainText('Crumb & Chapter');
  await expect(lastMessage(chat)).toHaveText('More ideas like these, please.');
  await answered(chat);
  await move(chat, 'Something different').focus();
  await chat.keyboard.press('Enter');
  await expect(lastMessage(chat)).toHaveText('Something completely different, please: far from what we have.');
  await answered(chat);
  expect(upstream.times('More ideas like these, please.')).toBe(1);
});

test('moves about ideas name the starred ones', async ({ chat, upstream }) => {
  upstream.say(reply('Saved.', ['Marginalia', 'The Quiet Page', 'Crumb']));
  await ask(chat, 'Save all');
  await answered(chat);
  await move(chat, 'Challenge these').click();
  await expect(lastMessage(chat)).toHaveText('Challenge these ideas: what is weak, and what would make each stronger?');
  await answered(chat);
  await board(chat).getByRole('button', { name: 'Star Crumb' }).click();
  await move(chat, 'Challenge these').click();
  await expect(lastMessage(chat)).toHaveText(
    'Challenge this idea: “Crumb”. What is weak, and what would make it stronger?',
  );
  await answered(chat);
  await board(chat).getByRole('button', { name: 'Star Marginalia' }).click();
  await move(chat, 'Combine two').click();
  await expect(lastMessage(chat)).toHaveText('Combine two of these ideas into a new one: “Marginalia”, “Crumb”.');
  await answered(chat);
});

test('moves are off while the person types or an answer runs, without moving anything', async ({ chat, upstream }) => {
  upstream.say(reply('One.'), { pieces: ['message: "An answer that goes on and ', { hold: 'end' }, 'ends."'] });
  await ask(chat, 'Go');
  await answered(chat);
  const top = async () => (await composer(chat).boundingBox())?.y;
  const before = await top();
  const height = await log(chat).evaluate((element) => element.clientHeight);
  await composer(chat).fill('a thought');
  await expect(move(chat, 'More')).toBeHidden();
  await composer(chat).fill('');
  await move(chat, 'More').click();
  await expect(log(chat)).toContainText('An answer that');
  await expect(move(chat, 'More')).toBeHidden();
  expect(await top()).toBe(before);
  expect(await log(chat).evaluate((element) => element.clientHeight)).toBe(height);
  upstream.release('end');
  await answered(chat);
  await expect(move(chat, 'More')).toBeVisible();
});

test('a mouse reaches every move, however narrow the chat', async ({ chat, upstream }) => {
  upstream.say(reply('One.'));
  await ask(chat, 'Go');
  await answered(chat);
  for (const width of [1200, 1024, 390]) {
    await chat.setViewportSize({ width, height: 800 });
    await expect(move(chat, 'Through someone’s eyes')).toBeInViewport({ ratio: 1 });
  }
});

test('a notice does not cover the moves or the draft', async ({ chat, upstream }) => {
  upstream.say(reply('Saved.', ['Marginalia']));
  await ask(chat, 'Save it');
  await answered(chat);
  const notice = chat.getByRole('region', { name: 'Notices' }).getByText('Nothing to undo.').last();
  const room = () =>
    notice.evaluate((element) => {
      const { top = 0 } = document.querySelector('.composer')?.getBoundingClientRect() ?? {};
      return top - element.getBoundingClientRect().bottom;
    });
  for (const size of [
    { width: 1280, height: 800 },
    { width: 390, height: 780 },
  ]) {
    await chat.setViewportSize(size);
    await composer(chat).blur();
    await chat.keyboard.press('Control+z');
    await expect.poll(room).toBeGreaterThan(0);
    await composer(chat).fill('a\nb\nc\nd');
    await expect.poll(room).toBeGreaterThan(0);
    await composer(chat).fill('');
  }
});

test.describe('with a finger', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('the moves are one line that scrolls on its own', async ({ chat, upstream }) => {
    upstream.say(reply('One.'));
    await composer(chat).fill('Go');
    await chat.getByRole('button', { name: 'Send', exact: true }).tap();
    await answered(chat);
    const eyes = move(chat, 'Through someone’s eyes');
    await expect(eyes).not.toBeInViewport({ ratio: 1 });
    await eyes.scrollIntoViewIfNeeded();
    await expect(eyes).toBeInViewport({ ratio: 1 });
    expect(await chat.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await eyes.tap();
    await expect(lastMessage(chat)).toHaveText(
      /^Look at this through the eyes of .+\. What would they come up with\?$/,
    );
    await answered(chat);
  });

  test('“You first” fits, and is skipped with one tap', async ({ chat, upstream }) => {
    upstream.say(reply('One.'));
    await chat.getByText('You first').tap();
    await composer(chat).fill('Names?');
    await chat.getByRole('button', { name: 'Send', exact: true }).tap();
    await expect(chat.getByRole('textbox', { name: 'Idea 3' })).toBeInViewport();
    await chat.getByRole('button', { name: 'Skip' }).tap();
    await answered(chat);
    await expect(lastMessage(chat)).toHaveText('Names?');
  });
});

test('with “You first” a message or an idea over the limit is not sent, and says so', async ({ chat, upstream }) => {
  const send = chat.getByRole('button', { name: 'Send', exact: true });
  const third = chat.getByRole('textbox', { name: 'Idea 3' });
  await chat.getByRole('checkbox', { name: 'You first' }).check();
  await ask(chat, 'Names? '.repeat(1_139).trim());
  for (const number of [1, 2]) await chat.getByRole('textbox', { name: `Idea ${number}` }).fill('A cup');
  await third.fill('A bell');
  await expect(chat.getByText('18 characters over the limit')).toBeVisible();
  await expect(send).toBeDisabled();
  await third.press('Enter');
  await chat.getByRole('button', { name: 'Edit question' }).click();
  await composer(chat).fill('Names?');
  await composer(chat).press('Enter');
  await expect(send).toBeEnabled();
  await third.fill('long '.repeat(401).trim());
  await expect(chat.getByText('4 characters over the limit')).toBeVisible();
  await expect(send).toBeDisabled();
  expect(upstream.asked).toEqual([]);
});

test('with “You first” the question waits for three ideas of the person’s own', async ({ chat, upstream }) => {
  upstream.say(reply('Three good ones.'));
  const first = chat.getByRole('checkbox', { name: 'You first' });
  await expect(first).not.toBeChecked();
  await first.focus();
  await chat.keyboard.press('Space');
  await ask(chat, 'Names?');
  await expect(chat.getByRole('textbox', { name: 'Idea 1' })).toBeFocused();
  // The browser's own bubble would say “Please fill out this field.”
  await chat.evaluate(() => {
    document.addEventListener('invalid', () => document.body.setAttribute('data-bubble', ''), true);
  });
  await chat.keyboard.type('The reading cup');
  await chat.keyboard.press('Enter');
  await expect(chat.getByRole('textbox', { name: 'Idea 2' })).toBeFocused();
  await expect(chat.locator('body')).not.toHaveAttribute('data-bubble');
  await chat.keyboard.type('Quiet hours');
  await chat.reload();
  await expect(chat.getByRole('textbox', { name: 'Idea 2' })).toHaveValue('Quiet hours');
  await expect(chat.getByText('Names?')).toBeVisible();
  await chat.getByRole('button', { name: 'Edit question' }).click();
  await expect(composer(chat)).toBeFocused();
  await expect(composer(chat)).toHaveValue('Names?');
  await chat.keyboard.press('Enter');
  await expect(chat.getByRole('textbox', { name: 'Idea 2' })).toHaveValue('Quiet hours');
  await chat.getByRole('textbox', { name: 'Idea 3' }).fill('  ');
  await chat.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(chat.getByRole('textbox', { name: 'Idea 3' })).toBeFocused();
  await chat.getByRole('textbox', { name: 'Idea 3' }).fill('Page & Bean');
  expect(upstream.asked).toEqual([]);
  await chat.keyboard.press('Enter');
  await expect(log(chat)).toContainText('Three good ones.');
  await expect(lastMessage(chat)).toHaveText(
    'Names?\n\nMy own first ideas:\n- The reading cup\n- Quiet hours\n- Page & Bean',
    { useInnerText: true },
  );
  await expect(ideas(chat)).toHaveText(['The reading cup', 'Quiet hours', 'Page & Bean']);
  await expect(composer(chat)).toBeFocused();
  await answered(chat);
  await settled(chat);
  await chat.getByRole('button', { name: 'New chat' }).click();
  await expect(chat.getByRole('checkbox', { name: 'You first' })).toBeChecked();
  await chat.getByRole('checkbox', { name: 'You first' }).uncheck();
  await ask(chat, 'No waiting');
  await expect(log(chat)).toContainText('No waiting');
  await answered(chat);
});
