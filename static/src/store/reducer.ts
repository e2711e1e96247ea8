import { endSentence } from '../lib/sentences';
import { counted, plainText, shortened } from '../lib/text';
import type { ErrorFrame, Frame, Idea, IdeaPatch, Turn } from '../socket/frames';
import { applyFrame } from './chat';
import {
  type Action,
  type ChatEntry,
  type ChatState,
  chatOf,
  fieldsOf,
  isAsIn,
  isRunning,
  type OutboxItem,
  type PendingIdea,
  type Refusal,
  type State,
  type Stopper,
} from './state';

// How much of a chat is searchable without loading it. A browser stores 5 million characters.
const EXCERPT_CHARS = 10_000;
// The server will accept these later: too many waiting turns, too many requests, or a failure to store.
const LATER = new Set(['busy', 'rate_limited', 'storage']);

/** Returns a chat's title until the person names it: the first paragraph of its first message. */
export const titleOf = (message: string): string => shortened(message.trim().replace(/\n\s*\n.*/s, ''));

type Said = Pick<ChatState, 'turns' | 'ideas'>;

/** Returns the lines to search a chat by: what people wrote, then the newest answers. `known` has lines of older turns. */
function excerptOf({ turns, ideas }: Said, known: string): string {
  const newest = turns.toReversed();
  const lines = new Set<string>();
  let left = known === '' ? EXCERPT_CHARS : EXCERPT_CHARS / 2;
  const own = [...newest.map((turn) => turn.message), ...ideas.map((idea) => idea.text)];
  for (const text of [...own, ...newest.map((turn) => turn.reply)]) {
    if (left <= 0) break;
    for (const line of plainText(text.slice(0, left)).split(/\s*\n\s*/)) lines.add(line);
    left -= text.length;
  }
  for (const line of known.split('\n')) lines.add(line);
  lines.delete('');
  return [...lines].join('\n').slice(0, EXCERPT_CHARS);
}

function without<T extends { readonly id: string }>(items: readonly T[], id: string): readonly T[] {
  return items.some((item) => item.id === id) ? items.filter((item) => item.id !== id) : items;
}

function changed<T extends { readonly id: string }>(
  items: readonly T[],
  id: string,
  change: Partial<NoInfer<T>>,
): readonly T[] {
  return items.map((item) => (item.id === id ? { ...item, ...change } : item));
}

function withChat(state: State, chatId: string, chat: ChatState): State {
  return { ...state, chats: new Map(state.chats).set(chatId, chat) };
}

/* The list of chats */

function newEntry(id: string, message: string, updatedAt: number): ChatEntry {
  const flags = { named: false, pinned: false, deletedAt: undefined };
  return { id, title: titleOf(message), excerpt: plainText(message), updatedAt, ...flags };
}

function withNewEntry(state: State, chatId: string, message: string, updatedAt: number): State {
  if (state.entries.some((entry) => entry.id === chatId)) return state;
  return { ...state, entries: [...state.entries, newEntry(chatId, message, updatedAt)] };
}

/** Adds entries to the list, or replaces them. A chat that is gone does not come back. */
function list(state: State, entries: readonly ChatEntry[]): State {
  const ids = new Set(entries.map((entry) => entry.id));
  const others = state.entries.filter((entry) => !ids.has(entry.id));
  const present = entries.filter((entry) => chatOf(state, entry.id).phase !== 'gone');
  return { ...state, entries: [...others, ...present] };
}

/**
 * Updates a chat's entry. `told` is a turn of it in case none is loaded; `at` is the time of its use, and `now` stands for it
 * in a chat that has only a board.
 */
function withEntry(state: State, chatId: string, now: number, told?: Turn, at?: number): State {
  const { turns, ideas, more } = chatOf(state, chatId);
  const present = ideas.filter((idea) => !idea.deleted);
  const [first] = present.toSorted((a, b) => a.position - b.position);
  const start = (turns[0] ?? told)?.message ?? first?.text;
  const listed = state.entries.find((entry) => entry.id === chatId);
  // Other people's activity does not bring a removed chat back to the list.
  if (start === undefined || (chatId !== state.chatId && !listed)) return state;
  const known = listed ?? newEntry(chatId, start, Date.parse((turns.at(-1) ?? told)?.createdAt ?? '') || now);
  const title = known.named || (more && known.title !== '') ? known.title : titleOf(start);
  const said = { turns: turns.length > 0 || !told ? turns : [told], ideas: present };
  const excerpt = excerptOf(said, more ? known.excerpt : '');
  const updatedAt = at ?? known.updatedAt;
  if (listed && title === known.title && excerpt === known.excerpt && updatedAt === known.updatedAt) return state;
  const others = listed ? state.entries : [...state.entries, known];
  return { ...state, entries: changed(others, chatId, { title, excerpt, updatedAt }) };
}

