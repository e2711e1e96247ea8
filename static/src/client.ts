// Between the store and the socket: what to open, what to send again, when. Everything that a person does goes
// through here; everything that the server says arrives in the store through here.

import { newUuid } from './lib/ids';
import { remove } from './lib/storage';
import { createConnection, type OpenTransport } from './socket/connection';
import type { Frame, IdeaPatch, Request } from './socket/frames';
import { endsTurn } from './store/chat';
import { chatOf, isRunning, type Link, type Notice, type OutboxItem, type State, type Undo } from './store/state';
import type { Store } from './store/store';

export const FLUSH_MS = 33;
export const UNDO_MS = 8_000;
export const PAGE_OF_TURNS = 50;
// The server gives no more than this at once.
const MOST_TURNS = 1_000;
const RETRY_MS = 5_000;
const LONG_RETRY_MS = 20_000;
const QUIET_MS = 30_000;
const SETTLE_MS = 3_000;

export type Client = ReturnType<typeof createClient>;

/** Joins chunks of one value that follow each other, so that a batch costs one change of state. */
export function mergeChunks(frames: readonly Frame[]): Frame[] {
  const merged: Frame[] = [];
  for (const frame of frames) {
    const last = merged.at(-1);
    const joins =
      (frame.tag === 'message' || frame.tag === 'idea') && last?.tag === frame.tag && last.chatId === frame.chatId;
    if (joins && !last.done) merged[merged.length - 1] = { ...frame, chunk: last.chunk + frame.chunk };
    else merged.push(frame);
  }
  return merged;
}

