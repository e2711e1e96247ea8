// Tools for the whole board: undo, pasting many lines, import and export, near-duplicates, grouping.

import type { Page } from '@playwright/test';
import { board, choose, composer, edit, expect, ideas, saveThree, settled, test, words } from './fixtures';
import { answerFor } from './line';

const notice = (page: Page, text: string) =>
  page.getByRole('region', { name: 'Notices' }).getByText(text, { exact: true });

test.beforeEach(({ chat, upstream }) => saveThree(chat, upstream));

test('Ctrl+Z undoes the changes to the board one by one, and says what it undid', async ({ chat }) => {
  await edit(chat, 'Beta', 'Better');
  await chat.getByRole('button', { name: 'Star Better' }).click();
  await board(chat).getByRole('button', { name: 'Move Alpha' }).press('ArrowDown');
  await choose(chat, 'Gamma', 'Set aside');
  await expect.poll(() => words(chat)).toEqual(['Better', 'Alpha']);
  await settled(chat);
  for (const [what, expected] of [
    ['idea set aside', ['Better', 'Alpha', 'Gamma']],
    ['idea moved', ['Alpha', 'Better', 'Gamma']],
    ['idea starred', ['Alpha', 'Better', 'Gamma']],
    ['idea edited', ['Alpha', 'Beta', 'Gamma']],
  ] as const) {
    await chat.keyboard.press('Control+z');
    await expect(notice(chat, `Undid: ${what}`)).toBeVisible();
    await expect.poll(() => words(chat)).toEqual(expected);
  }
  await settled(chat);
  await chat.reload();
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Beta', 'Gamma']);
});

test('Ctrl+Z in a text field is the field’s own', async ({ chat }) => {
  await chat.getByRole('button', { name: 'Star Alpha' }).press('Enter');
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  await field.pressSequentially('New');
  await field.press('Control+z');
  await expect(board(chat).getByRole('button', { name: 'Star Alpha' })).toHaveAttribute('aria-pressed', 'true');
  await board(chat).getByRole('button', { name: 'Star Alpha' }).focus();
  await chat.keyboard.press('Control+z');
  await expect(board(chat).getByRole('button', { name: 'Star Alpha' })).toHaveAttribute('aria-pressed', 'false');
});

test('Ctrl+Z in the emptied field undoes the idea that was just added', async ({ chat }) => {
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  await field.pressSequentially('Delta');
  await field.press('Enter');
  await expect(ideas(chat)).toHaveCount(4);
  await field.press('Control+z');
  await expect(notice(chat, 'Undid: idea added')).toBeVisible();
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Beta', 'Gamma']);
  // The field's own undo restores its text first.
  await field.pressSequentially('New');
  await field.press('Control+a');
  await field.press('Delete');
  await field.press('Control+z');
  await expect(field).toHaveValue('New');
});

test('Ctrl+Z in the empty message field undoes the last change to the board', async ({ chat }) => {
  await chat.getByRole('button', { name: 'Star Beta' }).press('Enter');
  await composer(chat).pressSequentially('N');
  await composer(chat).press('Control+z');
  await expect(composer(chat)).toHaveValue('');
  await expect(chat.getByRole('button', { name: 'Star Beta' })).toHaveAttribute('aria-pressed', 'true');
  await composer(chat).press('Control+z');
  await expect(notice(chat, 'Undid: idea starred')).toBeVisible();
});

test('an undo does not touch what someone else has changed since', async ({ chat, join }) => {
  await chat.getByRole('button', { name: 'Star Beta' }).press('Enter');
  await edit(chat, 'Alpha', 'Mine');
  await settled(chat);
  const friend = await join();
  await edit(friend, 'Mine', 'Theirs');
  await expect.poll(() => words(chat)).toEqual(['Theirs', 'Beta', 'Gamma']);
  await board(chat).getByRole('button', { name: 'Star Beta' }).focus();
  await chat.keyboard.press('Control+z');
  await expect(notice(chat, 'Can’t undo: someone else has changed this since.')).toBeVisible();
  await chat.keyboard.press('Control+z');
  await expect(notice(chat, 'Undid: idea starred')).toBeVisible();
  await expect.poll(() => words(chat)).toEqual(['Theirs', 'Beta', 'Gamma']);
});