/* Unconfirmed board changes */

/**
 * Returns the rest of a change after the server has sent the idea. A text counts as seen if it came from here, or if it is as
 * it was `known` and the idea was only starred or moved. Setting an idea aside makes it unseen.
 */
function settled(item: PendingIdea, idea: Idea | undefined, known: Idea | undefined): PendingIdea | undefined {
  if (!idea) return item;
  if (isAsIn(item.patch, idea)) return undefined;
  const isSame = known?.rev === item.rev && known?.text === idea.text && known?.deleted === idea.deleted;
  const isSeen = item.sent?.text === idea.text || isSame;
  return isSeen && item.rev !== idea.rev ? { ...item, rev: idea.rev } : item;
}

function settleIdeas(
  pending: readonly PendingIdea[],
  ideas: readonly Idea[],
  before: readonly Idea[] = [],
): readonly PendingIdea[] {
  if (pending.length === 0) return pending;
  const byId = new Map(ideas.map((idea) => [idea.id, idea]));
  const known = new Map(before.map((idea) => [idea.id, idea]));
  const left = pending.map((item) => settled(item, byId.get(item.id), known.get(item.id)));
  if (left.every((item, index) => item === pending[index])) return pending;
  return left.filter((item) => item !== undefined);
}

/** Returns a change without the fields that equal the server's, except those that were already sent with another value. */
function leftOf(patch: IdeaPatch, idea: Idea | undefined, sent: IdeaPatch | undefined): IdeaPatch {
  const isLeft = (field: keyof Omit<IdeaPatch, 'id'>) => sent?.[field] !== undefined || idea?.[field] !== patch[field];
  const fields = fieldsOf(patch).filter(isLeft);
  return { id: patch.id, ...Object.fromEntries(fields.map((field) => [field, patch[field]])) };
}

function changeIdea(state: State, chatId: string, patch: IdeaPatch, seen: number | undefined, now: number): State {
  const known = state.pendingIdeas.find((item) => item.id === patch.id);
  const present = chatOf(state, chatId).ideas.find((idea) => idea.id === patch.id);
  // Unconfirmed changes are joined into one, made to the revision that was seen first.
  const rev = known?.patch.text !== undefined && !known.refusal ? known.rev : (seen ?? present?.rev);
  const sent = known?.sent;
  const others = without(state.pendingIdeas, patch.id);
  const left = leftOf({ ...known?.patch, ...patch }, present, sent);
  if (fieldsOf(left).length === 0) return { ...state, pendingIdeas: others };
  // A star or a move must not send a text that the person has not decided about.
  const isUndecided = known?.refusal?.code === 'conflict' && patch.text === undefined;
  const refusal = isUndecided ? known.refusal : undefined;
  const item = { id: patch.id, chatId, patch: left, rev, sent, refusal };
  const next = { ...state, pendingIdeas: [...others, item] };
  return present || patch.text === undefined ? next : withNewEntry(next, chatId, patch.text, now);
}

/** Sets a refused change aside, unless the server already has it, or still has the text that was changed. */
function refuseIdea(state: State, id: string, refusal: Refusal, idea?: Idea, before: readonly Idea[] = []): State {
  const pendingIdeas = idea ? settleIdeas(state.pendingIdeas, [idea], before) : state.pendingIdeas;
  const item = pendingIdeas.find((other) => other.id === id);
  if (!item || (idea && item.rev === idea.rev)) return { ...state, pendingIdeas };
  const isKnown = chatOf(state, item.chatId).ideas.some((other) => other.id === id);
  // Without a text, a change to an idea that no longer exists leaves nothing to decide.
  if (!isKnown && item.patch.text === undefined) return { ...state, pendingIdeas: without(pendingIdeas, id) };
  return { ...state, pendingIdeas: changed(pendingIdeas, id, { refusal }) };
}

/** Retries a refused change on the idea as it is now. If the idea was set aside, the change restores it. */
function retryIdea(state: State, id: string): State {
  const item = state.pendingIdeas.find((other) => other.id === id);
  if (!item) return state;
  const present = chatOf(state, item.chatId).ideas.find((idea) => idea.id === id);
  const patch = present?.deleted ? { ...item.patch, deleted: false } : item.patch;
  return { ...state, pendingIdeas: changed(state.pendingIdeas, id, { refusal: undefined, rev: present?.rev, patch }) };
}

