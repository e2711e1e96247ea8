import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ANSWER_WITHIN_MS,
  backoff,
  Connection,
  FRAME_BYTES,
  OPEN_WITHIN_MS,
  PAGE_WITHIN_MS,
  socketAddress,
} from '../../src/socket/connection';
import { fakeNetwork } from './fake-transport';

const never = { onLink: () => {}, onFrame: () => {} };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('backoff', () => {
  it('doubles up to a bound', () => {
    expect([0, 1, 2, 3, 9].map((tries) => backoff(tries, 1))).toEqual([500, 1_000, 2_000, 4_000, 20_000]);
  });

  it('is spread over the upper half', () => {
    expect(backoff(2, 0)).toBe(1_000);
    expect(backoff(2, 0.5)).toBe(1_500);
  });
});

describe('the socket’s address', () => {
  it.each([
    ['http://localhost:8000/', 'ws://localhost:8000/ws'],
    ['https://example.org/team/brainstorm/#chat=abc', 'wss://example.org/team/brainstorm/ws'],
    ['http://[::1]:8000/index.html?x=1', 'ws://[::1]:8000/ws'],
  ])('of %s is %s', (base, address) => {
    expect(socketAddress(base)).toBe(address);
  });
});

describe('a connection', () => {
  it('opens again after a loss, waiting longer each time', () => {
    const net = fakeNetwork();
    const waits: number[] = [];
    const onLink = (link: { status: string; retryAt: number }) => {
      if (link.status === 'waiting') waits.push(link.retryAt - performance.now());
    };
    new Connection(net.open, { ...never, onLink }, { random: () => 1 }).start();
    for (let loss = 0; loss < 4; loss += 1) {
      net.last().drop();
      vi.advanceTimersByTime(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000]);
    expect(net.sockets).toHaveLength(5);
  });

  it('resets the backoff only when the server has sent a frame', () => {
    const net = fakeNetwork();
    const waits: number[] = [];
    const onLink = (link: { status: string; retryAt: number }) => {
      if (link.status === 'waiting') waits.push(link.retryAt - performance.now());
    };
    new Connection(net.open, { ...never, onLink }, { random: () => 1 }).start();
    net.last().open();
    net.last().drop();
    vi.advanceTimersByTime(500);
    net.last().open();
    net.last().drop();
    vi.advanceTimersByTime(1_000);
    net.last().open();
    net.last().say({ tag: 'gone', chatId: 'c' });
    net.last().drop();
    expect(waits).toEqual([500, 1_000, 500]);
  });

  it('is tried at once when nudged, and only while it waits', () => {
    const net = fakeNetwork();
    const connection = new Connection(net.open, never);
    connection.start();
    connection.reconnect();
    expect(net.sockets).toHaveLength(1);
    net.last().drop();
    connection.reconnect();
    expect(net.sockets).toHaveLength(2);
    vi.advanceTimersByTime(60_000 - 1);
    expect(net.sockets.length).toBeGreaterThan(2);
  });

  it('gives up a handshake that takes too long', () => {
    const net = fakeNetwork();
    new Connection(net.open, never).start();
    vi.advanceTimersByTime(OPEN_WITHIN_MS);
    expect(net.sockets[0]?.closed).toBe(true);
    vi.advanceTimersByTime(1_000);
    expect(net.sockets).toHaveLength(2);
  });

  it('finds out a socket that is dead without saying so', () => {
    const net = fakeNetwork();
    const connection = new Connection(net.open, never);
    connection.start();
    net.last().open();
    connection.send({ chatId: 'c', stop: true });
    vi.advanceTimersByTime(ANSWER_WITHIN_MS);
    expect(net.sockets[0]?.closed).toBe(true);
  });

  it('waits longer for a page of a chat', () => {
    const net = fakeNetwork();
    const connection = new Connection(net.open, never);
    connection.start();
    net.last().open();
    connection.send({ chatId: 'c', open: true, limit: 50 });
    vi.advanceTimersByTime(PAGE_WITHIN_MS - 1);
    expect(net.sockets[0]?.closed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(net.sockets[0]?.closed).toBe(true);
  });

  it('leaves a quiet socket alone if it owes no answer', () => {
    const net = fakeNetwork();
    const connection = new Connection(net.open, never);
    connection.start();
    net.last().open();
    connection.send({ chatId: 'c', open: true, limit: 50 });
    net.last().say({ tag: 'chat', chatId: 'c', turns: [], ideas: [] });
    vi.advanceTimersByTime(3_600_000);
    expect(net.sockets).toHaveLength(1);
    expect(net.last().closed).toBe(false);
  });

  it('does not listen to a socket that it has left', () => {
    const net = fakeNetwork();
    const frames: unknown[] = [];
    new Connection(net.open, { ...never, onFrame: (frame) => frames.push(frame) }).start();
    const old = net.last();
    old.open();
    old.drop();
    old.say({ tag: 'gone', chatId: 'c' });
    expect(frames).toEqual([]);
  });

  it('sends nothing while it is not open', () => {
    const net = fakeNetwork();
    const connection = new Connection(net.open, never);
    connection.start();
    expect(connection.send({ chatId: 'c', stop: true })).toBe('closed');
    expect(net.last().sent).toEqual([]);
  });

  it('never sends a request for which the server would close the socket', () => {
    const net = fakeNetwork();
    const connection = new Connection(net.open, never);
    connection.start();
    net.last().open();
    const message = 'é'.repeat(FRAME_BYTES / 2);
    expect(connection.send({ chatId: 'c', id: 'm', message })).toBe('too large');
    expect(net.last().sent).toEqual([]);
    vi.advanceTimersByTime(ANSWER_WITHIN_MS);
    expect(net.last().closed).toBe(false);
  });

  it('waits for its answer from the last frame on', () => {
    const net = fakeNetwork();
    const connection = new Connection(net.open, never);
    connection.start();
    net.last().open();
    connection.send({ chatId: 'c', open: true, limit: 20 });
    vi.advanceTimersByTime(PAGE_WITHIN_MS - 1);
    net.last().say({ tag: 'gone', chatId: 'other' });
    vi.advanceTimersByTime(PAGE_WITHIN_MS);
    expect(net.last().closed).toBe(false);
  });

  it('is replaced at once when the browser says that it is offline', () => {
    const net = fakeNetwork();
    const seen: string[] = [];
    const connection = new Connection(net.open, { ...never, onLink: ({ status }) => seen.push(status) });
    connection.start();
    net.last().open();
    connection.renew();
    expect(net.sockets[0]?.closed).toBe(true);
    expect(net.sockets).toHaveLength(2);
    net.last().drop();
    expect(seen).toEqual(['connecting', 'open', 'connecting', 'waiting']);
  });
});
