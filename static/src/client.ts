// Connects the store and the socket: user actions go out through here, and frames reach the store through here. The parts
// in sync/ decide what is sent, and when.

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

/** What the page does with its store and its socket. The methods can be handed on as they are. */
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
  /** The turn that the server was asked to stop. */
  #stopping = '';

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
    // The timer of a refused message may have gone with an earlier page.
    if (link.status === 'open') this.#retry();
  }

  #take(frames: Frame[]): void {
    const { grouping } = this.#store.getSnapshot();
    this.#store.dispatch({ type: 'frames', frames });
    for (const frame of frames) {
      if (frame.tag === 'error' && frame.request === 'stop') this.#stopping = '';
      if (frame.tag === 'error' && frame.request === 'group') this.notify(frame.chunk, 'error');
      const isProposal = frame.tag === 'proposal' && frame.chatId === grouping?.chatId && !grouping.themes;
      if (isProposal && frame.themes.length === 0) this.notify('The model found no themes.');
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

  /** Reconnects at once if the page waits to. */
  readonly nudge = (): void => this.#connection.nudge();

  /** Replaces the socket, which may be dead. */
  readonly renew = (): void => this.#connection.renew();

  /** The page goes. */
  readonly leave = (): void => this.#forgetting.leave();

  readonly show = (chatId: string): void => {
    this.#store.dispatch({ type: 'show', chatId });
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
    // The server may have gone on to the next answer: a second request would end that one.
    if (!running || running.id === this.#stopping) return;
    const isSent = this.#connection.send({ chatId, stop: true }) === 'sent';
    if (isSent) {
      this.#stopping = running.id;
      this.#store.dispatch({ type: 'stopped', chatId });
    } else this.notify('Can’t stop the answer while offline.');
  };

  /**
   * Changes a board in one batch that can be undone; `what` says in words what was done, if that is not plain to see. A text
   * is for the idea's revision `rev`, or the one that is shown.
   */
  readonly changeIdeas = (chatId: string, patches: readonly IdeaPatch[], what?: string, rev?: number): Step => {
    const step = this.#history.add(this.#store.getSnapshot(), chatId, cleaned(patches), what);
    this.#board.change(chatId, patches, rev);
    return step;
  };

  /** Undoes a change to a board, the last one if none is given, and says so. */
  readonly undoChange = (chatId: string, wanted?: Step): void => {
    const step = this.#history.take(chatId, wanted);
    const patches = step ? undoing(this.#store.getSnapshot(), chatId, step) : [];
    this.#board.change(chatId, patches);
    this.#dropNotices((undo) => undo.kind === 'ideas' && undo.step === step);
    this.notify(undoneWords(step, patches.length));
  };

  /** Asks the model for themes. They come as `grouping` of the state, for the person to accept. */
  readonly group = (chatId: string): void => {
    const isSent = this.#connection.send({ chatId, group: true }) === 'sent';
    if (isSent) this.#store.dispatch({ type: 'grouping', grouping: { chatId, themes: undefined } });
    else this.notify('Can’t group ideas while offline.');
  };

  readonly endGrouping = (): void => this.#store.dispatch({ type: 'grouping', grouping: undefined });

  readonly changeAgain = (id: string): void => this.#board.again(id);
  readonly dropChange = (id: string): void => this.#board.drop(id);
  readonly keepBoth = (chatId: string, id: string): Step => this.changeIdeas(chatId, this.#board.split(id));

  /** Sets ideas aside; `count` of them are shown, the others are their twins. `also` are changes that go with it. */
  readonly setAside = (chatId: string, ids: readonly string[], count = 1, also: readonly IdeaPatch[] = []): void => {
    const step = this.changeIdeas(chatId, [...ids.map((id) => ({ id, deleted: true })), ...also]);
    this.notify(count === 1 ? 'Idea set aside' : `${count} ideas set aside`, 'plain', { kind: 'ideas', chatId, step });
  };

  /** Puts an idea back on the board, and takes away the offer to do so. */
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

  /** Adds chats that came by a link to the list, those that it lacks. */
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

  /** Takes a chat out of the list: of this browser's alone, or with `forEveryone` the chat itself; `next` is shown instead. */
  readonly removeChat = (id: string, forEveryone: boolean, next: string): void => {
    const { chatId, entries } = this.#store.getSnapshot();
    const entry = entries.find((other) => other.id === id);
    if (!entry) return;
    const shown = chatId === id;
    if (shown) this.show(next);
    if (forEveryone) this.#forgetting.delete(id);
    else this.#store.dispatch({ type: 'unlisted', id });
    const words = forEveryone ? 'Chat deleted' : 'Chat removed from your list';
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
    // A failure that repeats is told once. Other words are told again, and shown once.
    if (same && tone === 'error') return;
    if (same) this.dropNotice(same.id);
    // One offer to undo a change of the board at a time: Ctrl+Z goes on from there.
    if (undo?.kind === 'ideas') this.#dropNotices((other) => other.kind === 'ideas');
    const notice: Notice = { id: newUuid(), text, tone, undo };
    this.#store.dispatch({ type: 'notice', notice });
    const wait = undo ? UNDO_MS : NOTICE_MS;
    if (tone !== 'error') this.#timers.set(`notice ${notice.id}`, wait, () => this.dropNotice(notice.id));
  };

  readonly dropNotice = (id: string): void => this.#store.dispatch({ type: 'notice-dropped', id });
}
