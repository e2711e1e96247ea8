// Puts a test in control of the page's connection: it can cut, restore or slow it.

import type { Page, WebSocketRoute } from '@playwright/test';

/** Routes the page's next socket and all later ones. */
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

/** A connection on which the test answers those requests for which `answer` returns a frame. */
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

/** A connection that holds back the server's frames until they are released. */
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
