// The page's line to the server in a test's hands: it can be cut, mended, or made slow.

import type { Page, WebSocketRoute } from '@playwright/test';

/** Routes the page's next socket, and every later one. */
export async function lineOf(page: Page): Promise<{ asked: unknown[]; cut(): Promise<void>; mend(): void }> {
  const asked: unknown[] = [];
  let whole = true;
  let present: WebSocketRoute | undefined;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    present = socket;
    if (!whole) return void socket.close();
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      asked.push(JSON.parse(String(message)));
      server.send(message);
    });
  });
  return {
    asked,
    cut: async () => {
      whole = false;
      await present?.close();
    },
    mend: () => {
      whole = true;
    },
  };
}

type Asked = { readonly [field: string]: unknown };

/** A line on which a test answers some requests itself: with the frame that `answer` makes of a request, if it makes one. */
export async function answerFor(page: Page, answer: (request: Asked) => object | undefined): Promise<void> {
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const frame = answer(JSON.parse(String(message)));
      if (frame) socket.send(JSON.stringify(frame));
      else server.send(message);
    });
  });
}

/** A line that holds back what the server says, until it is let through. */
export async function slowLine(page: Page): Promise<{ asked: unknown[]; letThrough(): void }> {
  const asked: unknown[] = [];
  const held: (() => void)[] = [];
  let slow = true;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      asked.push(JSON.parse(String(message)));
      server.send(message);
    });
    server.onMessage((message) => {
      if (slow) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  return {
    asked,
    letThrough: () => {
      slow = false;
      for (const send of held.splice(0)) send();
    },
  };
}
