// The one owner of the WebSocket: opens it, opens it again after a loss, and notices a connection that is dead
// without having said so. What a chat is, and what must be sent again, is known by the client above it.

import type { Link } from '../store/state';
import { type Frame, parseFrame, type Request } from './frames';

export type Transport = { send(text: string): void; close(): void };
export type TransportEvents = { onOpen(): void; onText(text: string): void; onClose(): void };
export type OpenTransport = (events: TransportEvents) => Transport;

export type Listener = { onLink(link: Link): void; onFrame(frame: Frame): void };

export type Connection = {
  start(): void;
  stop(): void;
  /** Sends a request; false where the socket is not open (nothing is kept here). */
  send(request: Request): boolean;
  /** Ends a wait for the next try at once: the network is back, or the person looks at the page again. */
  nudge(): void;
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
// A handshake, and the answer to a request, take milliseconds on a healthy path. Every request is answered.
export const OPEN_WITHIN_MS = 10_000;
export const ANSWER_WITHIN_MS = 12_000;

/** How long to wait before try number `tries` (0 for the first): doubled each time, with the upper half at random. */
export function backoff(tries: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
  return Math.round(full * (0.5 + random / 2));
}

export function createConnection(
  openTransport: OpenTransport,
  listener: Listener,
  random: () => number = Math.random,
): Connection {
  let transport: Transport | undefined;
  let link: Link = { status: 'waiting', retryAt: 0, tries: 0 };
  let running = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let deadTimer: ReturnType<typeof setTimeout> | undefined;

  function become(next: Link): void {
    link = next;
    listener.onLink(next);
  }

  // An abandoned transport may still speak; only the present one is listened to.
  function connect(): void {
    clearTimeout(retryTimer);
    const events: TransportEvents = {
      onOpen: () => {
        if (transport !== mine) return;
        clearTimeout(deadTimer);
        deadTimer = undefined;
        become({ status: 'open', retryAt: 0, tries: link.tries });
      },
      onText: (text) => {
        if (transport !== mine) return;
        clearTimeout(deadTimer);
        deadTimer = undefined;
        // Only a server that speaks ends the series of tries: one that accepts and drops must not be hammered.
        if (link.tries > 0) link = { ...link, tries: 0 };
        const frame = parseFrame(text);
        if (frame) listener.onFrame(frame);
      },
      onClose: () => {
        if (transport === mine) lose();
      },
    };
    become({ status: 'connecting', retryAt: 0, tries: link.tries });
    deadTimer = setTimeout(lose, OPEN_WITHIN_MS);
    const mine = openTransport(events);
    transport = mine;
  }

  function lose(): void {
    const old = transport;
    transport = undefined;
    clearTimeout(deadTimer);
    deadTimer = undefined;
    old?.close();
    if (!running) return;
    const wait = backoff(link.tries, random());
    retryTimer = setTimeout(connect, wait);
    become({ status: 'waiting', retryAt: Date.now() + wait, tries: link.tries + 1 });
  }

  return {
    start() {
      if (running) return;
      running = true;
      connect();
    },
    stop() {
      running = false;
      clearTimeout(retryTimer);
      lose();
    },
    send(request) {
      if (!transport || link.status !== 'open') return false;
      transport.send(JSON.stringify(request));
      deadTimer ??= setTimeout(lose, ANSWER_WITHIN_MS);
      return true;
    },
    nudge() {
      if (running && link.status === 'waiting') connect();
    },
  };
}

/** The page's own address with the scheme of a socket, so that a path prefix in front of the page works. */
export function socketAddress(base: string): string {
  const url = new URL('ws', base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  url.search = '';
  return url.href;
}

/** A transport on the browser's WebSocket. */
export function webSocketTransport(address: string): OpenTransport {
  return (events) => {
    const socket = new WebSocket(address);
    socket.onopen = () => events.onOpen();
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (typeof event.data === 'string') events.onText(event.data);
    };
    socket.onclose = () => events.onClose();
    return {
      send: (text) => socket.send(text),
      close: () => socket.close(),
    };
  };
}
