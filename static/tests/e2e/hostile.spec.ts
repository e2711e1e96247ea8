import { answered, ask, board, expect, ideas, log, test } from './fixtures';
import { reply } from './upstream';

const HOSTILE = `# Hello <img src=x onerror="window.hit=1">

<script>window.hit = 2</script>

<iframe src="https://evil.example/frame"></iframe>

![pixel](https://evil.example/pixel.png) ![data](data:image/svg+xml,<svg onload=window.hit=3>)

[run](javascript:window.hit=4) [data](data:text/html,<script>window.hit=5</script>) [vb](vbscript:x)
[sneaky](java\u0000script:window.hit=6) [spaced]( javascript:window.hit=7) [file](file:///etc/passwd)

[good](https://good.example/page) <https://auto.example/> [mail](mailto:a@b.example)

<style>body{background:url(https://evil.example/css)}</style>
<svg><use href="https://evil.example/sprite#x"></use></svg>
<form action="https://evil.example/"><button>Send</button></form>

[ref]: javascript:window.hit=8
[ref][ref]`;

test('a hostile reply is inert: no scripts, no unsafe links, no requests to other hosts', async ({
  chat,
  upstream,
  server,
}) => {
  const asked: string[] = [];
  chat.on('request', (request) => asked.push(request.url()));
  chat.on('websocket', (socket) => asked.push(socket.url()));
  upstream.say(reply(HOSTILE, ['<img src=https://evil.example/i.png onerror="window.hit=9">']));
  await ask(chat, '<b>not bold</b> ![x](https://evil.example/mine.png)');
  await answered(chat);
  await expect(log(chat)).toContainText('<script>window.hit = 2</script>');
  await expect(ideas(chat)).toContainText('<img src=https://evil.example/i.png');
  await expect(log(chat)).toContainText('<b>not bold</b>');
  await chat.reload();
  await expect(log(chat)).toContainText('<iframe');
  // Answers are plain text until the parser is loaded.
  await expect(log(chat).getByRole('link')).not.toHaveCount(0);
  expect(await chat.evaluate(() => 'hit' in window)).toBe(false);
  expect(await log(chat).locator('img, script, iframe, style, svg use, form, object').count()).toBe(0);
  const links = await log(chat)
    .getByRole('link')
    .evaluateAll((all) =>
      all.map((link) => [link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]),
    );
  // A remote image shows as a link with its description, and is fetched only if the person opens it.
  expect(links.map(([href]) => href)).toEqual([
    'https://evil.example/pixel.png',
    'https://good.example/page',
    'https://auto.example/',
    'mailto:a@b.example',
  ]);
  for (const [, target, rel] of links) {
    expect(target).toBe('_blank');
    expect(rel).toContain('noopener');
  }
  const home = new URL(server.url).host;
  const strangers = asked.filter(
    (url) => new URL(url).host !== home && !url.startsWith('data:') && !url.startsWith('blob:'),
  );
  expect(strangers).toEqual([]);
  await expect(board(chat)).toBeVisible();
});

test('the page obeys the strict content security policy that the server sends', async ({ page, server }) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) violations.push(message.text());
  });
  const response = await page.goto(server.url);
  const policy = response?.headers()['content-security-policy'] ?? '';
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "require-trusted-types-for 'script'",
  ]) {
    expect(policy).toContain(part);
  }
  await ask(page, 'Hello');
  await answered(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.keyboard.press('Escape');
  expect(violations).toEqual([]);
});
