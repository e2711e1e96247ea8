import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import type { Page } from '@playwright/test';
import { answered, ask, test as base, board, composer, expect, ideas, log } from './fixtures';
import { Nginx, readmeOfNginx } from './nginx';
import { Server } from './server';
import { reply, Upstream } from './upstream';

const HOST = 'ideas.example.org';
const LOGINS_A_MINUTE = 10;

type Proxied = { nginx: Nginx; upstream: Upstream; token: string };

/** Runs a test with a server behind nginx, both set up as in the README. `change` changes the settings. */
async function behindNginx(lend: (proxied: Proxied) => Promise<void>, change: Record<string, string> = {}) {
  const { location, settings } = await readmeOfNginx();
  const upstream = await Upstream.make();
  const server = await Server.make({ ...upstream.env, ...settings, ...change });
  try {
    const nginx = await Nginx.make(HOST, location, server.url);
    try {
      await lend({ nginx, upstream, token: settings.ACCESS_TOKEN ?? '' });
    } finally {
      await nginx.close();
    }
  } finally {
    await server.close();
    await upstream.close();
  }
}

const test = base.extend<{ proxied: Proxied }>({
  proxied: async ({ browserName: _ }, use) => behindNginx(use),
});
test.use({
  ignoreHTTPSErrors: true,
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${HOST} 127.0.0.1`] }),
});

/** Sends nginx a request as a client that trusts its certificate. Resolves with the head of the response. */
async function fetchHead(
  nginx: Nginx,
  path: string,
  options: RequestOptions = {},
  body = '',
): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const headers = { host: `${HOST}:${nginx.port}`, ...options.headers };
    const to = { host: '127.0.0.1', port: nginx.port, path, ca: nginx.certificate, servername: HOST, agent: false };
    const sent = request({ ...to, ...options, headers });
    sent.on('response', (response) => done(response.resume()));
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      done(response);
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

/** Sends the login form from an address that claims to be another one. */
async function logIn(nginx: Nginx, token: string, localAddress: string, claimed: string): Promise<IncomingMessage> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': claimed };
  return fetchHead(nginx, '/ideas/', { method: 'POST', localAddress, headers }, `${new URLSearchParams({ token })}`);
}

/** Collects a page's console errors and its requests outside the prefix. The login form is a 401. */
function watch(page: Page, nginx: Nginx): { complaints: string[]; sockets: string[] } {
  const complaints: string[] = [];
  const sockets: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const bad = message.type() === 'error' || message.type() === 'warning';
    if (bad && !message.text().includes('status of 401')) complaints.push(message.text());
  });
  page.on('requestfailed', (asked) => complaints.push(`${asked.url()} ${asked.failure()?.errorText}`));
  page.on('request', (asked) => {
    if (!asked.url().startsWith(nginx.url)) complaints.push(`${asked.url()} is beyond the prefix`);
  });
  page.on('websocket', (socket) => sockets.push(socket.url()));
  return { complaints, sockets };
}

test('the page works behind nginx as the README sets it up: over HTTPS, under a path prefix, with a login', async ({
  page,
  context,
  proxied: { nginx, upstream, token },
}) => {
  const seen = watch(page, nginx);
  const link = `${nginx.url}#chat=${'0123456789abcdef'.repeat(2)}`;
  await page.goto(link);
  await page.getByLabel('Access token').fill('a guess');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('alert')).toHaveText('That is not the access token.');
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(composer(page)).toBeVisible();
  expect(page.url()).toBe(link);
  expect(await context.cookies()).toMatchObject([
    { name: 'brainstormer', domain: HOST, path: '/ideas', secure: true, httpOnly: true, sameSite: 'Strict' },
  ]);

  const answer = reply('It was a quiet place until the frogs came.', ['A bench', 'A lamp']);
  upstream.say({ pieces: [answer.slice(0, -8), { hold: 'end' }, answer.slice(-8)] });
  await ask(page, 'Ideas for a garden');
  await expect(log(page)).toContainText('It was a quiet');
  const other = await context.newPage();
  const seenByOther = watch(other, nginx);
  await other.goto(page.url());
  await expect(log(other)).toContainText('It was a quiet');
  upstream.release('end');
  for (const one of [page, other]) {
    await answered(one);
    await expect(log(one)).toContainText('It was a quiet place until the frogs came.');
    await expect(ideas(one)).toContainText(['A bench', 'A lamp']);
  }
  await ask(other, 'And a pond');
  await expect(log(page)).toContainText('And a pond');
  await answered(page);
  await page.reload();
  await expect(log(page)).toContainText('It was a quiet place until the frogs came.');
  await expect(log(page)).toContainText('And a pond');
  await expect(board(page)).toContainText('A lamp');

  const socket = `wss://${HOST}:${nginx.port}/ideas/ws`;
  expect([...seen.sockets, ...seenByOther.sockets]).toEqual([socket, socket, socket]);
  expect([...seen.complaints, ...seenByOther.complaints]).toEqual([]);
  const cdp = await context.newCDPSession(page);
  const manifest = await cdp.send('Page.getAppManifest');
  expect(manifest.url).toBe(`${nginx.url}manifest.webmanifest`);
  expect(manifest.data, 'the manifest, which a browser asks for without the cookie unless told otherwise').toContain(
    'start_url',
  );
});