export function createClient(store: Store, openTransport: OpenTransport, random: () => number = Math.random) {
  // What the present socket has been asked for; emptied when it is lost.
  const opened = new Set<string>();
  const sentMessages = new Set<string>();
  const sentIdeas = new Map<string, IdeaPatch>();
  const sentForgets = new Set<string>();
  let incoming: Frame[] = [];
  let lastFlush = 0;
  let flushTimer: ReturnType<typeof setTimeout> | undefined;
  let quietTimer: ReturnType<typeof setTimeout> | undefined;
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const state = () => store.getSnapshot();

  function later(wait: number, action: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      action();
    }, wait);
    timers.add(timer);
  }

  const connection = createConnection(openTransport, { onLink, onFrame }, random);

  function onLink(link: Link): void {
    if (link.status !== 'open') {
      flush();
      opened.clear();
      sentMessages.clear();
      sentIdeas.clear();
      sentForgets.clear();
    }
    store.dispatch({ type: 'link', link });
    if (link.status !== 'open') return;
    // What was to be sent later may have lost its timer with an earlier page.
    for (const { id, refusal } of state().outbox) if (refusal?.later) store.dispatch({ type: 'retried', id });
    pump();
  }

  function onFrame(frame: Frame): void {
    incoming.push(frame);
    const wait = lastFlush + FLUSH_MS - Date.now();
    if (wait <= 0) flush();
    else flushTimer ??= setTimeout(flush, wait);
    watchQuiet();
  }

  function flush(): void {
    clearTimeout(flushTimer);
    flushTimer = undefined;
    if (incoming.length === 0) return;
    const frames = mergeChunks(incoming);
    incoming = [];
    lastFlush = Date.now();
    const before = state();
    store.dispatch({ type: 'frames', frames, now: lastFlush });
    for (const frame of frames) react(frame, before);
    pump();
  }

  // The pump follows every batch of frames; here is only what a frame asks for beyond the state it changes.
  function react(frame: Frame, before: State): void {
    if (frame.tag === 'gone') {
      opened.delete(frame.chatId);
      remove(`draft.${frame.chatId}`);
      remove(`draft.${frame.chatId}.idea`);
    }
    if (frame.tag === 'idea-saved') {
      const { id } = frame.idea;
      const patch = sentIdeas.get(id);
      later(SETTLE_MS, () => giveWay(id, patch));
    }
    if (frame.tag !== 'error') return;
    if (frame.id !== undefined) retryLater(frame.id);
    else if (frame.code === 'rate_limited' || !isLive(frame.chatId)) later(RETRY_MS, askAgain);
    else if (!endsTurn(frame)) refuseIdea(frame);
    else if (!chatOf(before, frame.chatId ?? '').turns.some(isRunning)) failIdea(frame);
    // It may have answered a board change instead of ending the turn: the chat's state tells.
    else if (frame.code === 'storage' || frame.code === 'internal') opened.delete(frame.chatId ?? '');
  }

  function retryLater(id: string): void {
    const item = state().outbox.find((other) => other.id === id);
    if (!item?.refusal?.later) return;
    later(RETRY_MS, () => retry(id));
  }

  function retry(id: string): void {
    sentMessages.delete(id);
    store.dispatch({ type: 'retried', id });
    pump();
  }

  function isLive(chatId: string | undefined): boolean {
    return chatId === undefined || chatOf(state(), chatId).phase === 'ready';
  }

  // A request without an id was refused for now: an open, or a change to the board.
  function askAgain(): void {
    sentIdeas.clear();
    for (const chatId of [...opened]) if (!isLive(chatId)) opened.delete(chatId);
    pump();
  }

  // The server answered a change with something else (it cleans texts, another person was later): its word stands.
  function giveWay(id: string, patch: IdeaPatch | undefined): void {
    const item = state().pendingIdeas.find((other) => other.id === id);
    if (item && item.patch === patch) store.dispatch({ type: 'idea-dropped', id });
  }

  // The server could not keep a board change just now, though nothing is wrong with it: it stays, and is sent again.
  function failIdea(frame: Extract<Frame, { tag: 'error' }>): void {
    if (!state().pendingIdeas.some((item) => item.chatId === frame.chatId)) return;
    notify(frame.chunk, 'error');
    later(LONG_RETRY_MS, askAgain);
  }

  // The refusal of a board change names no idea: it is the oldest unanswered one of the chat.
  function refuseIdea(frame: Extract<Frame, { tag: 'error' }>): void {
    const item = state().pendingIdeas.find((other) => other.chatId === frame.chatId && sentIdeas.has(other.id));
    if (!item) return;
    sentIdeas.delete(item.id);
    store.dispatch({ type: 'idea-dropped', id: item.id });
    notify(frame.chunk, 'error');
  }

  // An answer that has gone silent is asked after: a dead socket is found out, a live one repeats its state.
  function watchQuiet(): void {
    clearTimeout(quietTimer);
    const chat = chatOf(state(), state().chatId);
    if (chat.turns.some(isRunning)) quietTimer = setTimeout(probe, QUIET_MS);
  }

  function probe(): void {
    opened.delete(state().chatId);
    pump();
    watchQuiet();
  }

  function open(chatId: string): void {
    if (opened.has(chatId)) return;
    const shown = chatOf(state(), chatId).turns.length;
    const limit = Math.min(MOST_TURNS, Math.max(PAGE_OF_TURNS, shown));
    if (connection.send({ chatId, open: true, limit })) opened.add(chatId);
  }

  /** Sends whatever waits, once per socket: opens, messages (one at a time a chat, in order), board changes. */
  function pump(): void {
    if (state().link.status !== 'open') return;
    if (chatOf(state(), state().chatId).phase !== 'gone') open(state().chatId);
    const busy = new Set<string>();
    for (const item of state().outbox) {
      if (busy.has(item.chatId)) continue;
      if (item.refusal && !item.refusal.later) continue;
      busy.add(item.chatId);
      if (item.refusal || sentMessages.has(item.id)) continue;
      open(item.chatId);
      if (connection.send(messageRequest(item))) sentMessages.add(item.id);
    }
    for (const item of state().pendingIdeas) {
      if (sentIdeas.get(item.id) === item.patch) continue;
      open(item.chatId);
      if (connection.send({ chatId: item.chatId, idea: item.patch })) sentIdeas.set(item.id, item.patch);
    }
    forgetDeleted();
  }

  function messageRequest({ chatId, message, id, after }: OutboxItem): Request {
    return after === undefined ? { chatId, message, id } : { chatId, message, id, after };
  }

  function forgetDeleted(): void {
    for (const entry of state().entries) {
      if (entry.deletedAt === undefined || entry.deletedAt + UNDO_MS > Date.now()) continue;
      if (sentForgets.has(entry.id)) continue;
      if (connection.send({ chatId: entry.id, forget: true })) sentForgets.add(entry.id);
    }
  }

  function notify(text: string, tone: Notice['tone'] = 'plain', undo: Undo | undefined = undefined): void {
    const notice: Notice = { id: newUuid(), text, tone, undo };
    store.dispatch({ type: 'notice', notice });
    later(UNDO_MS, () => store.dispatch({ type: 'notice-dropped', id: notice.id }));
  }

  function changeIdea(chatId: string, patch: IdeaPatch): void {
    store.dispatch({ type: 'idea-changed', chatId, patch });
    pump();
  }

  return {
    start: () => connection.start(),
    stop() {
      connection.stop();
      clearTimeout(flushTimer);
      clearTimeout(quietTimer);
      for (const timer of timers) clearTimeout(timer);
    },
    nudge: () => connection.nudge(),
    dropNotice: (id: string) => store.dispatch({ type: 'notice-dropped', id }),
    announce: (text: string) => store.dispatch({ type: 'announced', text }),
    probe,
    notify,
    show(chatId: string) {
      store.dispatch({ type: 'show', chatId });
      pump();
    },
    /** Puts a message into the outbox and sends it as soon as a socket is open. */
    send(chatId: string, message: string, after?: string | null) {
      const item = { id: newUuid(), chatId, message, after, createdAt: Date.now(), refusal: undefined };
      store.dispatch({ type: 'queued', item });
      pump();
    },
    unsend: (id: string) => store.dispatch({ type: 'unqueued', id }),
    retry,
    stopAnswer: (chatId: string) => connection.send({ chatId, stop: true }),
    changeIdea,
    /** Puts an idea of the person's own at the board's end. */
    addIdea(chatId: string, text: string) {
      const own = state()
        .pendingIdeas.filter((item) => item.chatId === chatId)
        .map((item) => item.patch.position ?? 0);
      const last = Math.max(-1, ...own, ...chatOf(state(), chatId).ideas.map((idea) => idea.position));
      changeIdea(chatId, { id: newUuid(), text, position: last + 1 });
    },
    deleteIdea(chatId: string, id: string) {
      changeIdea(chatId, { id, deleted: true });
      notify('Idea deleted', 'plain', { kind: 'idea', chatId, ideaId: id });
    },
    renameChat: (id: string, title: string) => store.dispatch({ type: 'entry', id, change: { title, named: true } }),
    deleteChat(id: string) {
      store.dispatch({ type: 'entry', id, change: { deletedAt: Date.now() } });
      notify('Chat deleted', 'plain', { kind: 'chat', chatId: id });
      later(UNDO_MS + 50, pump);
    },
    undo(undo: Undo) {
      if (undo.kind === 'idea') changeIdea(undo.chatId, { id: undo.ideaId, deleted: false });
      else store.dispatch({ type: 'entry', id: undo.chatId, change: { deletedAt: undefined } });
    },
    loadEarlier(chatId: string) {
      const chat = chatOf(state(), chatId);
      const first = chat.turns[0];
      if (!first || !chat.more || chat.loadingEarlier) return;
      if (connection.send({ chatId, open: true, before: first.id, limit: PAGE_OF_TURNS })) {
        store.dispatch({ type: 'loading-earlier', chatId });
      }
    },
  };
}