function markSent(state: State, ids: ReadonlySet<string>): State {
  const pendingIdeas = state.pendingIdeas.map((item) => (ids.has(item.id) ? { ...item, sent: item.patch } : item));
  return { ...state, pendingIdeas };
}

/* The outbox */

function settleOutbox(outbox: readonly OutboxItem[], turns: readonly Turn[]): readonly OutboxItem[] {
  return turns.reduce((items, turn) => without(items, turn.id), outbox);
}

function queue(state: State, item: OutboxItem): State {
  const next = { ...state, outbox: [...state.outbox, item] };
  return withNewEntry(next, item.chatId, item.message, item.createdAt);
}

function takeError(state: State, frame: ErrorFrame, before: readonly Idea[]): State {
  const refusal: Refusal = { code: frame.code, sentence: frame.chunk, later: LATER.has(frame.code) };
  if (frame.id !== undefined) return { ...state, outbox: changed(state.outbox, frame.id, { refusal }) };
  if (frame.ideaId === undefined || refusal.later) return state;
  return refuseIdea(state, frame.ideaId, refusal, frame.idea, before);
}

/* Proposals of themes */

function group(state: State, frame: Frame): State {
  if (!state.grouping || frame.chatId !== state.grouping.chatId) return state;
  // A late answer to an earlier request must not replace themes that the person may be editing.
  if (state.grouping.themes && frame.tag !== 'gone') return state;
  if (frame.tag === 'proposal' && frame.themes.length > 0) return { ...state, grouping: frame };
  const isOver =
    frame.tag === 'proposal' || frame.tag === 'gone' || (frame.tag === 'error' && frame.request === 'group');
  return isOver ? { ...state, grouping: undefined } : state;
}

/** Drops a pending request for themes: a lost socket brings no answer. */
function withoutQuestion(state: State): State {
  return state.grouping?.themes ? state : { ...state, grouping: undefined };
}

/* Announcements and unread answers */

function announced(state: State, text: string): State {
  return { ...state, announcement: { text, turn: state.announcement.turn + 1 } };
}

function endWords(turn: Turn, stopper: Stopper | undefined): string {
  const saved = turn.ideas.length > 0 ? ` ${counted(turn.ideas.length, 'idea')} saved.` : '';
  if (turn.status === 'done') return `Done. ${plainText(turn.reply)}${saved}`;
  return `${endSentence(turn, stopper)}${saved}`;
}

/** Announces an answer that has started or ended, and marks one that nobody has seen as unread. */
function tell(state: State, chatId: string, before: readonly Turn[], after: readonly Turn[]): State {
  const running = new Set(before.filter(isRunning).map((turn) => turn.id));
  const ended = after.findLast((turn) => running.has(turn.id) && !isRunning(turn));
  const started = after.some((turn) => isRunning(turn) && !running.has(turn.id));
  const isShown = chatId === state.chatId;
  const isUnread = ended && !(isShown && !state.hidden) && !state.unread.includes(chatId);
  const next = isUnread ? { ...state, unread: [...state.unread, chatId] } : state;
  if (!isShown || !(ended || started)) return next;
  return announced(next, ended ? endWords(ended, state.stopped.get(ended.id)) : 'Answering');
}

function seen(state: State): State {
  if (state.hidden || !state.unread.includes(state.chatId)) return state;
  return { ...state, unread: state.unread.filter((id) => id !== state.chatId) };
}

/* Frames */

function forget(state: State, chatId: string): State {
  return {
    ...state,
    entries: without(state.entries, chatId),
    outbox: state.outbox.filter((item) => item.chatId !== chatId),
    pendingIdeas: state.pendingIdeas.filter((item) => item.chatId !== chatId),
    unread: state.unread.filter((id) => id !== chatId),
  };
}

function settle(state: State, frame: Frame, before: readonly Idea[], now: number): State {
  switch (frame.tag) {
    case 'turn': {
      const isNew = state.outbox.some((item) => item.id === frame.turn.id) || frame.turn.status === 'waiting';
      const next = { ...state, outbox: settleOutbox(state.outbox, [frame.turn]) };
      const at = isNew ? Date.parse(frame.turn.createdAt) || undefined : undefined;
      return withEntry(next, frame.chatId, now, frame.turn, at);
    }
    case 'message':
      return frame.done ? withEntry(state, frame.chatId, now) : state;
    case 'chat':
    case 'ideas-saved': {
      const outbox = frame.tag === 'chat' ? settleOutbox(state.outbox, frame.turns) : state.outbox;
      const next = { ...state, outbox, pendingIdeas: settleIdeas(state.pendingIdeas, frame.ideas, before) };
      return withEntry(next, frame.chatId, now);
    }
    case 'error':
      return takeError(state, frame, before);
    case 'gone':
      return forget(state, frame.chatId);
    default:
      return state;
  }
}

