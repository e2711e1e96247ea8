// Connects the store and the socket: user actions and incoming frames pass through here. The parts in sync/ decide what is
// sent, and when.

import { dropDrafts } from './lib/drafts';
import { newUuid } from './lib/ids';
import { counted } from './lib/text';
import { createTimers } from './lib/timers';
import { Connection, type OpenTransport } from './socket/connection';
import type { Frame, IdeaPatch, Request } from './socket/frames';
import { createInbox, type Inbox } from './socket/inbox';
import { type ChatEntry, chatOf, isRunning, type Link, type Notice, type Undo } from './store/state';
import type { Store } from './store/store';
import { BoardSync, cleaned } from './sync/board';
import { Forgetting, UNDO_MS } from './sync/forgetting';
import { History, type Step, undoing, undoneWords } from './sync/history';
import { Opening } from './sync/opening';
import { Outbox } from './sync/outbox';
import type { Part, Wiring } from './sync/parts';

const NOTICE_MS = 6_000;

type Options = { random?: () => number; frameBytes?: number };

/** The page's actions on its store and socket. The methods are bound, so they can be passed as callbacks. */
export class Client {
  readonly #store: Store;
  readonly #timers = createTimers();
  readonly #connection: Connection;
  readonly #inbox: Inbox;
  readonly #opening: Opening;
  readonly #outbox: Outbox;
  readonly #board: BoardSync;
  readonly #forgetting: Forgetting;
  readonly #history = new History();
  readonly #parts: readonly Part[];
  #retryAt = 0;
  /** The turn that the server has been asked to stop. */
  #stopping = '';
  /** The notice of the last undo. */
  #undone = '';

