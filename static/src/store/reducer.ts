import { endSentence } from '../lib/sentences';
import { plainText } from '../lib/text';
import type { Frame, Idea, IdeaPatch, Turn } from '../socket/frames';
import { applyFrame } from './chat';
import {
  type Action,
  type ChatEntry,
  chatOf,
  isRunning,
  type OutboxItem,
  type PendingIdea,
  type Refusal,
  type State,
} from './state';

const TITLE_CHARS = 60;
// The server takes these again later: too many turns wait, or too much came at once.
const LATER = new Set(['busy', 'rate_limited']);

/** A chat's title until the person names it: the beginning of its first message. */
export function titleOf(message: string): string {
  const line = message.trim().split(/\s+/).join(' ');
  return line.length > TITLE_CHARS ? `${line.slice(0, TITLE_CHARS - 1).trimEnd()}…` : line;
}

function without<T extends { readonly id: string }>(items: readonly T[], id: string): readonly T[] {
  return items.some((item) => item.id === id) ? items.filter((item) => item.id !== id) : items;
}

function changed<T extends { readonly id: string }>(
  items: readonly T[],
  id: string,
  change: Partial<Omit<NoInfer<T>, 'id'>>,
): readonly T[] {
  return items.map((item) => (item.id === id ? { ...item, ...change } : item));
}

// `whole` says that `first` is the chat's first turn, not just the first one loaded.
function withEntry(
  state: State,
  chatId: string,
  first: Turn | undefined,
  whole: boolean,
  now: number | undefined,
): State {
  if (!first) return state;
  const known = state.entries.find((entry) => entry.id === chatId);
  const title = titleOf(first.message);
  if (!known) {
    const updatedAt = now ?? (Date.parse(first.createdAt) || 0);
    const entry: ChatEntry = { id: chatId, title, named: false, updatedAt, deletedAt: undefined };
    return { ...state, entries: [...state.entries, entry] };
  }
  const next = { ...known, title: known.named || !whole ? known.title : title, updatedAt: now ?? known.updatedAt };
  if (next.title === known.title && next.updatedAt === known.updatedAt) return state;
  return { ...state, entries: changed(state.entries, chatId, next) };
}

function confirms(idea: Idea, patch: IdeaPatch): boolean {
  return (
    (patch.text === undefined || patch.text === idea.text) &&
    (patch.starred === undefined || patch.starred === idea.starred) &&
    (patch.position === undefined || patch.position === idea.position) &&
    (patch.deleted === undefined || patch.deleted === idea.deleted)
  );
}

function settleIdeas(pending: readonly PendingIdea[], ideas: readonly Idea[]): readonly PendingIdea[] {
  if (pending.length === 0) return pending;
  const byId = new Map(ideas.map((idea) => [idea.id, idea]));
  const open = pending.filter((item) => {
    const idea = byId.get(item.id);
    return !(idea && confirms(idea, item.patch));
  });
  return open.length === pending.length ? pending : open;
}

function settleOutbox(outbox: readonly OutboxItem[], turns: readonly Turn[]): readonly OutboxItem[] {
  return turns.reduce((items, turn) => without(items, turn.id), outbox);
}

function savedWords(count: number): string {
  return count === 0 ? '' : count === 1 ? ' 1 idea saved.' : ` ${count} ideas saved.`;
}

function endWords(turn: Turn): string {
  const saved = savedWords(turn.ideas.length);
  if (turn.status === 'done') return `Done. ${plainText(turn.reply)}${saved}`;
  if (turn.status === 'stopped') return `Stopped.${saved}`;
  return `${endSentence(turn)}${saved}`;
}

/** What a listener hears of the change from one set of turns to the next: that an answer runs, or what it says. */
function announce(state: State, before: readonly Turn[], after: readonly Turn[]): State {
  const running = new Set(before.filter(isRunning).map((turn) => turn.id));
  const ended = after.findLast((turn) => running.has(turn.id) && !isRunning(turn));
  const started = after.some((turn) => isRunning(turn) && !running.has(turn.id));
  if (!ended && !started) return state;
  return announced(state, ended ? endWords(ended) : 'Answering');
}

function announced(state: State, text: string): State {
  return { ...state, announcement: { text, turn: state.announcement.turn + 1 } };
}

function markUnread(state: State, chatId: string, before: readonly Turn[], after: readonly Turn[]): State {
  const running = new Set(before.filter(isRunning).map((turn) => turn.id));
  const ended = after.some((turn) => running.has(turn.id) && !isRunning(turn));
  const seen = chatId === state.chatId && !state.hidden;
  if (!ended || seen || state.unread.includes(chatId)) return state;
  return { ...state, unread: [...state.unread, chatId] };
}

