import { readFile } from 'node:fs/promises';
import { answered, board, composer, expect, ideas, list, log, panelLeft, paste, test, tooSmall } from './fixtures';
import { reply } from './upstream';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

const TARGETS = 'button:not(.scrim), a[href], summary, input, textarea';

test('Back closes an open panel instead of leaving the chat', async ({ chat, upstream }) => {
  await composer(chat).fill('First chat');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await answered(chat);
  upstream.say(reply('Saved.', ['Pocket idea']));
  await chat.getByRole('button', { name: 'Chats', exact: true }).tap();
  await chat.getByRole('button', { name: 'New chat' }).tap();
  await expect(chat.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
  await composer(chat).fill('Save it');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await answered(chat);
  const url = chat.url();
  await chat.getByRole('button', { name: 'Ideas: 1 idea' }).tap();
  await expect(board(chat)).toBeVisible();
  await chat.goBack();
  await expect(board(chat)).toBeHidden();
  expect(chat.url()).toBe(url);
  await chat.getByRole('button', { name: 'Ideas: 1 idea' }).tap();
  await board(chat).getByRole('button', { name: 'Close' }).tap();
  await expect(board(chat)).toBeHidden();
  await panelLeft(chat);
  await chat.getByRole('button', { name: 'Chats', exact: true }).tap();
  await chat.getByRole('link', { name: 'First chat' }).tap();
  await expect(log(chat)).toContainText('First chat');
  await chat.goBack();
  await expect(log(chat)).toContainText('Save it');
  expect(chat.url()).toBe(url);
});

test('ideas are merged, grouped, starred, brought back and exported by touch', async ({ chat, upstream }) => {
  const stars = board(chat).getByRole('button', { name: /^Star / });
  await chat.getByRole('button', { name: 'Ideas: 0 ideas' }).tap();
  await paste(chat, '- Alpha\n- Beta\n- Gamma\n- Loyalty cards as bookmarks\n- A loyalty card that is a bookmark');
  await board(chat)
    .getByRole('button', { name: /^Merge with/ })
    .tap();
  await board(chat).getByRole('button', { name: 'Merge', exact: true }).tap();
  await expect(stars).toHaveCount(4);
  upstream.say({ pieces: ['theme: First\nidea: 1\nidea: 2\ntheme: Last\nidea: 3\nidea: 4'] });
  await board(chat).getByRole('button', { name: 'Group' }).tap();
  await board(chat).getByRole('button', { name: 'Accept' }).tap();
  await expect(board(chat).getByRole('heading', { level: 3 })).toHaveText([/First/, /Last/]);
  const star = board(chat).getByRole('button', { name: 'Star Alpha' });
  await star.tap();
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  const more = board(chat).getByRole('button', { name: 'Copy, export, print' });
  await more.tap();
  await chat.getByRole('menuitem', { name: 'Undo last change' }).tap();
  await expect(star).toHaveAttribute('aria-pressed', 'false');
  await more.tap();
  const download = chat.waitForEvent('download');
  await chat.getByRole('menuitem', { name: 'Export as CSV' }).tap();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('Alpha');
  await board(chat).getByRole('button', { name: 'Close' }).tap();
  await expect(board(chat)).toBeHidden();
  upstream.say(reply('One quiet place here.'));
  await composer(chat).fill('Another');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await answered(chat);
  await log(chat).getByText('One quiet place').selectText();
  await log(chat).getByRole('button', { name: 'Add to board', exact: true }).tap();
  await expect(chat.getByRole('button', { name: 'Ideas: 5 ideas' })).toBeVisible();
});

test('the board that was open is open again when a turned phone is turned back', async ({ chat }) => {
  await chat.getByRole('button', { name: 'Ideas: 0 ideas' }).tap();
  await expect(board(chat).getByRole('button', { name: 'Close' })).toBeVisible();
  await chat.setViewportSize({ width: 740, height: 360 });
  await expect(board(chat).getByRole('button', { name: 'Close' })).toBeHidden();
  await expect(composer(chat)).toBeEditable();
  await chat.setViewportSize({ width: 360, height: 740 });
  await expect(board(chat)).toBeVisible();
  await chat.goBack();
  await expect(board(chat)).toBeHidden();
  await expect(composer(chat)).toBeVisible();
});

test('an idea that was added offline is counted at once', async ({ chat, context }) => {
  await context.setOffline(true);
  await chat.getByRole('button', { name: 'Ideas: 0 ideas' }).tap();
  await board(chat).getByRole('textbox', { name: 'Add an idea' }).fill('Pocket idea');
  await chat.keyboard.press('Enter');
  await board(chat).getByRole('button', { name: 'Close' }).tap();
  await expect(chat.getByRole('button', { name: 'Ideas: 1 idea' })).toBeVisible();
});

test('no more than two notices cover the cards', async ({ chat }) => {
  await chat.getByRole('button', { name: 'Ideas: 0 ideas' }).tap();
  const field = board(chat).getByRole('textbox', { name: 'Add an idea' });
  for (const _ of ['once', 'twice']) {
    await field.fill('Pocket idea');
    await field.press('Enter');
  }
  await field.press('Control+z');
  await field.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '- One\n- Two');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  const notices = chat.getByRole('region', { name: 'Notices' });
  await expect(notices.getByText('2 ideas added')).toBeVisible();
  await expect(notices.getByText('Undid: idea added')).toBeVisible();
  expect(await notices.getByText('This idea is already on your board.').isVisible()).toBe(false);
});

