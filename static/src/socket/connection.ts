// The one owner of the WebSocket: opens it, opens it again after a loss, and notices a connection that is dead
// without having said so. What a chat is, and what must be sent again, is known by the client above it.

import { createTimers } from '../lib/timers';
import type { Link } from '../store/state';
import { type Frame, parseFrame, type Request } from './frames';

export type Transport = { send(text: string): void; close(): void };
export type TransportEvents = { onOpen(): void; onText(text: string): void; onClose(): void };
export type OpenTransport = (events: TransportEvents) => Transport;

export type Listener = { onLink(link: Link): void; onFrame(frame: Frame): void };

/** What became of a request: `closed` when no socket is open, `too large` when the server would cut the socket off. */
export type Sent = 'sent' | 'closed' | 'too large';

export type Connection = {
  start(): void;
  stop(): void;
  /** Sends a request; what is not sent is not kept here. */
  send(request: Request): Sent;
  /** Ends a wait for the next try at once: the network is back, or the person looks at the page again. */
  nudge(): void;
  /** Replaces the socket: the browser says that the network is gone, which a server on the same machine survives. */
  renew(): void;
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
// A handshake takes milliseconds on a healthy path.
export const OPEN_WITHIN_MS = 10_000;
// Every request is answered. A page of a chat may take a while on a slow line, and its parts are not seen to arrive.
export const ANSWER_WITHIN_MS = 25_000;
export const FRAME_BYTES = 64 * 1024;

const encoder = new TextEncoder();

/** How long to wait before try number `tries` (0 for the first): doubled each time, with the upper half at random. */
export function backoff(tries: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
  return Math.round(full * (0.5 + random / 2));
}

export function createConnection(
  openTransport: OpenTransport,
  listener: Listener,
  random: () => number = Math.random,
  frameBytes = FRAME_BYTES,
): Connection {
  const timers = createTimers();
  let transport: Transport | undefined;
  let link: Link = { status: 'waiting', retryAt: 0, tries: 0 };
  let running = false;

  function become(next: Link): void {
    link = next;
    listener.onLink(next);
  }

  // An abandoned transport may still speak; only the present one is listened to.
  function connect(): void {
    timers.clear('retry');
    const events: TransportEvents = {
      onOpen: () => {
        if (transport !== mine) return;
        timers.clear('dead');
        become({ status: 'open', retryAt: 0, tries: link.tries });
      },
      onText: (text) => {
        if (transport === mine) take(text);
      },
      onClose: () => {
        if (transport === mine) lose();
      },
    };
    become({ status: 'connecting', retryAt: 0, tries: link.tries });
    timers.set('dead', OPEN_WITHIN_MS, lose);
    const mine = openTransport(events);
    transport = mine;
  }

  function take(text: string): void {
    timers.clear('dead');
    // Only a server that speaks ends the series of tries: one that accepts and drops must not be hammered.
    if (link.tries > 0) link = { ...link, tries: 0 };
    const frame = parseFrame(text);
    if (frame) listener.onFrame(frame);
  }

  function leave(): void {
    const old = transport;
    transport = undefined;
    timers.clear('dead');
    old?.close();
  }

  function lose(): void {
    leave();
    if (!running) return;
    const wait = backoff(link.tries, random());
    timers.set('retry', wait, connect);
    become({ status: 'waiting', retryAt: performance.now() + wait, tries: link.tries + 1 });
  }

  return {
    start() {
      if (running) return;
      running = true;
      connect();
    },
    stop() {
      running = false;
      timers.clearAll();
      leave();
    },
    send(request) {
      if (!transport || link.status !== 'open') return 'closed';
      const text = JSON.stringify(request);
      if (encoder.encode(text).length > frameBytes) return 'too large';
      transport.send(text);
      timers.start('dead', ANSWER_WITHIN_MS, lose);
      return 'sent';
    },
    nudge() {
      if (running && link.status === 'waiting') connect();
    },
    renew() {
      if (!running) return;
      leave();
      connect();
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
