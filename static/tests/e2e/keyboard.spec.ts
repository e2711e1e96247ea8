import type { Page } from '@playwright/test';
import { answered, answers, ask, board, composer, expect, ideas, log, status, test } from './fixtures';
import { pieces, reply } from './upstream';

/** Presses Tab until an element has focus, as a person without a mouse does. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press(key);
    const label = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });
    if (label === name) return;
  }
  throw new Error(`“${name}” cannot be reached with ${key}`);
}

test('everything can be done by keyboard alone', async ({ chat, upstream }) => {
  upstream.say(
    reply('Saved three.', ['Alpha', 'Beta', 'Gamma']),
    reply('Tried again.', ['Alpha', 'Beta', 'Gamma']),
    reply('More about Beta.'),
  );
  await expect(composer(chat)).toBeFocused();
  await chat.keyboard.type('Save three');
  await chat.keyboard.press('Enter');
  await answered(chat);
  await expect(composer(chat)).toBeFocused();

  await tabTo(chat, 'Try again (3 ideas go to Set aside)', 'Shift+Tab');
  await chat.keyboard.press('Enter');
  await expect(log(chat)).toContainText('Tried again.');
  await answered(chat);
  await expect(composer(chat)).toBeFocused();

  await tabTo(chat, 'Move Alpha');
  await chat.keyboard.press('ArrowDown');
  await expect(ideas(chat).first()).toContainText('Beta');
  await tabTo(chat, 'Star Alpha');
  await chat.keyboard.press('Space');
  await expect(board(chat).getByRole('button', { name: 'Star Alpha' })).toHaveAttribute('aria-pressed', 'true');
  await tabTo(chat, 'More for Alpha');
  await chat.keyboard.press('Enter');
  await chat.keyboard.press('ArrowDown');
  await expect(chat.getByRole('menuitem', { name: 'Edit' })).toBeFocused();
  await chat.keyboard.press('Enter');
  await chat.keyboard.type(' and more');
  await chat.keyboard.press('Enter');
  await expect(ideas(chat).nth(1)).toContainText('Alpha and more');

  await chat.keyboard.press('ArrowUp');
  await tabTo(chat, 'More for Beta');
  await chat.keyboard.press('Enter');
  await chat.keyboard.press('End');
  await expect(chat.getByRole('menuitem', { name: 'Set aside' })).toBeFocused();
  await chat.keyboard.press('Enter');
  await expect(ideas(chat)).toHaveCount(2);
  await tabTo(chat, 'Undo');
  await chat.keyboard.press('Enter');
  await expect(ideas(chat)).toHaveCount(3);

  await tabTo(chat, 'Alpha and more');
  await chat.keyboard.press('Home');
  await tabTo(chat, 'More for Beta');
  await chat.keyboard.press('Enter');
  await chat.keyboard.press('Enter');
  await expect(log(chat)).toContainText('More about Beta.');
  await answered(chat);

  await tabTo(chat, 'Add an idea');
  await chat.keyboard.type('My own');
  await chat.keyboard.press('Enter');
  await expect(ideas(chat)).toHaveCount(4);

  await tabTo(chat, 'New chat');
  await chat.keyboard.press('Enter');
  await expect(chat.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
  await tabTo(chat, 'Save three');
  await chat.keyboard.press('Enter');
  await expect(answers(chat)).toHaveCount(2);
  await tabTo(chat, 'Settings');
  await chat.keyboard.press('Enter');
  await expect(chat.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await chat.keyboard.press('Tab');
  await chat.keyboard.press('ArrowRight');
  await chat.keyboard.press('Escape');
  await expect(chat.getByRole('dialog')).toHaveCount(0);
});

test('focus is always visible', async ({ chat }) => {
  await ask(chat, 'Hello');
  await answered(chat);
  for (let press = 0; press < 25; press += 1) {
    await chat.keyboard.press('Tab');
    const seen = await chat.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return true;
      const ringed = [element, element.parentElement, element.closest('.composer-box, .field, .add-idea')];
      return ringed.some((part) => {
        if (!part) return false;
        const style = getComputedStyle(part);
        return (
          (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || /0px 0px 0px [23]px/.test(style.boxShadow)
        );
      });
    });
    expect(seen, await chat.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))).toBe(true);
  }
});

test('a screen reader announces that an answer runs, then the answer, but not each word', async ({
  chat,
  upstream,
}) => {
  const answer = reply('One two three four five six seven eight nine ten.', ['Only one']);
  upstream.say({ pieces: [...pieces(answer.slice(0, 60)), { hold: 'mid' }, ...pieces(answer.slice(60))] });
  await chat.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver(() => {
      const text = [...document.querySelectorAll('[role=status]')].map((region) => region.textContent).join('');
      if (text !== '' && heard.at(-1) !== text) heard.push(text);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await ask(chat, 'Count');
  // An answer that arrives at once is announced only when it is done.
  await expect(status(chat)).toHaveText('Answering');
  upstream.release('mid');
  await expect(status(chat)).toHaveText(/^Done/);
  expect(await chat.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([
    'Answering',
    'Done. One two three four five six seven eight nine ten. 1 idea saved.',
  ]);
  await expect(log(chat)).toHaveAttribute('aria-live', 'off');
});
