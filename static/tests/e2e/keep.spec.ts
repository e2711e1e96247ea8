import type { Page } from '@playwright/test';
import { answered, ask, board, composer, expect, ideas, log, settled, status, test } from './fixtures';
import { pieces, reply, type Upstream } from './upstream';

const ANSWER =
  'A first round:\n\n1. **Marginalia**: notes of coffee\n2. The *Quiet* Page\n   - with a cat\n\nWhich one?';

const add = (page: Page, text: string) => log(page).getByRole('button', { name: `Add to board: ${text}` });
const kept = (page: Page, text: string) => log(page).getByRole('button', { name: `On your board: ${text}` });

async function answer(chat: Page, upstream: Upstream): Promise<void> {
  upstream.say(reply(ANSWER));
  await ask(chat, 'Names?');
  await answered(chat);
  // Answers are plain text until the parser is loaded.
  await expect(add(chat, 'The Quiet Page')).toBeAttached();
}

test('a + beside an item adds it to the board, and it shows as kept, even after a reload', async ({
  chat,
  upstream,
}) => {
  await answer(chat, upstream);
  const button = add(chat, 'Marginalia: notes of coffee');
  await expect(button).toHaveCSS('opacity', '0');
  await log(chat).getByText('Marginalia').hover();
  await expect(button).toHaveCSS('opacity', '1');
  await button.click();
  await expect(ideas(chat)).toHaveText('Marginalia: notes of coffee');
  await expect(kept(chat, 'Marginalia')).toHaveCSS('opacity', '1');
  await settled(chat);
  await chat.reload();
  await expect(kept(chat, 'Marginalia')).toBeVisible();
  await expect(ideas(chat)).toHaveCount(1);
  await board(chat).getByRole('button', { name: 'More for Marginalia' }).focus();
  await chat.keyboard.press('Enter');
  await chat.getByRole('menuitem', { name: 'Set aside' }).click();
  await expect(add(chat, 'Marginalia')).toBeAttached();
});

test('a check mark shows its card, whatever hides it', async ({ chat, upstream }) => {
  const many = Array.from({ length: 30 }, (_, index) => `Idea ${index}`);
  upstream.say(reply('- **Idea 29**: the last of all\n- Idea 30\n\nMore?', many));
  await ask(chat, 'Save thirty');
  await answered(chat);
  const card = ideas(chat).filter({ hasText: /^Idea 29/ });
  await board(chat).getByRole('list').first().getByText('Idea 0').scrollIntoViewIfNeeded();
  await expect(card).not.toBeInViewport();
  await kept(chat, 'Idea 29').click();
  await expect(card).toBeInViewport();
  await expect(card.getByRole('button', { name: 'Move Idea 29' })).toBeFocused();
  await board(chat).getByRole('button', { name: 'Starred only' }).click();
  await expect(card).toHaveCount(0);
  await kept(chat, 'Idea 29').press('Enter');
  await expect(card.getByRole('button', { name: 'Move Idea 29' })).toBeFocused();
});

test('a kept idea is shown on the board, whatever the filter', async ({ chat, upstream }) => {
  upstream.say(reply('Saved.', ['One', 'Two', 'Three', 'Four', 'Five']));
  await ask(chat, 'Save five');
  await answered(chat);
  await answer(chat, upstream);
  await board(chat).getByRole('button', { name: 'Starred only' }).click();
  await expect(board(chat).getByText('No matching ideas.')).toBeVisible();
  await add(chat, 'Marginalia: notes of coffee').press('Enter');
  await expect(board(chat).getByText('Marginalia: notes of coffee')).toBeInViewport();
  await expect(board(chat).getByRole('button', { name: 'Starred only' })).toHaveAttribute('aria-pressed', 'false');
});

test('a paragraph too long for an idea is whole on the board, which says that it is not saved', async ({
  chat,
  upstream,
}) => {
  const long = 'A long story. '.repeat(150).trim();
  upstream.say(reply(long));
  await ask(chat, 'Tell me');
  await answered(chat);
  await add(chat, 'A long story').press('Enter');
  await expect(ideas(chat)).toContainText('The idea is too long: 2,099 characters, where 2,000 are allowed.');
  await expect(ideas(chat)).toContainText(long);
});

