import { useEffect, useMemo, useState } from 'react';
import type { Client } from '../client';
import { chatOf } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { type BoardIdea, moves } from './board';

export type IdeaActions = {
  add(text: string): void;
  edit(id: string, text: string): void;
  star(id: string, starred: boolean): void;
  remove(id: string): void;
  bringBack(id: string): void;
  move(ideas: readonly BoardIdea[], from: number, to: number): void;
  tellMore(text: string): void;
  jump(turnId: string): void;
  print(): void;
};

type Parts = { store: Store; client: Client; onLeave: () => void };
type Wish = { kind: 'jump'; turnId: string } | { kind: 'print' };

function showTurn(turnId: string): boolean {
  const turn = document.getElementById(`turn-${turnId}`);
  turn?.scrollIntoView({ block: 'start' });
  turn?.focus({ preventScroll: true });
  return turn !== null;
}

/** Fulfils a wish that may need turns which are not loaded yet, loading them page by page. */
function useWish(store: Store, client: Client): (wish: Wish) => void {
  const [wish, setWish] = useState<Wish>();
  const chat = useSelect(store, (state) => chatOf(state, state.chatId));
  useEffect(() => {
    if (!wish) return;
    const { chatId } = store.getSnapshot();
    const there = wish.kind === 'jump' && showTurn(wish.turnId);
    if (!there && chat.more && chat.phase === 'ready') return client.loadEarlier(chatId);
    setWish(undefined);
    if (wish.kind === 'print') window.print();
    else if (!there) client.notify('The answer it came from is not in this chat any more.');
  }, [wish, chat, store, client]);
  return setWish;
}

export function useIdeaActions({ store, client, onLeave }: Parts): IdeaActions {
  const want = useWish(store, client);
  return useMemo(() => {
    const here = () => store.getSnapshot().chatId;
    return {
      add: (text) => client.addIdea(here(), text),
      edit: (id, text) => client.changeIdea(here(), { id, text }),
      star: (id, starred) => client.changeIdea(here(), { id, starred }),
      remove: (id) => client.deleteIdea(here(), id),
      bringBack: (id) => client.changeIdea(here(), { id, deleted: false }),
      move: (ideas, from, to) => {
        for (const patch of moves(ideas, from, to)) client.changeIdea(here(), patch);
        client.announce(`Moved to place ${to + 1} of ${ideas.length}`);
      },
      tellMore: (text) => {
        client.send(here(), `Tell me more about this idea: “${text}”`);
        onLeave();
      },
      jump: (turnId) => {
        onLeave();
        want({ kind: 'jump', turnId });
      },
      print: () => want({ kind: 'print' }),
    };
  }, [store, client, onLeave, want]);
}