test('many lines pasted into the field become as many ideas, undone as one', async ({ chat, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  await field.focus();
  await chat.evaluate(() => navigator.clipboard.writeText('- [ ] One\r\n\r\n2. Two\n* alpha\n'));
  await chat.keyboard.press('Control+v');
  await expect(notice(chat, '2 ideas added, 1 already there')).toBeVisible();
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Beta', 'Gamma', 'One', 'Two']);
  await expect(field).toHaveValue('');
  await settled(chat);
  await chat.evaluate(() => navigator.clipboard.writeText('a single line'));
  await chat.keyboard.press('Control+v');
  await expect(field).toHaveValue('a single line');
  await chat.getByRole('button', { name: 'Undo' }).click();
  await expect(notice(chat, 'Undid: 2 ideas added')).toBeVisible();
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Beta', 'Gamma']);
});

test('the first of many pasted ideas is shown with the heading of its theme', async ({ chat, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await board(chat).getByRole('textbox', { name: 'Add an idea' }).focus();
  const lines = Array.from({ length: 40 }, (_, index) => `- Place ${index + 1}`);
  await chat.evaluate((text) => navigator.clipboard.writeText(text), `## Places\n${lines.join('\n')}`);
  await chat.keyboard.press('Control+v');
  await expect(board(chat).getByText('Place 1', { exact: true })).toBeInViewport({ ratio: 1 });
  await expect(board(chat).getByRole('heading', { name: 'Places' })).toBeInViewport({ ratio: 1 });
});

test('the head of a theme has room for a long name and a large count', async ({ chat, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const name = 'Places we could go to with everybody on a day in autumn';
  await board(chat).getByRole('textbox', { name: 'Add an idea' }).focus();
  const lines = Array.from({ length: 40 }, (_, index) => `- Place ${index + 1}`);
  await chat.evaluate((text) => navigator.clipboard.writeText(text), `## ${name}\n${lines.join('\n')}`);
  await chat.keyboard.press('Control+v');
  const theme = board(chat).getByRole('region', { name });
  const expectRoom = async () => {
    const [all, text, count] = await Promise.all(
      [theme, theme.getByText(name, { exact: true }), theme.getByText('40', { exact: true })].map((part) =>
        part.boundingBox(),
      ),
    );
    expect(count?.width).toBeGreaterThan(14);
    const fold = theme.getByRole('button', { expanded: true });
    expect(await fold.evaluate((button) => getComputedStyle(button, '::after').width)).toBe('5px');
    expect((text?.y ?? 0) - (all?.y ?? 0)).toBeGreaterThanOrEqual(4);
  };
  await expectRoom();
  await chat.getByRole('button', { name: 'Full board' }).click();
  await expectRoom();
});

test('text dropped on the board becomes ideas', async ({ chat }) => {
  const drop = (text: string) =>
    board(chat).evaluate((pane, dropped) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/plain', dropped);
      for (const type of ['dragover', 'drop']) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        pane.querySelector('li')?.dispatchEvent(event);
        if (!event.defaultPrevented) throw new Error(`the board does not take the ${type}`);
      }
    }, text);
  await drop('One\nTwo');
  await expect(notice(chat, '2 ideas added')).toBeVisible();
  await drop('Three');
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Beta', 'Gamma', 'One', 'Two', 'Three']);
});

test('a file is imported from the board’s menu, by keys, and one without ideas is refused in words', async ({
  chat,
}) => {
  const importFile = async (name: string, text: string) => {
    await board(chat).getByRole('button', { name: 'Copy, export, print' }).press('Enter');
    const chooser = chat.waitForEvent('filechooser');
    await chat.getByRole('menuitem', { name: 'Import…' }).press('Enter');
    await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  };
  await importFile('broken.json', '{');
  await expect(notice(chat, 'No ideas found in broken.json. Try Markdown, plain text or a JSON export.')).toBeVisible();
  await importFile('list.md', '# Mine\n\n- alpha\n- One ★\n');
  await expect(notice(chat, '1 idea added, 1 already there')).toBeVisible();
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Beta', 'Gamma', 'One']);
  await expect(board(chat).getByRole('button', { name: 'Star One' })).toHaveAttribute('aria-pressed', 'true');
  await settled(chat);
});

test('near-duplicates are merged by keys, and that is undone in one step', async ({ chat }) => {
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  for (const text of ['A loyalty card that is a bookmark', 'Loyalty cards as bookmarks']) {
    await field.fill(text);
    await field.press('Enter');
  }
  await settled(chat);
  await board(chat).getByRole('button', { name: 'Merge with A loyalty card that is a bookmark' }).press('Enter');
  const editor = board(chat).getByRole('textbox', { name: 'Edit idea' });
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('Loyalty cards as bookmarks');
  await editor.press('End');
  await editor.pressSequentially(', stamped');
  await editor.press('Enter');
  await expect(notice(chat, '2 ideas merged')).toBeVisible();
  const merged = 'Loyalty cards as bookmarks, stamped';
  await expect.poll(() => words(chat)).toEqual(['Alpha', 'Beta', 'Gamma', merged]);
  await expect(board(chat).getByRole('button', { name: `More for ${merged}` })).toBeFocused();
  await settled(chat);
  await chat.keyboard.press('Control+z');
  await expect(notice(chat, 'Undid: 2 ideas merged')).toBeVisible();
  await expect(ideas(chat)).toHaveCount(5);
  await expect(ideas(chat).nth(3)).toContainText('A loyalty card that is a bookmark');
  await settled(chat);
});

test('proposed themes are shown on the board, changed and accepted in one batch, or cancelled', async ({ chat }) => {
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  await expect(board(chat).getByRole('button', { name: 'Group these' })).toHaveCount(0);
  await field.fill('Delta');
  await field.press('Enter');
  await settled(chat);
  const ids = await ideas(chat).evaluateAll((cards) => cards.map((card) => card.getAttribute('data-idea') ?? ''));
  const changes: unknown[] = [];
  await answerFor(chat, ({ chatId, group, ideas: changed }) => {
    if (changed) changes.push(changed);
    if (!group) return undefined;
    const themes = [
      { theme: 'First', ideas: ids.slice(0, 2) },
      { theme: 'Last', ideas: ids.slice(2) },
    ];
    return { tag: 'proposal', chatId, themes, rest: [] };
  });
  await chat.reload();
  const group = board(chat).getByRole('button', { name: 'Group these' });
  await group.press('Enter');
  const proposal = board(chat).getByRole('form', { name: 'Proposed themes' });
  await expect(proposal).toBeFocused();
  await expect(proposal.getByText('Proposed themes')).toBeInViewport();
  await chat.keyboard.press('Tab');
  await expect(proposal.getByRole('textbox', { name: 'Theme' }).first()).toBeFocused();
  await proposal.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(ideas(chat)).toHaveCount(4);
  await expect(board(chat).getByRole('button', { name: 'Copy, export, print' })).toBeFocused();
  await group.click();
  await proposal.getByRole('textbox', { name: 'Theme' }).first().fill('Early');
  await proposal.getByText('Beta').click();
  await proposal.getByRole('button', { name: 'Accept' }).click();
  await expect(notice(chat, '3 ideas grouped')).toBeVisible();
  await expect(board(chat).getByRole('button', { name: /^Star / })).toHaveCount(4);
  await settled(chat);
  expect(changes).toEqual([
    [
      { id: ids[0], theme: 'Early' },
      { id: ids[2], theme: 'Last' },
      { id: ids[3], theme: 'Last' },
    ],
  ]);
});

test('proposed themes wait for an open edit, drag or menu, and replace the selection bar', async ({
  chat,
  upstream,
}) => {
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  await field.fill('Delta');
  await field.press('Enter');
  const bar = board(chat).getByRole('region', { name: 'Selected ideas' });
  const proposal = board(chat).getByRole('form', { name: 'Proposed themes' });
  const propose = async (name: string) => {
    upstream.say({ pieces: [{ hold: name }, `theme: ${name}\nidea: 1\nidea: 2\n`] });
    await board(chat).getByRole('button', { name: 'Group these' }).click();
  };
  const come = async (name: string) => {
    upstream.release(name);
    await expect(board(chat).getByRole('textbox', { name: 'Theme', includeHidden: true })).toHaveValue(name);
  };
  await propose('Written');
  await choose(chat, 'Beta', 'Edit');
  const editor = board(chat).getByRole('textbox', { name: 'Edit idea' });
  await come('Written');
  await expect(editor).toBeFocused();
  await chat.keyboard.type(', the best');
  await expect(proposal).toBeHidden();
  await editor.press('Enter');
  await expect(proposal).toContainText('Beta, the best');
  await proposal.getByRole('button', { name: 'Cancel' }).click();

  await propose('Dragged');
  const handle = board(chat).getByRole('button', { name: 'Move Alpha' });
  await handle.hover();
  await chat.mouse.down();
  const { x, y } = (await ideas(chat).nth(2).boundingBox()) ?? { x: 0, y: 0 };
  await chat.mouse.move(x + 20, y + 30, { steps: 4 });
  await come('Dragged');
  await chat.mouse.up();
  await expect(proposal).toBeVisible();
  await expect.poll(() => chat.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  await proposal.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => words(chat)).toEqual(['Beta, the best', 'Gamma', 'Alpha', 'Delta']);

  await propose('Selected');
  await handle.press('Space');
  await expect(bar).toBeVisible();
  await come('Selected');
  await expect(proposal).toBeFocused();
  await expect(bar).toHaveCount(0);
  await proposal.getByRole('button', { name: 'Cancel' }).click();
  await expect(bar).toBeVisible();
});