test('a + shows when reached by keyboard, and keeps focus', async ({ chat, upstream }) => {
  await answer(chat, upstream);
  await add(chat, 'Marginalia').focus();
  await chat.keyboard.press('Tab');
  await expect(add(chat, 'The Quiet Page')).toBeFocused();
  await expect(add(chat, 'The Quiet Page')).toHaveCSS('opacity', '1');
  await chat.keyboard.press('Enter');
  await expect(kept(chat, 'The Quiet Page')).toBeFocused();
  await expect(ideas(chat)).toHaveText('The Quiet Page');
  await expect(status(chat)).toHaveText('Added to your board');
});

test('ideas saved by the model show as kept in its answer', async ({ chat, upstream }) => {
  upstream.say(reply('- Marginalia\n- The Quiet Page', ['The quiet page']));
  await ask(chat, 'Save the second');
  await answered(chat);
  await expect(kept(chat, 'The Quiet Page')).toBeVisible();
  await expect(add(chat, 'Marginalia')).toBeAttached();
});

test('while an answer streams, all but its open end can be kept', async ({ chat, upstream }) => {
  upstream.say({ pieces: [...pieces(reply('- One idea\n- Two ideas and').slice(0, -1)), { hold: 'mid' }, ' more"'] });
  await ask(chat, 'Go');
  await expect(log(chat)).toContainText('Two ideas');
  await expect(log(chat).getByRole('button', { name: /^Add to board/ })).toHaveText(['']);
  await add(chat, 'One idea').click();
  await expect(ideas(chat)).toHaveText('One idea');
  upstream.release('mid');
  await answered(chat);
  await expect(add(chat, 'Two ideas and more')).toBeAttached();
});

test('a + takes no room: the answer is as high without it', async ({ chat, upstream }) => {
  await chat.setViewportSize({ width: 480, height: 900 });
  upstream.say(reply(Array.from({ length: 40 }, (_, n) => `- ${'word '.repeat(4)}${'x'.repeat(n)}`).join('\n')));
  await ask(chat, 'Many lengths');
  await answered(chat);
  const height = () =>
    log(chat)
      .getByRole('list')
      .evaluate((list) => list.clientHeight);
  const before = await height();
  await log(chat)
    .getByRole('button', { name: /^Add to board/ })
    .evaluateAll((buttons) => {
      for (const button of buttons) if (button instanceof HTMLElement) button.hidden = true;
    });
  expect(await height()).toBe(before);
});

test('no + is printed', async ({ chat, upstream }) => {
  await answer(chat, upstream);
  await chat.emulateMedia({ media: 'print' });
  await expect(log(chat).getByRole('button', { name: /to board/ })).toHaveCount(0);
});

test.describe('with a finger', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('every + is always there, and one tap is enough', async ({ chat, upstream }) => {
    upstream.say(reply(ANSWER));
    await composer(chat).fill('Names?');
    await chat.getByRole('button', { name: 'Send', exact: true }).tap();
    await answered(chat);
    await expect(add(chat, 'Marginalia')).toBeVisible();
    for (const button of await log(chat)
      .getByRole('button', { name: /^Add to board/ })
      .all()) {
      await expect(button).toHaveCSS('opacity', '1');
      const target = await button.evaluate((element) => {
        const { width, height } = getComputedStyle(element, '::after');
        return [width, height].map(Number.parseFloat);
      });
      expect(Math.min(...target)).toBeGreaterThanOrEqual(44);
    }
    await add(chat, 'Marginalia').tap();
    await expect(kept(chat, 'Marginalia')).toBeVisible();
    await expect(chat.getByRole('button', { name: 'Ideas: 1 idea' })).toBeVisible();
    await kept(chat, 'Marginalia').tap();
    await expect(ideas(chat)).toBeInViewport();
    await expect(ideas(chat).getByRole('button', { name: /^Move Marginalia/ })).toBeFocused();
    await chat.keyboard.press('Escape');
    await expect(kept(chat, 'Marginalia')).toBeFocused();
  });

  test('no + extends past the edge of the page, wherever its line ends', async ({ chat, upstream }) => {
    // With this many lengths, some lines end right at the edge.
    const items = Array.from({ length: 40 }, (_, index) => `- ${'word '.repeat(6)}${'.'.repeat(index)}`);
    upstream.say(reply(items.join('\n')));
    await ask(chat, 'Names?');
    await chat.getByRole('button', { name: 'Send', exact: true }).tap();
    await answered(chat);
    await expect(log(chat).getByRole('button', { name: /^Add to board/ })).toHaveCount(40);
    const rights = await log(chat)
      .getByRole('button', { name: /^Add to board/ })
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().right));
    expect(Math.max(...rights)).toBeLessThanOrEqual(348);
  });
});

