import { test as base, expect, type Page } from '@playwright/test';
import { Server } from './server';
import { reply, Upstream } from './upstream';

type Fixtures = {
  /** The scripted model behind the server, without any answers yet. */
  upstream: Upstream;
  /** A server that uses the scripted model. A test may kill and restart it. */
  server: Server;
  /** The page, with a new chat on that server. */
  chat: Page;
  /** Opens the page in another person's browser, by the chat's link or another one. */
  join: (url?: string) => Promise<Page>;
};
type Scripted = { upstream: Upstream; server: Server };
type WorkerFixtures = { demo: Server; scripted: Scripted };

export const test = base.extend<Fixtures, WorkerFixtures>({
  // Fast, but slow enough to see it streaming.
  demo: [
    async ({ browserName: _ }, use) => {
      const server = await Server.make({ DEMO_WORDS_PER_SECOND: '60', CHAT_TURNS_PER_MINUTE: '1000' });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  // The tests of a worker share a server. Each has its own browser context and chat.
  scripted: [
    async ({ browserName: _ }, use) => {
      const upstream = await Upstream.make();
      const server = await Server.make(upstream.env);
      await use({ upstream, server });
      await server.close();
      await upstream.close();
    },
    { scope: 'worker' },
  ],
  upstream: async ({ scripted }, use) => {
    await use(scripted.upstream);
    scripted.upstream.reset();
  },
  server: async ({ scripted }, use) => {
    await use(scripted.server);
    await scripted.server.start();
  },
  chat: async ({ server, page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      // Some tests cut the connection of the socket, or of a file that is loading when the server goes down.
      const cut = /WebSocket|net::ERR_(CONNECTION_|EMPTY_RESPONSE|CONTENT_LENGTH_MISMATCH|INTERNET_DISCONNECTED)/;
      const told = message.type() === 'error' && !cut.test(message.text());
      if (told) errors.push(message.text());
    });
    await page.goto(server.url);
    await expect(composer(page)).toBeVisible();
    await use(page);
    expect(errors, 'errors in the console').toEqual([]);
  },
  join: async ({ chat, browser }, use) => {
    const context = await browser.newContext();
    await use(async (url = chat.url()) => {
      const friend = await context.newPage();
      await friend.goto(url);
      await expect(composer(friend)).toBeVisible();
      return friend;
    });
    await context.close();
  },
});

export { expect };

export const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });
export const log = (page: Page) => page.getByRole('log', { name: 'Conversation' });
export const board = (page: Page) => page.getByRole('complementary', { name: 'Ideas' });
export const ideas = (page: Page) => board(page).getByRole('list').first().getByRole('listitem');
// Of the two regions, only one has text.
export const status = (page: Page) => page.getByRole('status').filter({ hasText: /\S/ });
export const lost = (page: Page) => page.getByRole('main').getByText('Not connected.');
export const list = (page: Page) => page.getByRole('navigation', { name: 'Chats' });
export const answers = (page: Page) => log(page).getByRole('article');

export async function ask(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** Waits until the running answer has ended. */
export async function answered(page: Page): Promise<void> {
  await expect(page.getByRole('article', { name: 'Message not sent yet' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
}

/** Goes to a new chat, and waits for it, since its composer looks like the previous one's. */
export async function startChat(page: Page): Promise<void> {
  await list(page).getByRole('button', { name: 'New chat' }).click();
  await expect(page.getByRole('heading', { name: 'What are we brainstorming?' })).toBeVisible();
}

/** Waits until a closed panel has left the history too. That would close any panel opened before. */
export async function panelLeft(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => history.state)).toBeNull();
}

/** The first line of each idea in the first list. */
export const words = async (page: Page) =>
  (await ideas(page).allInnerTexts()).map((text) => text.split('\n')[0]?.trim());

/** The names and sizes of elements with touch targets smaller than 44 px. A field's label belongs to it. */
export const tooSmall = (page: Page, selector: string) =>
  page.evaluate(
    (wanted) =>
      [...document.querySelectorAll<HTMLElement>(wanted)]
        .filter((element) => element.checkVisibility())
        .map((element) => {
          const target = element.closest<HTMLElement>('label') ?? element;
          const { content, width, height } = getComputedStyle(target, '::after');
          const more = content === 'none' ? [0, 0] : [Number.parseFloat(width) || 0, Number.parseFloat(height) || 0];
          const size = [target.offsetWidth, target.offsetHeight].map((px, at) => Math.max(px, more[at] ?? 0));
          return { name: element.getAttribute('aria-label') ?? element.textContent, size };
        })
        .filter(({ size }) => Math.min(...size) < 43.9),
    selector,
  );

/** Lets the model save three ideas to the board. */
export async function saveThree(page: Page, upstream: Upstream): Promise<void> {
  upstream.say(reply('Saved three.', ['Alpha', 'Beta', 'Gamma']));
  await ask(page, 'Save three');
  await answered(page);
  await expect(ideas(page)).toHaveCount(3);
}

/** Pastes notes as ideas. */
export async function paste(page: Page, notes: string): Promise<void> {
  await board(page)
    .getByRole('textbox', { name: 'Add an idea' })
    .evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, notes);
  await settled(page);
}

/** Chooses an item of an idea's menu. */
export async function choose(page: Page, idea: string, item: string): Promise<void> {
  await ideas(page).filter({ hasText: idea }).hover();
  await page.getByRole('button', { name: `More for ${idea}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Changes an idea's text. */
export async function edit(page: Page, idea: string, text: string): Promise<void> {
  await choose(page, idea, 'Edit');
  await board(page).getByRole('textbox', { name: 'Edit idea' }).fill(text);
  await page.keyboard.press('Enter');
}

/** Waits until the server has confirmed all board changes, so that the browser stores none. */
export async function settled(page: Page): Promise<void> {
  const unsaved = () => Object.keys(localStorage).filter((key) => key.startsWith('brainstormer.idea.'));
  await expect.poll(() => page.evaluate(unsaved)).toEqual([]);
}

/** Fills the page's chat with turns, over a socket of its own with only the base protocol. */
export async function fill(page: Page, turns: number): Promise<void> {
  await page.evaluate(async (count) => {
    const socket = new WebSocket(new URL('ws', document.baseURI).href.replace('http', 'ws'));
    await new Promise((done) => socket.addEventListener('open', done));
    const chatId = location.hash.slice('#chat='.length);
    for (let index = 0; index < count; index += 1) {
      const ended = new Promise<void>((done, fail) => {
        socket.onmessage = ({ data }) => {
          const frame = JSON.parse(data);
          if (frame.tag === 'message' && frame.done) done();
          if (frame.tag === 'error') fail(new Error(frame.code));
        };
      });
      socket.send(JSON.stringify({ chatId, message: `filler ${index}` }));
      await ended;
    }
    socket.close();
  }, turns);
}
