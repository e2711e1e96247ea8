import { type Client, createClient } from '../client';
import { chatIdOf, hashOf, newChatId } from '../lib/ids';
import { read, write } from '../lib/storage';
import { socketAddress, webSocketTransport } from '../socket/connection';
import { keepSaved } from '../store/saved';
import { initialState } from '../store/state';
import { createStore, type Store } from '../store/store';

// A page that was out of sight this long asks for its chat anew: its socket may be dead without knowing it.
const AWAY_MS = 30_000;

function firstChat(): string {
  const last = read('last');
  return chatIdOf(location.hash) ?? (typeof last === 'string' ? chatIdOf(hashOf(last)) : undefined) ?? newChatId();
}

function followAddress(store: Store, client: Client): void {
  history.replaceState(null, '', hashOf(store.getSnapshot().chatId));
  window.addEventListener('hashchange', () => {
    const chatId = chatIdOf(location.hash);
    if (chatId !== undefined) client.show(chatId);
  });
  let last = '';
  store.subscribe(() => {
    const { chatId } = store.getSnapshot();
    if (last !== chatId) write('last', chatId);
    last = chatId;
  });
}

function followPresence(store: Store, client: Client): void {
  let leftAt = Date.now();
  const look = () => {
    store.dispatch({ type: 'hidden', hidden: document.hidden });
    if (document.hidden) leftAt = Date.now();
    else {
      client.nudge();
      if (Date.now() - leftAt > AWAY_MS) client.probe();
    }
  };
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', () => client.nudge());
  window.addEventListener('online', () => {
    client.nudge();
    client.probe();
  });
  look();
}

/** Puts the page's parts together and connects them to the browser: address, storage, socket, presence. */
export function startPage(): { store: Store; client: Client } {
  const store = createStore(initialState(firstChat()));
  const client = createClient(store, webSocketTransport(socketAddress(document.baseURI)));
  keepSaved(store);
  followAddress(store, client);
  followPresence(store, client);
  client.start();
  return { store, client };
}