test('nginx leads the prefix without its slash to the page, and no page of another site to a socket', async ({
  proxied: { nginx, token },
}) => {
  expect((await fetchHead(nginx, '/ideas')).headers.location).toBe(nginx.url);
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'MDEyMzQ1Njc4OWFiY2RlZg==',
    authorization: `Bearer ${token}`,
  };
  const open = async (headers: Record<string, string>) =>
    (await fetchHead(nginx, '/ideas/ws', { headers: { ...upgrade, ...headers } })).statusCode;
  expect(await open({ origin: `https://${HOST}:${nginx.port}` })).toBe(101);
  expect(await open({ origin: `https://${HOST}` })).toBe(403);
  expect(await open({ origin: 'https://evil.example' })).toBe(403);
  expect(await open({ origin: 'https://evil.example', host: 'evil.example' })).toBe(421);
});

test('behind nginx a client is limited by its own address, whatever address it claims', async ({
  proxied: { nginx, token },
}) => {
  for (let number = 0; number < LOGINS_A_MINUTE; number += 1)
    expect((await logIn(nginx, 'a guess', '127.0.0.2', `203.0.113.${number}`)).statusCode).toBe(401);
  expect((await logIn(nginx, token, '127.0.0.2', '203.0.113.99')).statusCode).toBe(429);
  const welcome = await logIn(nginx, token, '127.0.0.3', '127.0.0.2');
  expect(welcome.statusCode).toBe(303);
  expect(welcome.headers['set-cookie']?.[0]).toContain('Secure');
});

test('a server that does not know of its proxy trusts no header, and its clients share their limits', async () => {
  await behindNginx(
    async ({ nginx, token }) => {
      const welcome = await logIn(nginx, token, '127.0.0.3', '203.0.113.1');
      expect(welcome.statusCode).toBe(303);
      expect(welcome.headers['set-cookie']?.[0]).not.toContain('Secure');
      for (let number = 0; number < LOGINS_A_MINUTE; number += 1)
        expect((await logIn(nginx, 'a guess', '127.0.0.2', `203.0.113.${number}`)).statusCode).toBe(401);
      expect((await logIn(nginx, token, '127.0.0.3', '203.0.113.1')).statusCode).toBe(429);
    },
    { PROXIES_COUNT: '0' },
  );
});

test('a server that does not know its host name behind the proxy refuses all requests', async () => {
  await behindNginx(
    async ({ nginx }) => {
      expect((await fetchHead(nginx, '/ideas/')).statusCode).toBe(421);
    },
    { ALLOWED_HOSTS: '' },
  );
});