test('a chat is pinned, found and removed from the list by touch', async ({ chat }) => {
  await composer(chat).fill('First chat');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await answered(chat);
  await chat.getByRole('button', { name: 'Chats', exact: true }).tap();
  await list(chat).getByRole('button', { name: 'More for First chat' }).tap();
  await chat.getByRole('menuitem', { name: 'Pin' }).tap();
  await expect(list(chat).getByRole('heading')).toHaveText(['Pinned']);
  await expect(list(chat).getByRole('link', { name: 'First chat' })).toBeFocused();
  await list(chat).getByRole('button', { name: 'More for First chat' }).tap();
  await chat.getByRole('menuitem', { name: 'Remove from my list' }).tap();
  await expect(list(chat)).toBeHidden();
  await expect(chat.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
  await chat.getByRole('button', { name: 'Undo' }).tap();
  await expect(log(chat)).toContainText('First chat');
  await chat.getByRole('button', { name: 'Chats', exact: true }).tap();
  await expect(list(chat).getByRole('heading')).toHaveText(['Pinned']);
});

test('Enter makes a new line, and the button sends', async ({ chat }) => {
  await composer(chat).fill('one');
  await composer(chat).press('Enter');
  await composer(chat).pressSequentially('two');
  await expect(composer(chat)).toHaveValue('one\ntwo');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(composer(chat)).toHaveValue('');
  await answered(chat);
});

test('sending closes the keyboard', async ({ chat }) => {
  await composer(chat).fill('Go');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await answered(chat);
  await expect(chat.getByRole('main')).toBeFocused();
});

test('Back closes the settings too', async ({ chat }) => {
  await chat.getByRole('button', { name: 'Chats', exact: true }).tap();
  await chat.getByRole('button', { name: 'Settings' }).tap();
  await expect(chat.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await expect(chat.getByText('Keyboard shortcuts')).toHaveCount(0);
  await chat.goBack();
  await expect(chat.getByRole('dialog', { name: 'Settings' })).toBeHidden();
});

test('Back closes a dialog over a panel, and then the panel', async ({ chat }) => {
  await chat.getByRole('button', { name: 'Ideas: 0 ideas' }).tap();
  await board(chat).getByRole('textbox', { name: 'Add an idea' }).fill('Pocket idea');
  await board(chat).getByRole('button', { name: 'Add', exact: true }).tap();
  await board(chat).getByRole('button', { name: 'More for Pocket idea' }).tap();
  await chat.getByRole('menuitem', { name: 'Move to…' }).tap();
  await expect(chat.getByRole('dialog', { name: 'Move to' })).toBeVisible();
  await chat.goBack();
  await expect(chat.getByRole('dialog')).toBeHidden();
  await expect(board(chat)).toBeVisible();
  await chat.goBack();
  await expect(board(chat)).toBeHidden();
  await expect(composer(chat)).toBeVisible();
});

test('Send and Stop stand side by side while an answer runs', async ({ chat, upstream }) => {
  upstream.say({ pieces: ['message: "Slowly ', { hold: 'end' }, 'done."'] }, reply('Next.'));
  await composer(chat).fill('Go');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  const stop = chat.getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  const [a, b] = [
    await stop.boundingBox(),
    await chat.getByRole('button', { name: 'Send', exact: true }).boundingBox(),
  ];
  expect(a?.y).toBe(b?.y);
  await composer(chat).fill('And then?');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(log(chat)).toContainText('Waiting for the previous answer…');
  upstream.release('end');
  await expect(log(chat)).toContainText('Next.');
});

test('the tools of a message and its answer are large, and leave the text its room', async ({ chat, upstream }) => {
  await chat.setViewportSize({ width: 390, height: 844 });
  upstream.say(reply('Two ideas.'));
  const question = 'How can our small library reach people who never visit?';
  await composer(chat).fill(question);
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await answered(chat);
  const turn = await log(chat).getByRole('article').boundingBox();
  for (const name of ['Edit message', 'Copy answer', 'Try again']) {
    const box = await log(chat).getByRole('button', { name }).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    // What reaches beyond the turn is clipped.
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((turn?.y ?? 0) + (turn?.height ?? 0));
  }
  expect((await log(chat).getByText(question).boundingBox())?.x).toBeLessThanOrEqual(80);
  const cut = await chat
    .getByRole('heading', { name: question })
    .evaluate((title) => Math.max(title.scrollHeight - title.clientHeight, title.scrollWidth - title.clientWidth));
  expect(cut).toBeLessThanOrEqual(1);
});

test('star and menu of an idea are visible, and every target is at least 44 px', async ({ chat, upstream }) => {
  upstream.say(reply('Saved.', ['Pocket idea', 'Another one']));
  await composer(chat).fill('Save them');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await answered(chat);
  await chat.getByRole('button', { name: 'Ideas: 2 ideas' }).tap();
  await expect(ideas(chat)).toHaveCount(2);
  for (const name of ['Star Pocket idea', 'More for Pocket idea']) {
    const button = board(chat).getByRole('button', { name });
    await expect(button).toHaveCSS('opacity', '1');
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(43.9);
  }
  expect(await tooSmall(chat, TARGETS)).toEqual([]);
});

test('fields and the buttons within sentences are at least 44 px too', async ({ chat, context, upstream }) => {
  const fits = async () => expect(await tooSmall(chat, TARGETS)).toEqual([]);
  upstream.say(reply('Saved.', ['One', 'Two', 'Three', 'Four', 'Five']));
  await composer(chat).fill('Save five');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await answered(chat);
  await chat.getByRole('button', { name: 'Edit message' }).tap();
  await expect(chat.getByRole('textbox', { name: 'Edit message' })).toBeFocused();
  await fits();
  await chat.keyboard.press('Escape');
  await chat.getByRole('button', { name: 'Ideas: 5 ideas' }).tap();
  await expect(board(chat).getByRole('searchbox', { name: 'Filter ideas' })).toBeVisible();
  await board(chat).getByRole('button', { name: 'More for One' }).tap();
  await chat.getByRole('menuitem', { name: 'Edit' }).tap();
  await expect(board(chat).getByRole('textbox', { name: 'Edit idea' })).toBeFocused();
  await fits();
  await chat.keyboard.press('Escape');
  await board(chat).getByRole('button', { name: 'Close' }).tap();
  await context.setOffline(true);
  await composer(chat).fill('Later');
  await chat.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(log(chat).getByRole('button', { name: 'Edit', exact: true })).toBeVisible();
  await expect(chat.getByRole('button', { name: 'Try now' })).toBeVisible();
  await fits();
});
