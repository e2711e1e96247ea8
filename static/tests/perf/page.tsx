// The whole page on a scripted socket. The runner calls `measured.mount` and `measured.stream` and measures their cost.

import { createRoot } from 'react-dom/client';
import { App } from '../../src/app/App';
import { loadMarkdown } from '../../src/chat/Prose';
import { Client } from '../../src/client';
import { readSettings } from '../../src/lib/settings';
import type { Transport, TransportEvents } from '../../src/socket/connection';
import { initialState } from '../../src/store/state';
import { createStore } from '../../src/store/store';
import { keepFocus } from '../../src/ui/focus';
import '../../src/styles/base.css';
import '../../src/styles/controls.css';
import '../../src/styles/layout.css';
import '../../src/styles/chat.css';
import '../../src/styles/board.css';
import '../../src/styles/print.css';
import '../../src/markdown/markdown.css';
import { listAnswer, mixedAnswer } from './answers';

const CHAT = 'measured';
const ANSWER_CHARS = 20_000;
const CHUNKS = 1_000;
const CHUNK_EVERY_MS = 5;
const FRAME_MS = 1000 / 60;

let socket: TransportEvents | undefined;

function say(frame: object): void {
  socket?.onText(JSON.stringify({ chatId: CHAT, ...frame }));
}

function turn(n: number, status: 'done' | 'streaming', reply: string): object {
  return {
    id: `turn-${n}`,
    message: `Question ${n}: what else?`,
    reply,
    ideas: [],
    status,
    createdAt: '2026-11-01T12:00:00Z',
  };
}

function idea(n: number, themes: number): object {
  return {
    id: `idea-${n}`,
    theme: themes === 0 ? null : `Theme ${n % themes}`,
    text: `Idea ${n}: a thing worth keeping, in a line or two`,
    starred: n % 9 === 0,
    position: n,
  };
}

function openTransport(turns: number, ideas: number, themes: number) {
  return (events: TransportEvents): Transport => {
    socket = events;
    queueMicrotask(events.onOpen);
    const past = Array.from({ length: turns }, (_, n) => turn(n, 'done', mixedAnswer(400 + (n % 7) * 200)));
    const kept = Array.from({ length: ideas }, (_, n) => idea(n, themes));
    return {
      send: (text) => 'open' in JSON.parse(text) && say({ tag: 'chat', turns: past, ideas: kept }),
      close: () => {},
    };
  };
}

function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** Shows a chat with this many turns, ideas and themes. */
async function mount(turns: number, ideas: number, themes: number): Promise<void> {
  await loadMarkdown();
  const store = createStore(initialState(CHAT));
  const client = new Client(store, openTransport(turns, ideas, themes));
  const root = document.getElementById('root');
  keepFocus();
  if (root) createRoot(root).render(<App store={store} client={client} settings={readSettings()} />);
  client.start();
  while (document.querySelectorAll('.turn').length < turns) await painted();
}

function watch(): () => { longTasks: number; dropped: number; late: number } {
  let longTasks = 0;
  let late = 0;
  let dropped = 0;
  let watching = true;
  let last = performance.now();
  const observer = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length;
  });
  observer.observe({ entryTypes: ['longtask'] });
  const frame = (now: number) => {
    dropped += Math.max(0, Math.round((now - last) / FRAME_MS) - 1);
    late = Math.max(late, now - last - FRAME_MS);
    last = now;
    if (watching) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  return () => {
    watching = false;
    longTasks += observer.takeRecords().length;
    observer.disconnect();
    return { longTasks, dropped, late };
  };
}

/** Streams a whole answer into the chat at a steady pace. */
async function stream(kind: 'mixed' | 'list'): Promise<Record<string, number>> {
  const answer = kind === 'mixed' ? mixedAnswer(ANSWER_CHARS) : listAnswer(ANSWER_CHARS);
  const size = Math.ceil(answer.length / CHUNKS);
  const id = document.querySelectorAll('.turn').length;
  await painted();
  const result = watch();
  say({ tag: 'turn', turn: turn(id, 'streaming', '') });
  const started = performance.now();
  await new Promise<void>((resolve) => {
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.min(CHUNKS, Math.floor((performance.now() - started) / CHUNK_EVERY_MS));
      for (; sent < due; sent++) say({ tag: 'message', chunk: answer.slice(sent * size, (sent + 1) * size) });
      if (sent < CHUNKS) return;
      clearInterval(timer);
      say({ tag: 'message', chunk: '', done: true });
      resolve();
    }, CHUNK_EVERY_MS);
  });
  while (document.querySelector('[aria-busy=true]')) await painted();
  await painted();
  const { longTasks, dropped } = result();
  return { longTasks, dropped, shown: document.querySelector('.turn:last-child .md')?.textContent?.length ?? 0 };
}

/** Returns the ms from the key that opens the full board to its first frame. */
async function openBoard(): Promise<number> {
  await painted();
  const started = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'b', bubbles: true }));
  await painted();
  return performance.now() - started;
}

declare global {
  interface Window {
    measured: { mount: typeof mount; stream: typeof stream; openBoard: typeof openBoard; watch: typeof watch };
    watched: ReturnType<typeof watch>;
  }
}

window.measured = { mount, stream, openBoard, watch };
