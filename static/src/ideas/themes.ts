// The board by themes. A theme exists while an idea has it, and its place is that of its first idea. Loose ideas come first.

import { addTo } from '../lib/grouped';
import { wordsOf } from '../lib/text';
import type { IdeaPatch } from '../socket/frames';
import type { BoardIdea } from './board';

export type Section = { readonly theme: string | null; readonly ideas: readonly BoardIdea[] };
/** A place on the board: before an idea of a theme, or at the end of the theme. */
export type Spot = { readonly theme: string | null; readonly before: string | undefined };

export const LONGEST_THEME = 60;
const HUES = 8;

/** Returns the loose ideas, even if there are none, and then those of each theme. */
export function sectionsOf(ideas: readonly BoardIdea[]): Section[] {
  const groups = new Map<string | null, BoardIdea[]>([[null, []]]);
  for (const idea of ideas) addTo(groups, idea.theme, idea);
  return [...groups].map(([theme, ideas]) => ({ theme, ideas }));
}

export function themesOf(items: readonly { readonly theme: string | null }[]): string[] {
  return items.flatMap(({ theme }) => theme ?? []);
}

/** Returns a function that spells a name like an existing theme, or like its first use: `food ` as `Food`. */
export function spelling(themes: readonly string[]): (name: string) => string {
  const known = new Map<string, string>();
  const spell = (name: string) => {
    const words = wordsOf(name);
    const spelt = known.get(words) ?? name;
    known.set(words, spelt);
    return spelt;
  };
  themes.forEach(spell);
  return spell;
}

export type Hues = ReadonlyMap<string, number>;

/** Returns a hue for each theme: the one it had `before`, else one derived from its name, or the next free one. */
export function huesOf(themes: readonly string[], before: Hues = new Map()): Hues {
  const hues = new Map(themes.map((theme) => [theme, before.get(theme) ?? -1]));
  for (const theme of themes.filter((name) => !before.has(name)).sort()) {
    let hue = [...theme].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521, 0) % HUES;
    const taken = [...hues.values()].filter((other) => other >= 0);
    while (taken.length < HUES && taken.includes((hue * 360) / HUES)) hue = (hue + 1) % HUES;
    hues.set(theme, (hue * 360) / HUES);
  }
  return hues;
}

/** Returns the indexes of an idea's section, and of the idea in it. */
function find(sections: readonly Section[], id: string): { from: number; at: number } {
  const ats = sections.map((section) => section.ideas.findIndex((idea) => idea.id === id));
  const from = ats.findIndex((at) => at >= 0);
  return { from, at: ats[from] ?? -1 };
}

/** Returns `count` positions above 0 for the ideas of a section that start at index `from`. */
function positions(wanted: readonly Section[], at: number, from: number, count: number): number[] {
  const ideas = wanted[at]?.ideas ?? [];
  // The first idea gives a theme its place, so it must stay between its neighbours'.
  const low = ideas[from - 1]?.position ?? (at > 1 ? wanted[at - 1]?.ideas[0]?.position : undefined) ?? 0;
  const next = wanted[at + 1]?.ideas[0]?.position ?? Infinity;
  const end = (at > 0 && from === 0) || next > low ? next : Infinity;
  const high = ideas[from + count]?.position ?? end;
  const step = high === Infinity ? 1 : (high - low) / (count + 1);
  return Array.from({ length: count }, (_, index) => low + (index + 1) * step);
}

const rises = (numbers: readonly number[]) =>
  numbers.every((at, index) => index === 0 || at > (numbers[index - 1] ?? at));

/** Whether the positions yield this order of ideas within themes, and of themes by their first ideas. */
function isOrdered(sections: readonly Section[]): boolean {
  const places = sections.map((section) => section.ideas.map((idea) => idea.position));
  return places.every(rises) && rises(places.slice(1).map(([first]) => first ?? 0));
}

/**
 * Returns the changes that bring a board into the `wanted` order, where only the ideas `ids` of a theme are out of place:
 * a change to each of them, or to every idea if their positions leave no room.
 */
function changesTo(wanted: readonly Section[], theme: string | null, ids: readonly string[]): IdeaPatch[] {
  const at = wanted.findIndex((section) => section.theme === theme);
  const from = wanted[at]?.ideas.findIndex(({ id }) => ids.includes(id)) ?? 0;
  const places = positions(wanted, at, from, ids.length);
  const few = wanted.map((section) => ({
    theme: section.theme,
    ideas: section.ideas.map((idea) => (ids.includes(idea.id) ? { ...idea, position: places.shift() ?? 0 } : idea)),
  }));
  // Often a change of theme is enough.
  const ordered = [wanted, few].find(isOrdered);
  const before = new Map(wanted.flatMap(({ ideas }) => ideas.map((idea) => [idea.id, idea.position])));
  let count = 0;
  return (ordered ?? wanted).flatMap((section) =>
    section.ideas.flatMap((idea): IdeaPatch[] => {
      const position = ordered ? idea.position : ++count;
      if (idea.theme !== section.theme) return [{ id: idea.id, theme: section.theme, position }];
      return before.get(idea.id) === position ? [] : [{ id: idea.id, position }];
    }),
  );
}