const selectionButton = (page: Page) => log(page).getByRole('button', { name: 'Add to board', exact: true });

test('selected text can be kept with one press', async ({ chat, upstream }) => {
  await answer(chat, upstream);
  await log(chat).getByText('Marginalia').dblclick();
  await expect(selectionButton(chat)).toBeInViewport();
  const text = await log(chat).getByText('Marginalia').boundingBox();
  const button = await selectionButton(chat).boundingBox();
  expect((button?.y ?? 0) - ((text?.y ?? 0) + (text?.height ?? 0))).toBeLessThan(24);
  await selectionButton(chat).click();
  await expect(ideas(chat)).toHaveText('Marginalia');
  await expect(selectionButton(chat)).toHaveCount(0);
});

test('text selected by keys too: Tab goes to the button, Escape hides it', async ({ chat, upstream }) => {
  upstream.say({ pieces: [...pieces(reply('One quiet place.\n\nMore ').slice(0, -1)), { hold: 'end' }, 'text."'] });
  await ask(chat, 'Go');
  await expect(add(chat, 'One quiet place.')).toBeAttached();
  await log(chat)
    .getByText('One quiet place.')
    .dblclick({ position: { x: 10, y: 10 } });
  await chat.keyboard.press('Control+Shift+ArrowRight');
  await expect(selectionButton(chat)).toBeVisible();
  await chat.keyboard.press('Escape');
  await expect(selectionButton(chat)).toHaveCount(0);
  await expect(chat.getByRole('button', { name: 'Stop' })).toBeVisible();
  await chat.keyboard.press('Control+Shift+ArrowRight');
  await expect(selectionButton(chat)).toBeVisible();
  await chat.keyboard.press('Tab');
  await expect(selectionButton(chat)).toBeFocused();
  await chat.keyboard.press('Enter');
  await expect(ideas(chat)).toHaveText(/^One quiet/);
  await expect(chat.getByRole('article')).toBeFocused();
  upstream.release('end');
});

test('text selected elsewhere has no button', async ({ chat, upstream }) => {
  await answer(chat, upstream);
  await log(chat).getByText('Marginalia').dblclick();
  await expect(selectionButton(chat)).toBeVisible();
  await log(chat).getByText('Names?').dblclick();
  await expect(selectionButton(chat)).toHaveCount(0);
  await log(chat).getByText('Marginalia').dblclick();
  await expect(selectionButton(chat)).toBeVisible();
  await composer(chat).click();
  await expect(selectionButton(chat)).toHaveCount(0);
});

test('a + or selected text can be dragged onto the board', async ({ chat, upstream }) => {
  await answer(chat, upstream);
  await log(chat).getByText('Marginalia').hover();
  await add(chat, 'Marginalia').dragTo(board(chat));
  await expect(ideas(chat)).toHaveText('Marginalia: notes of coffee');
  await expect(kept(chat, 'Marginalia')).toBeVisible();
  await log(chat).getByText('Which one?').selectText();
  await log(chat)
    .getByText('Which one?')
    .dragTo(board(chat), { sourcePosition: { x: 20, y: 14 } });
  await expect(ideas(chat)).toHaveText(['Marginalia: notes of coffee', 'Which one?']);
});
