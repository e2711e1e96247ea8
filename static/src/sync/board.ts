// The sync of the board. A change that a person makes is shown at once and waits, in the store, for the server's word:
//
//   SAVED      in this browser only
//   SENT       on its way, in the one batch that its chat has on its way at a time
//   LATER      refused for now: its chat sends nothing until the retry timer
//   SET ASIDE  refused: it blocks no other change, and the person decides (another person's text is one reason)
//
// The server's idea takes a change out of the store when it confirms it. A batch is done when all its ideas were told.

import { newUuid } from '../lib/ids';
import { cleanText } from '../lib/text';
import type { Change, ErrorFrame, Frame, Idea, IdeaPatch } from '../socket/frames';
import { chatOf, isDeleted, type PendingIdea, type State } from '../store/state';
import { type Part, type Wiring, waitOf } from './parts';

export const MOST_CHANGES = 200;
// A batch must fit into one frame of the server.
const MOST_BYTES = 60_000;
// The server may store something else than it was sent (it cleans texts): if nothing more comes, its word stands.
const SETTLE_MS = 10_000;

export type BoardSync = Part & {
  change(chatId: string, patches: readonly IdeaPatch[]): void;
  /** Sends a change again that was set aside. */
  again(id: string): void;
  /** Gives up a change that was set aside. */
  drop(id: string): void;
  /** Keeps the server's text and adds the person's own as a new idea behind it. */
  keepBoth(id: string): void;
};

function toChange({ patch, rev }: PendingIdea): Change {
  return patch.text === undefined || rev === undefined ? patch : { ...patch, rev };
}

/** With its text as the server will store it, so that the server's word confirms it. */
function clean(patch: IdeaPatch): IdeaPatch {
  return patch.text === undefined ? patch : { ...patch, text: cleanText(patch.text) };
}

/** As many changes as one request may carry. */
export function batchOf(pending: readonly PendingIdea[]): PendingIdea[] {
  const batch: PendingIdea[] = [];
  let bytes = 0;
  for (const item of pending.slice(0, MOST_CHANGES)) {
    // A character takes at most six bytes in JSON.
    bytes += 150 + 6 * (item.patch.text?.length ?? 0);
    if (batch.length > 0 && bytes > MOST_BYTES) break;
    batch.push(item);
  }
  return batch;
}

function waitingByChat(state: State): Map<string, PendingIdea[]> {
  const byChat = new Map<string, PendingIdea[]>();
  for (const item of state.pendingIdeas) {
    if (item.refusal || isDeleted(state, item.chatId)) continue;
    const waiting = byChat.get(item.chatId);
    if (waiting) waiting.push(item);
    else byChat.set(item.chatId, [item]);
  }
  return byChat;
}

export function createBoardSync(
  { store, timers, send, retryIn, notify }: Wiring,
  follow: (chatId: string) => void,
): BoardSync {
  /** By chat, the changes that are on their way, by the idea's id. */
  const sent = new Map<string, Map<string, IdeaPatch>>();
  const later = new Set<string>();

  function sendBatch(chatId: string, pending: readonly PendingIdea[]): void {
    follow(chatId);
    const batch = batchOf(pending);
    store.dispatch({ type: 'ideas-sent', ids: batch.map((item) => item.id) });
    const changes = batch.map(toChange);
    const [first] = changes;
    const result = send(changes.length === 1 && first ? { chatId, idea: first } : { chatId, ideas: changes });
    if (result === 'sent') sent.set(chatId, new Map(batch.map((item) => [item.id, item.patch])));
    if (result === 'too large') for (const { id } of batch) refuse(id, 'too_long', 'This idea is too long to save.');
  }

  function refuse(id: string, code: string, sentence: string): void {
    store.dispatch({ type: 'idea-refused', id, refusal: { code, sentence, later: false } });
  }

  function pump(): void {
    const state = store.getSnapshot();
    if (state.link.status !== 'open') return;
    for (const [chatId, pending] of waitingByChat(state)) {
      if (!sent.has(chatId) && !later.has(chatId)) sendBatch(chatId, pending);
    }
  }

  // A snapshot may be older than the batch; an idea that was saved is most likely the answer to it.
  function take(chatId: string, ideas: readonly Idea[], isAnswer: boolean): void {
    const batch = sent.get(chatId);
    if (!batch) return;
    for (const { id } of ideas) {
      const patch = batch.get(id);
      if (!patch || !isPending(id, patch)) batch.delete(id);
      else if (isAnswer) timers.start(`settle ${id}`, SETTLE_MS, () => giveWay(chatId, id, patch));
    }
    if (batch.size === 0) sent.delete(chatId);
  }

  function isPending(id: string, patch: IdeaPatch): boolean {
    return store.getSnapshot().pendingIdeas.some((item) => item.id === id && item.patch === patch);
  }

  function giveWay(chatId: string, id: string, patch: IdeaPatch): void {
    if (sent.get(chatId)?.get(id) !== patch) return;
    store.dispatch({ type: 'ideas-dropped', ids: [id] });
    take(chatId, chatOf(store.getSnapshot(), chatId).ideas, false);
    pump();
  }

  /** None of the batch was stored: what was refused is set aside by now, the rest goes out again. */
  function fail(chatId: string, ideaId: string, frame: ErrorFrame): void {
    for (const id of sent.get(chatId)?.keys() ?? []) timers.clear(`settle ${id}`);
    sent.delete(chatId);
    const item = store.getSnapshot().pendingIdeas.find((other) => other.id === ideaId);
    if (item && !item.refusal && frame.code !== 'conflict') {
      later.add(chatId);
      retryIn(waitOf(frame));
    }
    if (frame.code === 'storage' || (item?.refusal && frame.code !== 'conflict')) notify(frame.chunk, 'error');
  }

  function onFrame(frame: Frame): void {
    if (frame.tag === 'ideas-saved' || frame.tag === 'chat') take(frame.chatId, frame.ideas, frame.tag !== 'chat');
    if (frame.tag === 'gone') sent.delete(frame.chatId);
    if (frame.tag === 'error' && frame.chatId !== undefined && frame.ideaId !== undefined) {
      fail(frame.chatId, frame.ideaId, frame);
    }
  }

  function change(chatId: string, wanted: readonly IdeaPatch[]): void {
    const patches = wanted.map(clean).filter((patch) => patch.text !== '');
    if (patches.length === 0) return;
    store.dispatch({ type: 'ideas-changed', chatId, patches, now: Date.now() });
    pump();
  }

  return {
    reset: () => {
      sent.clear();
      later.clear();
    },
    onFrame,
    pump,
    retry: () => later.clear(),
    change,
    again(id) {
      store.dispatch({ type: 'idea-retried', id });
      pump();
    },
    drop: (id) => store.dispatch({ type: 'ideas-dropped', ids: [id] }),
    keepBoth(id) {
      const item = store.getSnapshot().pendingIdeas.find((other) => other.id === id);
      if (item?.patch.text === undefined) return;
      const { ideas } = chatOf(store.getSnapshot(), item.chatId);
      const positions = ideas.map((idea) => idea.position).sort((a, b) => a - b);
      const at = ideas.find((idea) => idea.id === id)?.position ?? 0;
      const next = positions.find((position) => position > at) ?? at + 2;
      store.dispatch({ type: 'ideas-dropped', ids: [id] });
      change(item.chatId, [{ id: newUuid(), text: item.patch.text, position: at + (next - at) / 2 }]);
    },
  };
}