/** Returns the changes that move ideas, in board order, to a place; none if they are there already. */
export function placed(ideas: readonly BoardIdea[], ids: readonly string[], { theme, before }: Spot): IdeaPatch[] {
  const now = sectionsOf(ideas);
  const isMoved = (idea: BoardIdea) => ids.includes(idea.id);
  const moved = now.flatMap((section) => section.ideas.filter(isMoved));
  const all = now.some((section) => section.theme === theme) ? now : [...now, { theme, ideas: [] }];
  const wanted = all
    .map((section) => {
      const rest = section.ideas.filter((idea) => !isMoved(idea));
      if (section.theme !== theme) return { theme: section.theme, ideas: rest };
      const at = rest.findIndex((idea) => idea.id === before);
      return { theme, ideas: rest.toSpliced(at < 0 ? rest.length : at, 0, ...moved) };
    })
    .filter((section) => section.theme === null || section.ideas.length > 0);
  const movedIds = moved.map((idea) => idea.id);
  return moved.length === 0 ? [] : changesTo(wanted, theme, movedIds);
}

/** Returns the changes that move a theme past its neighbour. */
export function themeMoved(ideas: readonly BoardIdea[], theme: string, step: -1 | 1): IdeaPatch[] {
  const now = sectionsOf(ideas);
  const at = now.findIndex((section) => section.theme === theme);
  const section = now[at];
  const to = at + step;
  if (!section || to < 1 || to >= now.length) return [];
  const ids = section.ideas.map((idea) => idea.id);
  return changesTo(now.toSpliced(at, 1).toSpliced(to, 0, section), theme, ids);
}

/** Returns the changes that keep themes in place when ideas leave the board: the next idea gets the first one's position. */
export function placesLeft(ideas: readonly BoardIdea[], ids: readonly string[]): IdeaPatch[] {
  const leaves = ({ id }: BoardIdea) => ids.includes(id);
  const [, ...themes] = sectionsOf(ideas);
  return themes.flatMap(({ ideas: [first, ...others] }) => {
    const next = first && leaves(first) && others.find((idea) => !leaves(idea));
    return next ? [{ id: next.id, position: first.position }] : [];
  });
}

/** Returns the changes that rename a theme, or join it with an existing theme. */
export function themeRenamed(ideas: readonly BoardIdea[], theme: string, next: string): IdeaPatch[] {
  return ideas.filter((idea) => idea.theme === theme).map(({ id }) => ({ id, theme: next }));
}

/** Returns where an arrow key moves an idea: one place up or down, across themes, or to the theme beside it. */
export function stepFrom(sections: readonly Section[], id: string, key: string): Spot | undefined {
  const { from, at } = find(sections, id);
  const section = sections[from];
  const by = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1;
  const isUpright = key === 'ArrowUp' || key === 'ArrowDown';
  if (section && isUpright && section.ideas[at + by])
    return { theme: section.theme, before: section.ideas[by < 0 ? at - 1 : at + 2]?.id };
  const next = section && sections[from + by];
  return next && { theme: next.theme, before: key === 'ArrowDown' ? next.ideas[0]?.id : undefined };
}

/** Returns the idea that a key leads to from another one: up and down also across themes, or to the theme beside. */
export function cardFrom(sections: readonly Section[], id: string, key: string): string | undefined {
  const { from, at } = find(sections, id);
  const ideas = sections[from]?.ideas;
  if (key === 'Home') return ideas?.[0]?.id;
  if (key === 'End') return ideas?.at(-1)?.id;
  const [before, after] = [sections[from - 1]?.ideas, sections[from + 1]?.ideas];
  if (key === 'ArrowUp') return (ideas?.[at - 1] ?? before?.at(-1))?.id;
  if (key === 'ArrowDown') return (ideas?.[at + 1] ?? after?.[0])?.id;
  const beside = key === 'ArrowLeft' ? before : key === 'ArrowRight' ? after : undefined;
  return (beside?.[at] ?? beside?.at(-1))?.id;
}

/** Describes an idea's place after a move: `2 of 5 in Fun`. */
export function placeWords(sections: readonly Section[], id: string): string {
  const { from, at } = find(sections, id);
  const { theme = null, ideas = [] } = sections[from] ?? {};
  const where = theme !== null ? ` in ${theme}` : sections.length > 1 ? ', no theme' : '';
  return `${at + 1} of ${ideas.length}${where}`;
}
