import type { OpenTransport, TransportEvents } from '../../src/socket/connection';
import type { Request } from '../../src/socket/frames';

export type FakeSocket = {
  readonly events: TransportEvents;
  readonly sent: Request[];
  closed: boolean;
  open(): void;
  say(frame: object): void;
  drop(): void;
};

/** The network as a test sees it: every socket that was opened, what it was sent, and a hand on its events. */
export function fakeNetwork(): { open: OpenTransport; sockets: FakeSocket[]; last(): FakeSocket } {
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
