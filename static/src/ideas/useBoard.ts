import { useEffect, useMemo, useRef } from 'react';
import { chatOf, isRunning } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { withLikes } from './alike';
import { type BoardIdea, boardIdeas, type Filter, liveIdeas, matches } from './board';
import { type Hues, huesOf, sectionsOf, themesOf } from './themes';

// An idea set aside by someone else stays on the board while the person must decide about their own change to it.
const isOnBoard = (idea: BoardIdea) => !idea.deleted || idea.mine !== undefined;

/** Returns all ideas of a chat in board order, including those set aside. */
export function useIdeas(store: Store, chatId: string): readonly BoardIdea[] {
  const ideas = useSelect(store, (state) => chatOf(state, chatId).ideas);
  const pending = useSelect(store, (state) => state.pendingIdeas);
  return useMemo(() => boardIdeas({ ideas }, chatId, pending), [ideas, chatId, pending]);
}

/** Returns the board of a chat: all ideas, the filtered ones by theme, those set aside, and those being written. */
export function useBoard(store: Store, chatId: string, filter: Filter) {
  const chat = useSelect(store, (state) => chatOf(state, chatId));
  const all = useIdeas(store, chatId);
  const ideas = useMemo(() => withLikes(all.filter(isOnBoard)), [all]);
  const aside = useMemo(() => all.filter((idea) => !isOnBoard(idea)), [all]);
  const filtering = filter.starred || filter.words.trim() !== '';
  const sections = useMemo(
    () => sectionsOf(filtering ? ideas.filter((idea) => matches(idea, filter)) : ideas),
    [ideas, filter, filtering],
  );
  // In display order.
  const shown = useMemo(() => sections.flatMap((section) => section.ideas), [sections]);
  const before = useRef<Hues>(undefined);
  const hues = useMemo(() => huesOf(themesOf(sectionsOf(ideas)), before.current), [ideas]);
  useEffect(() => {
    before.current = hues;
  }, [hues]);
  const live = useMemo(() => liveIdeas(chat), [chat]);
  const answering = chat.turns.find(isRunning)?.id;
  return { ideas, aside, filtering, sections, shown, hues, live, answering, gone: chat.phase === 'gone' };
}