function takeFrame(state: State, frame: Frame, now: number): State {
  const chatId = frame.chatId;
  if (chatId === undefined) return state;
  const before = chatOf(state, chatId);
  const after = applyFrame(before, frame);
  const watched = frame.tag === 'turn' ? stopElsewhere(state, frame.turn, before) : state;
  const taken = after === before ? watched : withChat(watched, chatId, after);
  const next = settle(group(taken, frame), frame, before.ideas, now);
  // A chat's first snapshot is no news. The answer of a known chat may have ended while offline.
  if (after.turns === before.turns || before.phase === 'opening' || before.phase === 'gone') return next;
  return tell(next, chatId, before.turns, after.turns);
}

function stale(state: State): State {
  const chats = [...state.chats].map(([id, chat]): [string, ChatState] =>
    chat.phase === 'ready' ? [id, { ...chat, phase: 'stale', loadingEarlier: false }] : [id, chat],
  );
  return { ...state, chats: new Map(chats) };
}

function withStopper(state: State, turnId: string, stopper: Stopper): State {
  return { ...state, stopped: new Map(state.stopped).set(turnId, stopper) };
}

/** A watched turn that arrives as stopped, but was not stopped here, was stopped by someone else. */
function stopElsewhere(state: State, { id, status }: Turn, { phase, turns }: ChatState): State {
  const isNews = status === 'stopped' && turns.some((turn) => turn.id === id && turn.status !== status);
  return isNews && phase === 'ready' && !state.stopped.has(id) ? withStopper(state, id, 'others') : state;
}

function stopHere(state: State, chatId: string): State {
  const turn = chatOf(state, chatId).turns.find(isRunning);
  return turn ? withStopper(state, turn.id, 'you') : state;
}

function show(state: State, chatId: string, now: number): State {
  if (chatId === state.chatId) return state;
  return withEntry(
    seen({ ...state, chatId, grouping: undefined, announcement: { ...state.announcement, text: '' } }),
    chatId,
    now,
  );
}

/** Returns the next state, as a pure function of the current one and an action. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'link':
      return { ...(action.link.status === 'open' ? state : stale(withoutQuestion(state))), link: action.link };
    case 'frames':
      return action.frames.reduce((next, frame) => takeFrame(next, frame, action.now ?? 0), state);
    case 'show':
      return show(state, action.chatId, action.now ?? 0);
    case 'hidden':
      return seen({ ...state, hidden: action.hidden });
    case 'loaded':
      return { ...state, ...action.lists };
    case 'entry':
      return { ...state, entries: changed(state.entries, action.id, action.change) };
    case 'listed':
      return list(state, action.entries);
    case 'unlisted':
      return { ...state, entries: without(state.entries, action.id) };
    case 'queued':
      return queue(state, action.item);
    case 'unqueued':
      return { ...state, outbox: without(state.outbox, action.id) };
    case 'queue-changed':
      return { ...state, outbox: changed(state.outbox, action.id, action.change) };
    case 'ideas-changed':
      return action.patches.reduce(
        (next, patch) => changeIdea(next, action.chatId, patch, action.rev, action.now),
        state,
      );
    case 'ideas-sent':
      return markSent(state, new Set(action.ids));
    case 'idea-refused':
      return refuseIdea(state, action.id, action.refusal);
    case 'idea-retried':
      return retryIdea(state, action.id);
    case 'ideas-dropped':
      return { ...state, pendingIdeas: state.pendingIdeas.filter((item) => !action.ids.includes(item.id)) };
    case 'loading-earlier':
      return withChat(state, action.chatId, { ...chatOf(state, action.chatId), loadingEarlier: true });
    case 'grouping':
      return { ...state, grouping: action.grouping };
    case 'stopped':
      return stopHere(state, action.chatId);
    case 'notice':
      return announced({ ...state, notices: [...state.notices.slice(-2), action.notice] }, action.notice.text);
    case 'notice-dropped':
      return { ...state, notices: without(state.notices, action.id) };
    case 'announced':
      return announced(state, action.text);
  }
}
