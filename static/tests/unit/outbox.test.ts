import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Outbox } from '../../src/sync/outbox';
import { FakeWiring } from './fake-wiring';
import { failure, snapshot, turn } from './helpers';

let wiring: FakeWiring;
let outbox: Outbox;
let followed: string[];

beforeEach(() => {
  wiring = new FakeWiring();
  followed = [];
  outbox = new Outbox(wiring, (chatId) => void followed.push(chatId));
});

const items = () => wiring.store.getSnapshot().outbox;
const first = () => items()[0]?.id ?? '';
const receipt = (id: string) => ({ tag: 'turn', chatId: 'c', turn: turn(id, { status: 'waiting' }) }) as const;
const connect = () => wiring.connect(outbox);

describe('a message', () => {
  it('written offline is saved, and goes out when the socket opens', () => {
    outbox.add('c', 'hello');
    expect(wiring.sent).toEqual([]);
    connect();
    expect(wiring.sent).toEqual([{ chatId: 'c', id: first(), message: 'hello' }]);
    expect(followed).toEqual(['c']);
  });

  it('is kept until its receipt, and sent again under the same id after a loss', () => {
    connect();
    outbox.add('c', 'hello');
    const sent = wiring.sent;
    wiring.lose(outbox);
    connect();
    expect(wiring.sent).toEqual(sent);
    wiring.take(outbox, receipt(first()));
    expect(items()).toEqual([]);
    wiring.lose(outbox);
    connect();
    expect(wiring.sent).toEqual([]);
  });

  it('waits for the receipt of the one before it in its chat', () => {
    connect();
    outbox.add('c', 'one');
    outbox.add('c', 'two');
    outbox.add('d', 'elsewhere');
    expect(wiring.sent).toMatchObject([{ message: 'one' }, { message: 'elsewhere' }]);
    wiring.take(outbox, receipt(first()));
    expect(wiring.sent).toMatchObject([{ message: 'one' }, { message: 'elsewhere' }, { message: 'two' }]);
  });

  it('keeps its place in the queue when the clock is set back', () => {
    vi.useFakeTimers({ now: 2_000_000 });
    outbox.add('c', 'one');
    vi.setSystemTime(1_000);
    outbox.add('c', 'two');
    vi.useRealTimers();
    expect(items().map((item) => item.createdAt)).toEqual([2_000_000, 2_000_001]);
  });

  it('is not sent while its chat is being deleted, and is when that is undone', () => {
    outbox.add('c', 'hello');
    wiring.store.dispatch({ type: 'entry', id: 'c', change: { deletedAt: 5 } });
    connect();
    expect(wiring.sent).toEqual([]);
    wiring.store.dispatch({ type: 'entry', id: 'c', change: { deletedAt: undefined } });
    outbox.pump();
    expect(wiring.sent).toHaveLength(1);
  });
});

describe('taking a message back', () => {
  it('works before it was sent', () => {
    outbox.add('c', 'hello');
    expect(outbox.take(first())).toBe(true);
    expect(items()).toEqual([]);
  });

  it('is too late once it is on its way, also after a loss: the server may have it', () => {
    connect();
    outbox.add('c', 'hello');
    expect(outbox.take(first())).toBe(false);
    wiring.lose(outbox);
    expect(outbox.take(first())).toBe(false);
    expect(items()).toHaveLength(1);
  });

  it('works when it was refused', () => {
    connect();
    outbox.add('c', 'hello');
    wiring.take(outbox, failure('empty', { id: first() }));
    expect(outbox.take(first())).toBe(true);
  });
});

describe('a refused message', () => {
  it('for now is sent again by the retry timer, as late as the server asks', () => {
    connect();
    outbox.add('c', 'hello');
    wiring.take(outbox, failure('rate_limited', { id: first(), chunk: 'Too fast. Please retry in 7 s.' }));
    expect(wiring.retries).toEqual([7_000]);
    expect(wiring.sent).toHaveLength(1);
    outbox.retry();
    outbox.pump();
    expect(wiring.sent).toHaveLength(2);
    expect(wiring.sent[1]).toEqual(wiring.sent[0]);
  });

  it('is set aside and does not block the next one', () => {
    connect();
    outbox.add('c', 'bad');
    outbox.add('c', 'good');
    const bad = first();
    wiring.take(outbox, failure('bad_request', { id: bad }));
    expect(wiring.sent).toMatchObject([{ message: 'bad' }, { message: 'good' }]);
    expect(items()[0]).toMatchObject({ id: bad, refusal: { code: 'bad_request', later: false } });
    expect(wiring.notices).toEqual([]);
  });

  it('in another chat is told in a notice', () => {
    connect();
    outbox.add('d', 'bad');
    wiring.take(outbox, failure('bad_request', { chatId: 'd', id: first(), chunk: 'No.' }));
    expect(wiring.notices).toEqual(['A message wasn’t sent: No.']);
  });

  it('too large for a frame is never sent, is set aside with a notice, and does not block the next one', () => {
    wiring.tooLarge = 1_000;
    connect();
    outbox.add('c', 'x'.repeat(1_000));
    outbox.add('c', 'short');
    expect(wiring.sent).toMatchObject([{ message: 'short' }]);
    expect(items()[0]?.refusal?.code).toBe('too_long');
    expect(wiring.notices).toHaveLength(1);
    wiring.lose(outbox);
    connect();
    expect(wiring.sent).toMatchObject([{ message: 'short' }]);
  });

  it('goes out again under a new id when the person says so', () => {
    connect();
    outbox.add('c', 'hello');
    const old = first();
    wiring.take(outbox, failure('too_long', { id: old }));
    outbox.again(old);
    expect(wiring.sent[1]).toMatchObject({ message: 'hello' });
    expect(first()).not.toBe(old);
  });
});

describe('a message in place of others', () => {
  const turns = [turn('t1'), turn('t2'), turn('t3')];

  it('carries the turn after which it stands and the newest one that its sender saw', () => {
    wiring.take(outbox, snapshot('c', turns));
    outbox.add('c', 'again', 't2');
    connect();
    expect(wiring.sent).toMatchObject([{ after: 't2', last: 't3' }]);
  });

  it('at the start of an empty chat carries null for both', () => {
    connect();
    outbox.add('c', 'again', null);
    expect(wiring.sent).toMatchObject([{ after: null, last: null }]);
  });

  it('counts an own message that waits as seen', () => {
    wiring.take(outbox, snapshot('c', turns));
    outbox.add('c', 'one more');
    outbox.add('c', 'again', 't2');
    expect(items()[1]).toMatchObject({ after: 't2', last: first() });
  });

  it('waits for the person if the chat has gone on, and then replaces what has been seen', () => {
    wiring.take(outbox, snapshot('c', turns));
    outbox.add('c', 'again', 't2');
    connect();
    const gone = [...turns, turn('t4', { message: 'from a friend' })];
    wiring.take(outbox, failure('conflict', { id: first() }), snapshot('c', gone));
    expect(wiring.sent).toHaveLength(1);
    expect(items()).toMatchObject([{ refusal: { code: 'conflict', later: false } }]);
    outbox.again(first());
    expect(wiring.sent[1]).toMatchObject({ message: 'again', after: 't2', last: 't4' });
  });

  it('is added at the end if what it was to replace is gone', () => {
    wiring.take(outbox, snapshot('c', turns));
    outbox.add('c', 'again', 't2');
    connect();
    wiring.take(outbox, failure('conflict', { id: first() }), snapshot('c', [turn('t9')]));
    outbox.again(first());
    expect(wiring.sent[1]).toEqual({ chatId: 'c', id: first(), message: 'again' });
  });
});
