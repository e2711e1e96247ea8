// Owns the WebSocket: opens it, reconnects after a loss, and detects a connection that died without closing. Chats and
// resending are up to the client.

import { createTimers } from '../lib/timers';
import type { Link } from '../store/state';
import { type Frame, parseFrame, type Request } from './frames';

export type Transport = { send(text: string): void; close(): void };
export type TransportEvents = { onOpen(): void; onText(text: string): void; onClose(): void };
export type OpenTransport = (events: TransportEvents) => Transport;

type Listener = { onLink(link: Link): void; onFrame(frame: Frame): void };

/** The result of a request: `closed` if no socket is open, `too large` if the server would close the socket over it. */
export type Sent = 'sent' | 'closed' | 'too large';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
// A handshake takes milliseconds on a healthy path.
export const OPEN_WITHIN_MS = 10_000;
// Every request is answered. A page of turns takes longer on a slow network, and its progress cannot be seen.
export const ANSWER_WITHIN_MS = 12_000;
export const PAGE_WITHIN_MS = 25_000;
export const FRAME_BYTES = 64 * 1024;

const encoder = new TextEncoder();

/** Returns the wait before a reconnect in ms, after `tries` failures. Doubles each time, with jitter over the upper half. */
export function backoff(tries: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
  return Math.round(full * (0.5 + random / 2));
}

type Options = { random?: (() => number) | undefined; frameBytes?: number | undefined };

export class Connection {
  readonly #openTransport: OpenTransport;
  readonly #listener: Listener;
  readonly #random: () => number;
  readonly #frameBytes: number;
  readonly #timers = createTimers();
  #transport: Transport | undefined;
  #link: Link = { status: 'connecting', retryAt: 0, tries: 0 };

  constructor(openTransport: OpenTransport, listener: Listener, { random, frameBytes }: Options = {}) {
    this.#openTransport = openTransport;
    this.#listener = listener;
    this.#random = random ?? Math.random;
    this.#frameBytes = frameBytes ?? FRAME_BYTES;
  }

  start(): void {
    this.#connect();
  }

  /** Sends a request, or returns why it could not. */
  send(request: Request): Sent {
    if (!this.#transport || this.#link.status !== 'open') return 'closed';
    const text = JSON.stringify(request);
    if (encoder.encode(text).length > this.#frameBytes) return 'too large';
    this.#transport.send(text);
    this.#timers.start('dead', 'open' in request ? PAGE_WITHIN_MS : ANSWER_WITHIN_MS, () => this.#lose());
    return 'sent';
  }

  /** Reconnects at once instead of waiting, when the network is back or the page is visible again. */
  reconnect(): void {
    if (this.#link.status === 'waiting') this.#connect();
  }

  /** Replaces the socket. For the `offline` event: a server on the same machine is still reachable then. */
  renew(): void {
    this.#leave();
    this.#connect();
  }

  #become(link: Link): void {
    this.#link = link;
    this.#listener.onLink(link);
  }

  #connect(): void {
    this.#timers.clear('retry');
    this.#become({ status: 'connecting', retryAt: 0, tries: this.#link.tries });
    this.#timers.set('dead', OPEN_WITHIN_MS, () => this.#lose());
    // An abandoned transport may still deliver events. Only the current one counts.
    const ifCurrent = (action: () => void) => this.#transport === mine && action();
    const mine = this.#openTransport({
      onOpen: () => ifCurrent(() => this.#open()),
      onText: (text) => ifCurrent(() => this.#take(text)),
      onClose: () => ifCurrent(() => this.#lose()),
    });
    this.#transport = mine;
  }

  #open(): void {
    this.#timers.clear('dead');
    this.#become({ status: 'open', retryAt: 0, tries: this.#link.tries });
  }

  #take(text: string): void {
    this.#timers.clear('dead');
    // Only a frame resets the backoff, so that a server that accepts and then drops connections is not hammered.
    if (this.#link.tries > 0) this.#link = { ...this.#link, tries: 0 };
    const frame = parseFrame(text);
    if (frame) this.#listener.onFrame(frame);
  }

  #leave(): void {
    const old = this.#transport;
    this.#transport = undefined;
    this.#timers.clear('dead');
    old?.close();
  }

  #lose(): void {
    this.#leave();
    const { tries } = this.#link;
    const wait = backoff(tries, this.#random());
    this.#timers.set('retry', wait, () => this.#connect());
    this.#become({ status: 'waiting', retryAt: performance.now() + wait, tries: tries + 1 });
  }
}

/** Returns the socket's address, relative to the page so that it works under a path prefix. */
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