  constructor(store: Store, openTransport: OpenTransport, { random, frameBytes }: Options = {}) {
    this.#store = store;
    const listener = { onLink: (link: Link) => this.#onLink(link), onFrame: (frame: Frame) => this.#inbox.put(frame) };
    this.#connection = new Connection(openTransport, listener, { random, frameBytes });
    this.#inbox = createInbox(this.#timers, (frames) => this.#take(frames));
    const send = (request: Request) => this.#connection.send(request);
    const retryIn = (wait: number) => this.#retryIn(wait);
    const wiring: Wiring = { store, timers: this.#timers, send, retryIn, notify: this.notify };
    this.#opening = new Opening(wiring);
    const follow = (chatId: string) => this.#opening.follow(chatId);
    this.#outbox = new Outbox(wiring, follow);
    this.#board = new BoardSync(wiring, follow);
    this.#forgetting = new Forgetting(wiring);
    this.#parts = [this.#opening, this.#outbox, this.#board, this.#forgetting];
  }

  #pump(): void {
    for (const part of this.#parts) part.pump();
  }

  #onLink(link: Link): void {
    if (link.status !== 'open') {
      this.#stopping = '';
      this.#inbox.flush();
      for (const part of this.#parts) part.reset();
    }
    this.#store.dispatch({ type: 'link', link });
    // A refused message may have lost its retry timer in a reload.
    if (link.status === 'open') this.#retry();
  }

  #take(frames: Frame[]): void {
    const { grouping } = this.#store.getSnapshot();
    this.#store.dispatch({ type: 'frames', frames, now: Date.now() });
    for (const frame of frames) {
      if (frame.tag === 'error' && frame.request === 'stop') this.#stopping = '';
      if (frame.tag === 'error' && frame.request === 'group') this.notify(frame.chunk, 'error');
      const isProposal = frame.tag === 'proposal' && frame.chatId === grouping?.chatId && !grouping.themes;
      if (isProposal && frame.themes.length === 0) this.notify('No themes were proposed.');
      if (frame.tag === 'gone') dropDrafts((chatId) => chatId === frame.chatId);
      for (const part of this.#parts) part.onFrame(frame);
    }
    this.#pump();
  }

  #retryIn(wait: number): void {
    this.#retryAt = Math.max(this.#retryAt, performance.now() + wait);
    this.#timers.set('retry', this.#retryAt - performance.now(), () => this.#retry());
  }

  #retry(): void {
    this.#timers.clear('retry');
    for (const part of this.#parts) part.retry();
    this.#pump();
  }

  readonly start = (): void => this.#connection.start();

  /** Reconnects at once if a retry is pending. */
  readonly reconnect = (): void => this.#connection.reconnect();

  /** Replaces the socket, which may be dead. */
  readonly renew = (): void => this.#connection.renew();

  /** The page is being closed. */
  readonly leave = (): void => this.#forgetting.leave();

  readonly show = (chatId: string): void => {
    this.#store.dispatch({ type: 'show', chatId, now: Date.now() });
    this.#pump();
  };

  readonly refresh = (): void => this.#opening.refresh();
  readonly loadEarlier = (chatId: string): void => this.#opening.loadEarlier(chatId);

  readonly send = (chatId: string, message: string, after?: string | null): void =>
    this.#outbox.add(chatId, message, after);
  readonly sendAgain = (id: string): void => this.#outbox.again(id);
  readonly takeBack = (id: string): boolean => this.#outbox.take(id);

  readonly stopAnswer = (chatId: string): void => {
    const running = chatOf(this.#store.getSnapshot(), chatId).turns.find(isRunning);
    // By then the server may run the next answer, which a second request would stop.
    if (!running || running.id === this.#stopping) return;
    const isSent = this.#connection.send({ chatId, stop: true }) === 'sent';
    if (isSent) {
      this.#stopping = running.id;
      this.#store.dispatch({ type: 'stopped', chatId });
    } else this.notify('Can’t stop the answer while offline.');
  };

  /**
   * Changes a board in one batch that can be undone. `what` describes the change, unless its kind says enough. A new text
   * replaces revision `rev`, or the one shown.
   */
  readonly changeIdeas = (chatId: string, patches: readonly IdeaPatch[], what?: string, rev?: number): Step => {
    const step = this.#history.add(this.#store.getSnapshot(), chatId, cleaned(patches), what);
    this.#board.change(chatId, patches, rev);
    return step;
  };

  /** Undoes a change to a board, by default the last one, and shows a notice. */
  readonly undoChange = (chatId: string, wanted?: Step): void => {
    const step = this.#history.take(chatId, wanted);
    const patches = step ? undoing(this.#store.getSnapshot(), chatId, step) : [];
    this.#board.change(chatId, patches);
    this.#dropNotices((undo) => undo.kind === 'ideas' && undo.step === step);
    this.dropNotice(this.#undone);
    this.notify(undoneWords(step, patches.length));
    this.#undone = this.#store.getSnapshot().notices.at(-1)?.id ?? '';
  };

  /** Asks the model for themes. They arrive as `grouping` in the state, to be accepted. */
  readonly group = (chatId: string): void => {
    const isSent = this.#connection.send({ chatId, group: true }) === 'sent';
    if (isSent) this.#store.dispatch({ type: 'grouping', grouping: { chatId, themes: undefined } });
    else this.notify('Can’t group ideas while offline.');
  };

  readonly endGrouping = (): void => this.#store.dispatch({ type: 'grouping', grouping: undefined });

  readonly changeAgain = (id: string): void => this.#board.again(id);
  readonly dropChange = (id: string): void => this.#board.drop(id);
  readonly keepBoth = (chatId: string, id: string): Step => this.changeIdeas(chatId, this.#board.split(id));

  /** Sets ideas aside. `count` is how many the person sees: the rest are twins. `also` are changes in the same batch. */
  readonly setAside = (chatId: string, ids: readonly string[], count = 1, also: readonly IdeaPatch[] = []): void => {
    const step = this.changeIdeas(chatId, [...ids.map((id) => ({ id, deleted: true })), ...also]);
    this.notify(count === 1 ? 'Idea set aside' : `${count} ideas set aside`, 'plain', { kind: 'ideas', chatId, step });
  };

  /** Restores an idea to the board, and drops the notice that offers it. */
  readonly restore = (chatId: string, id: string): void => {
    this.changeIdeas(chatId, [{ id, deleted: false }]);
    this.#dropNotices((undo) => undo.kind === 'ideas' && undo.step.after.some((patch) => patch.id === id));
  };

  #dropNotices(isOver: (undo: Undo) => boolean): void {
    for (const { id, undo } of this.#store.getSnapshot().notices) if (undo && isOver(undo)) this.dropNotice(id);
  }

  readonly renameChat = (id: string, title: string): void =>
    this.#store.dispatch({ type: 'entry', id, change: { title, named: true } });

  readonly pinChat = (id: string, pinned: boolean): void =>
    this.#store.dispatch({ type: 'entry', id, change: { pinned } });

  /** Adds chats from a link to the list, except those already in it. */
  readonly addChats = (linked: readonly ChatEntry[]): void => {
    if (linked.length === 0) return;
    const known = new Set(this.#store.getSnapshot().entries.map((entry) => entry.id));
    const entries = linked.filter((entry) => !known.has(entry.id));
    this.#store.dispatch({ type: 'listed', entries });
    const were = entries.length === 1 ? 'was' : 'were';
    this.notify(
      entries.length === 0
        ? 'These chats are already in your list.'
        : `${counted(entries.length, 'chat')} ${were} added to your list.`,
    );
  };

  /** Removes a chat from this browser's list or, with `forEveryone`, deletes it. If it is shown, shows `next` instead. */
  readonly removeChat = (id: string, forEveryone: boolean, next: string): void => {
    const { chatId, entries } = this.#store.getSnapshot();
    const entry = entries.find((other) => other.id === id);
    if (!entry) return;
    const shown = chatId === id;
    if (shown) this.show(next);
    if (forEveryone) this.#forgetting.delete(id);
    else this.#store.dispatch({ type: 'unlisted', id });
    const words = forEveryone ? 'Deleted for everyone' : 'Chat removed from your list';
    this.notify(words, 'plain', { kind: 'chat', entry, shown });
  };

  readonly undo = (step: Undo): void => {
    if (step.kind === 'ideas') this.undoChange(step.chatId, step.step);
    else this.#store.dispatch({ type: 'listed', entries: [step.entry] });
    this.#pump();
  };

  readonly announce = (text: string): void => this.#store.dispatch({ type: 'announced', text });

  /** Shows a short message. Plain ones disappear after a while; errors stay. */
  readonly notify = (text: string, tone: Notice['tone'] = 'plain', undo?: Undo): void => {
    const same = this.#store.getSnapshot().notices.find((shown) => shown.text === text && !shown.undo);
    // Do not repeat an error. Repeat other notices, but show only one.
    if (same && tone === 'error') return;
    if (same) this.dropNotice(same.id);
    // Offer only the last board change for undo. Ctrl+Z reaches the earlier ones.
    if (undo?.kind === 'ideas') this.#dropNotices((other) => other.kind === 'ideas');
    const notice: Notice = { id: newUuid(), text, tone, undo };
    this.#store.dispatch({ type: 'notice', notice });
    const wait = undo ? UNDO_MS : NOTICE_MS;
    if (tone !== 'error') this.#timers.set(`notice ${notice.id}`, wait, () => this.dropNotice(notice.id));
  };

  readonly dropNotice = (id: string): void => this.#store.dispatch({ type: 'notice-dropped', id });
}