function refused(state: State, frame: Extract<Frame, { tag: 'error' }>): State {
  const item = state.outbox.find((other) => other.id === frame.id);
  if (!item) return state;
  const refusal: Refusal = { code: frame.code, sentence: frame.chunk, later: LATER.has(frame.code) };
  return { ...state, outbox: changed(state.outbox, item.id, { refusal }) };
}

function settle(state: State, frame: Frame): State {
  switch (frame.tag) {
    case 'turn': {
      const isNew = state.outbox.some((item) => item.id === frame.turn.id) || frame.turn.status === 'waiting';
      const next = { ...state, outbox: settleOutbox(state.outbox, [frame.turn]) };
      const { turns, more } = chatOf(next, frame.chatId);
      const at = isNew ? Date.parse(frame.turn.createdAt) || undefined : undefined;
      return withEntry(next, frame.chatId, turns[0] ?? frame.turn, !more, at);
    }
    case 'chat': {
      const outbox = settleOutbox(state.outbox, frame.turns);
      const pendingIdeas = settleIdeas(state.pendingIdeas, frame.ideas);
      const next = { ...state, outbox, pendingIdeas };
      return withEntry(next, frame.chatId, frame.turns[0], !frame.more, undefined);
    }
    case 'idea-saved':
      return { ...state, pendingIdeas: settleIdeas(state.pendingIdeas, [frame.idea]) };
    case 'error':
      return refused(state, frame);
    case 'gone':
      return {
        ...state,
        entries: without(state.entries, frame.chatId),
        outbox: state.outbox.filter((item) => item.chatId !== frame.chatId),
        pendingIdeas: state.pendingIdeas.filter((item) => item.chatId !== frame.chatId),
        unread: state.unread.filter((id) => id !== frame.chatId),
      };
    default:
      return state;
  }
}

function takeFrame(state: State, frame: Frame): State {
  const chatId = frame.chatId;
  if (chatId === undefined) return state;
  const before = chatOf(state, chatId);
  const after = applyFrame(before, frame);
  const next = settle(after === before ? state : { ...state, chats: { ...state.chats, [chatId]: after } }, frame);
  if (after.turns === before.turns || before.phase !== 'ready') return next;
  const marked = markUnread(next, chatId, before.turns, after.turns);
  return chatId === state.chatId ? announce(marked, before.turns, after.turns) : marked;
}

function stale(state: State): State {
  const chats = Object.entries(state.chats).map(([id, chat]) =>
    chat.phase === 'ready' ? [id, { ...chat, phase: 'stale' as const, loadingEarlier: false }] : [id, chat],
  );
  return { ...state, chats: Object.fromEntries(chats) };
}

function changeIdea(state: State, chatId: string, patch: IdeaPatch): State {
  const known = state.pendingIdeas.find((item) => item.id === patch.id);
  const next: PendingIdea = { id: patch.id, chatId, patch: { ...known?.patch, ...patch } };
  return { ...state, pendingIdeas: [...without(state.pendingIdeas, patch.id), next] };
}

function seen(state: State): State {
  if (state.hidden || !state.unread.includes(state.chatId)) return state;
  return { ...state, unread: state.unread.filter((id) => id !== state.chatId) };
}

/** The page's next state: a pure function of the present one and what happened. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'link':
      return action.link.status === 'waiting'
        ? { ...stale(state), link: action.link }
        : { ...state, link: action.link };
    case 'frames':
      return action.frames.reduce(takeFrame, state);
    case 'show':
      return seen({ ...state, chatId: action.chatId, announcement: { ...state.announcement, text: '' } });
    case 'hidden':
      return seen({ ...state, hidden: action.hidden });
    case 'entries':
      return { ...state, entries: action.entries };
    case 'entry':
      return { ...state, entries: changed(state.entries, action.id, action.change) };
    case 'entry-dropped':
      return { ...state, entries: without(state.entries, action.id) };
    case 'outbox':
      return { ...state, outbox: action.items };
    case 'queued':
      return { ...state, outbox: [...state.outbox, action.item] };
    case 'unqueued':
      return { ...state, outbox: without(state.outbox, action.id) };
    case 'retried':
      return { ...state, outbox: changed(state.outbox, action.id, { refusal: undefined }) };
    case 'ideas-pending':
      return { ...state, pendingIdeas: action.items };
    case 'idea-changed':
      return changeIdea(state, action.chatId, action.patch);
    case 'idea-dropped':
      return { ...state, pendingIdeas: without(state.pendingIdeas, action.id) };
    case 'loading-earlier': {
      const chat = { ...chatOf(state, action.chatId), loadingEarlier: true };
      return { ...state, chats: { ...state.chats, [action.chatId]: chat } };
    }
    case 'notice':
      return announced({ ...state, notices: [...state.notices.slice(-2), action.notice] }, action.notice.text);
    case 'notice-dropped':
      return { ...state, notices: without(state.notices, action.id) };
    case 'announced':
      return announced(state, action.text);
  }
}
