import { Client } from '../../src/client';
import type { OpenTransport, TransportEvents } from '../../src/socket/connection';
import type { Request } from '../../src/socket/frames';
import { initialState } from '../../src/store/state';
import { createStore, type Store } from '../../src/store/store';

export type FakeSocket = {
  readonly events: TransportEvents;
  readonly sent: Request[];
  closed: boolean;
  open(): void;
  say(frame: object): void;
  drop(): void;
};

/** A fake network: all sockets opened, what each was sent, and control of its events. */
type FakeNetwork = { readonly open: OpenTransport; readonly sockets: FakeSocket[]; last(): FakeSocket };

export function fakeNetwork(): FakeNetwork {
  const sockets: FakeSocket[] = [];
  const open: OpenTransport = (events) => {
    const socket: FakeSocket = {
      events,
      sent: [],
      closed: false,
      open: () => events.onOpen(),
      say: (frame) => events.onText(JSON.stringify(frame)),
      drop: () => events.onClose(),
    };
    sockets.push(socket);
    return {
      send: (text) => socket.sent.push(JSON.parse(text)),
      close: () => {
        socket.closed = true;
      },
    };
  };
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  return { open, sockets, last };
}

/** A connected client with the chat `c` shown. */
export function connected(): { net: FakeNetwork; store: Store; client: Client } {
  const net = fakeNetwork();
  const store = createStore(initialState('c'));
  const client = new Client(store, net.open, { random: () => 0 });
  client.start();
  net.last().open();
  return { net, store, client };
}
