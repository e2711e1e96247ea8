// Connects the store and the socket: user actions go out through here, and frames reach the store through here. The parts
// in sync/ decide what is sent, and when.

import { newUuid } from './lib/ids';
import { removeAll } from './lib/storage';
import { createTimers } from './lib/timers';
import { createConnection, type OpenTransport, type Sent } from './socket/connection';
import type { Frame, IdeaPatch, Request } from './socket/frames';
import { createInbox } from './socket/inbox';
import type { Link, Notice, Undo } from './store/state';
import type { Store } from './store/store';
import { createBoardSync } from './sync/board';
import { createForgetting, UNDO_MS } from './sync/forgetting';
import { createOpening } from './sync/opening';
import { createOutbox } from './sync/outbox';
import type { Wiring } from './sync/parts';

const NOTICE_MS = 6_000;

export type Client = ReturnType<typeof createClient>;

type Options = { random?: () => number; frameBytes?: number };

export function createClient(store: Store, openTransport: OpenTransport, { random, frameBytes }: Options = {}) {
  const timers = createTimers();
  const connection = createConnection(
    openTransport,
    { onLink, onFrame: (frame) => inbox.put(frame) },
    random,
    frameBytes,
  );
  const inbox = createInbox(timers, take);
  const wiring: Wiring = { store, timers, send: (request: Request): Sent => connection.send(request), retryIn, notify };
  const opening = createOpening(wiring);
  const outbox = createOutbox(wiring, opening.follow);
  const board = createBoardSync(wiring, opening.follow);
  const forgetting = createForgetting(wiring);
  const parts = [opening, outbox, board, forgetting];
  let retryAt = 0;

  function pump(): void {
    for (const part of parts) part.pump();
  }

  function onLink(link: Link): void {
    if (link.status !== 'open') {
      inbox.flush();
      for (const part of parts) part.reset();
    }
    store.dispatch({ type: 'link', link });
    // The timer of a refused message may have gone with an earlier page.
    if (link.status === 'open') retry();
  }

  function take(frames: Frame[]): void {
    store.dispatch({ type: 'frames', frames });
    for (const frame of frames) {
      if (frame.tag === 'gone') removeAll(`draft.${frame.chatId}`);
      for (const part of parts) part.onFrame(frame);
    }
    pump();
  }

  function retryIn(wait: number): void {
    retryAt = Math.max(retryAt, performance.now() + wait);
    timers.set('retry', retryAt - performance.now(), retry);
  }

  function retry(): void {
    timers.clear('retry');
    for (const part of parts) part.retry();
    pump();
  }

  /** Shows a short message. Plain ones disappear after a while; errors and those with an undo for ideas stay. */
  function notify(text: string, tone: Notice['tone'] = 'plain', undo: Undo | undefined = undefined): void {
    // A failure that repeats is told once.
    if (tone === 'error' && store.getSnapshot().notices.some((shown) => shown.text === text)) return;
    const notice: Notice = { id: newUuid(), text, tone, undo };
    store.dispatch({ type: 'notice', notice });
    const stays = tone === 'error' || undo?.kind === 'ideas';
    if (!stays) timers.set(`notice ${notice.id}`, undo ? UNDO_MS : NOTICE_MS, () => dropNotice(notice.id));
  }

  function dropNotice(id: string): void {
    store.dispatch({ type: 'notice-dropped', id });
  }

  function setAside(chatId: string, ids: readonly string[]): void {
    board.change(
      chatId,
      ids.map((id): IdeaPatch => ({ id, deleted: true })),
    );
    notify('Idea set aside', 'plain', { kind: 'ideas', chatId, ids });
  }

  function undo(step: Undo): void {
    if (step.kind === 'chat') store.dispatch({ type: 'entry', id: step.chatId, change: { deletedAt: undefined } });
    else
      board.change(
        step.chatId,
        step.ids.map((id): IdeaPatch => ({ id, deleted: false })),
      );
    pump();
  }

  return {
    start: () => connection.start(),
    stop() {
      connection.stop();
      timers.clearAll();
    },
    nudge: () => connection.nudge(),
    renew: () => connection.renew(),
    leave: () => forgetting.leave(),
    refresh: () => opening.refresh(),
    loadEarlier: (chatId: string) => opening.loadEarlier(chatId),
    show(chatId: string) {
      store.dispatch({ type: 'show', chatId });
      pump();
    },
    notify,
    dropNotice,
    announce: (text: string) => store.dispatch({ type: 'announced', text }),
    send: outbox.add,
    takeBack: outbox.take,
    sendAgain: outbox.again,
    stopAnswer(chatId: string) {
      if (connection.send({ chatId, stop: true }) === 'sent') store.dispatch({ type: 'stopped', chatId });
      else notify('Can’t stop the answer while offline.', 'error');
    },
    changeIdeas: board.change,
    changeAgain: board.again,
    dropChange: board.drop,
    keepBoth: board.keepBoth,
    setAside,
    renameChat: (id: string, title: string) => store.dispatch({ type: 'entry', id, change: { title, named: true } }),
    deleteChat(id: string) {
      store.dispatch({ type: 'entry', id, change: { deletedAt: Date.now() } });
      notify('Chat deleted', 'plain', { kind: 'chat', chatId: id });
      pump();
    },
    undo,
  };
}
