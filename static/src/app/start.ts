import { Client } from '../client';
import type { Settings } from '../lib/settings';
import { isBlocked } from '../lib/storage';
import { FRAME_BYTES, socketAddress, webSocketTransport } from '../socket/connection';
import { keepSaved, savedEntries } from '../store/saved';
import { initialState } from '../store/state';
import { createStore, type Store } from '../store/store';
import { dropLostDrafts, firstChat, followAddress } from './address';

// A page hidden for this long asks for its chat again, because its socket may be dead without notice.
const AWAY_MS = 30_000;

const BLOCKED = 'Your browser blocks storage. This page won’t remember your chats.';
const FULL = 'Your browser’s storage is full. Keep this tab open until your messages are sent.';

function followPresence(store: Store, client: Client): void {
  let leftAt = performance.now();
  const look = () => {
    store.dispatch({ type: 'hidden', hidden: document.hidden });
    if (document.hidden) leftAt = performance.now();
    else {
      client.reconnect();
      if (performance.now() - leftAt > AWAY_MS) client.refresh();
    }
  };
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', () => client.reconnect());
  window.addEventListener('online', () => {
    client.reconnect();
    client.refresh();
  });
  // A server on the same machine may still be reachable. Only a new connection can tell.
  window.addEventListener('offline', () => client.renew());
  window.addEventListener('pagehide', () => client.leave());
  look();
}

/** Asks the browser to keep the page's storage when space runs low, once there is a message in it. */
function askToPersist(store: Store): void {
  const stop = store.subscribe(() => {
    if (store.getSnapshot().outbox.length === 0) return;
    stop();
    void navigator.storage?.persist?.();
  });
}

/** The server's frame limit, computed as the server does: it grows with the longest message. */
function frameBytes({ maxMessageChars }: Settings): number {
  return Math.max(FRAME_BYTES, 6 * maxMessageChars + 4_096);
}

/** Creates the store and the client, and connects them to the address, storage, socket and visibility. */
export function startPage(settings: Settings): { store: Store; client: Client } {
  const store = createStore(initialState(firstChat(savedEntries())));
  const transport = webSocketTransport(socketAddress(document.baseURI));
  const client = new Client(store, transport, { frameBytes: frameBytes(settings) });
  const blocked = isBlocked();
  if (blocked) client.notify(BLOCKED, 'error');
  keepSaved(store, () => blocked || client.notify(FULL, 'error'));
  dropLostDrafts(store);
  askToPersist(store);
  followAddress(store, client);
  followPresence(store, client);
  client.start();
  return { store, client };
}
