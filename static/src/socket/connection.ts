// Owns the WebSocket: opens it, reconnects after a loss, and detects a connection that is dead without having been closed.
// It knows nothing of chats, and keeps nothing to send again: that is the client's part.

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
  /** Sends a request, or says why not. */
  send(request: Request): Sent;
  /** Reconnects at once instead of waiting: the network is back, or the person looks at the page again. */
  nudge(): void;
  /** Replaces the socket. For the browser's `offline` event: a server on the same machine is still reachable then. */
  renew(): void;
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
// A handshake takes milliseconds on a healthy path.
export const OPEN_WITHIN_MS = 10_000;
// Every request is answered. A page of a chat may take a while on a slow network, and its progress is not visible.
export const ANSWER_WITHIN_MS = 25_000;
export const FRAME_BYTES = 64 * 1024;

const encoder = new TextEncoder();

/** Returns the wait before a reconnect in ms, after so many failed tries: doubled each time, its upper half random. */
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

  // An abandoned transport may still deliver events; only the current one counts.
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
    // Only a frame resets the backoff: a server that accepts and then drops connections must not be hammered.
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

/** Returns the socket's address, relative to the page, so that the page works under a path prefix. */
export function socketAddress(base: string): string {
  const url = new URL('ws', base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  url.search = '';
  return url.href;
}

/** Returns a transport that uses the browser's WebSocket. */
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
