import { useEffect, useMemo, useState } from 'react';
import type { Client } from '../client';
import { counted } from '../lib/text';
import type { IdeaPatch } from '../socket/frames';
import { chatOf } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { pointOut } from '../ui/focus';
import { merged } from './alike';
import { type BoardIdea, boardOf, byPosition, sameIdea, withTwins } from './board';
import { additions, type NewIdea } from './lines';
import { placed, placesLeft, placeWords, type Spot, sectionsOf } from './themes';

/** The actions on the ideas of one chat, which need not be the one shown when they run. */
export type IdeaActions = {
  /** The name of the draft of an idea's text. */
  draftName(id: string): string;
  /** Adds ideas in one batch. Returns the id of the first new one, or of the existing one with the words of the first. */
  add(wanted: readonly NewIdea[]): string;
  /** Changes an idea's text. `seen` is the idea as it was when the edit began. */
  edit(seen: BoardIdea, text: string): void;
  /** Merges ideas: all but one are set aside. */
  merge(ids: readonly string[], seen: BoardIdea, text: string): void;
  /** Applies the accepted changes of a proposal, if any, and ends it. */
  group(patches: readonly IdeaPatch[]): void;
  star(id: string, starred: boolean): void;
  remove(ideas: readonly BoardIdea[]): void;
  restore(id: string): void;
  /** Makes changes in one batch and announces them to screen readers. */
  change(patches: readonly IdeaPatch[], words: string): void;
  /** The same, with a notice that offers undo. */
  changeAll(patches: readonly IdeaPatch[], words: string): void;
  /** Moves ideas to a place on the board. */
  place(ideas: readonly BoardIdea[], ids: readonly string[], spot: Spot): void;
  /** Decide about a refused change. */
  keepMine(id: string): void;
  keepTheirs(id: string): void;
  keepBoth(id: string): void;
  tellMore(text: string): void;
  jump(turnId: string): void;
  print(): void;
};

type Parts = { store: Store; client: Client; chatId: string; onLeave: () => void };

/** To show a turn, or, without one, to print the whole chat. */
type Wish = { readonly turnId?: string };

function showTurn(turnId: string): boolean {
  const turn = document.getElementById(`turn-${turnId}`);
  turn?.scrollIntoView({ block: 'start' });
  turn?.focus({ preventScroll: true });
  if (turn) pointOut(turn);
  return turn !== null;
}

/** Grants a wish once the turns it needs are loaded, page by page. */
function useWish({ store, client, chatId }: Parts): (wish: Wish) => void {
  const [wish, setWish] = useState<Wish>();
  const chat = useSelect(store, (state) => chatOf(state, chatId));
  useEffect(() => {
    if (!wish) return;
    const { turnId } = wish;
    const there = turnId !== undefined && showTurn(turnId);
    if (!there && chat.more && chat.phase === 'ready') return client.loadEarlier(chatId);
    setWish(undefined);
    if (turnId === undefined) window.print();
    else if (!there && chat.more) client.notify('Can’t load the answer while offline.');
    else if (!there) client.notify('This idea’s answer is no longer in the chat.');
  }, [wish, chat, chatId, client]);
  return setWish;
}

export function useIdeaActions(parts: Parts): IdeaActions {
  const { store, client, chatId, onLeave } = parts;
  const want = useWish(parts);
  return useMemo(() => {
    const board = () => boardOf(store.getSnapshot(), chatId);
    /** Returns the revision seen if the idea's text has changed since. The server then reports a conflict. */
    const revOf = ({ id, text, rev }: BoardIdea) =>
      board().find((idea) => idea.id === id)?.text === text ? undefined : rev;
    /** Makes changes and offers undo, for changes larger than they look. */
    const changeMany = (patches: readonly IdeaPatch[], words: string, what?: string, rev?: number) => {
      const step = client.changeIdeas(chatId, patches, what, rev);
      client.notify(words, 'plain', patches.length > 0 ? { kind: 'ideas', chatId, step } : undefined);
    };
    const changeAll = (patches: readonly IdeaPatch[], words: string) =>
      changeMany(withTwins(board(), patches), words, words);
    const change = (patches: readonly IdeaPatch[], words: string) => {
      client.changeIdeas(chatId, withTwins(board(), patches));
      client.announce(words);
    };
    return {
      draftName: (id) => `${chatId}.edit.${id}`,
      add: (wanted) => {
        const ideas = board();
        const [patches, words] = additions(ideas, wanted);
        const same = sameIdea(ideas, wanted[0]?.text ?? '');
        if (wanted[1] || !(same ?? patches[0])) changeMany(patches, words);
        else if (same) client.notify('This idea is already on your board.');
        // A single idea is seen at once.
        else client.changeIdeas(chatId, patches);
        return (patches[0] ?? same)?.id ?? '';
      },
      // Twins were shown as one idea and stay one: set the others aside.
      edit: (seen, text) => {
        const aside = seen.twins.map((id) => ({ id, deleted: true }));
        client.changeIdeas(chatId, [{ id: seen.id, text }, ...aside], undefined, revOf(seen));
      },
      merge: (ids, seen, text) => {
        const words = `${ids.length} ideas merged`;
        const gone = ids.filter((id) => id !== seen.id);
        const patches = [...merged(board(), ids, seen.id, text), ...placesLeft(board(), gone)];
        changeMany(patches, words, words, revOf(seen));
      },
      group: (patches) => {
        if (patches.length > 0) changeAll(patches, `${counted(patches.length, 'idea')} grouped`);
        client.endGrouping();
      },
      star: (id, starred) => client.changeIdeas(chatId, withTwins(board(), [{ id, starred }])),
      remove: (ideas) =>
        client.setAside(
          chatId,
          ideas.flatMap(({ id, twins }) => [id, ...twins]),
          ideas.length,
          placesLeft(
            board(),
            ideas.map(({ id }) => id),
          ),
        ),
      restore: (id) => client.restore(chatId, id),
      change,
      changeAll,
      place: (ideas, ids, spot) => {
        const changes = placed(ideas, ids, spot);
        const patches = new Map(changes.map((patch) => [patch.id, patch]));
        const after = ideas.map((idea) => ({ ...idea, ...patches.get(idea.id) })).sort(byPosition);
        change(changes, `Moved to ${placeWords(sectionsOf(after), ids[0] ?? '')}`);
      },
      keepMine: client.changeAgain,
      keepTheirs: client.dropChange,
      keepBoth: (id) => client.keepBoth(chatId, id),
      tellMore: (text) => {
        client.send(chatId, `Tell me more about this idea: “${text}”`);
        onLeave();
      },
      jump: (turnId) => {
        onLeave();
        want({ turnId });
      },
      print: () => want({}),
    };
  }, [store, client, chatId, onLeave, want]);
}
