// The board in themes. A theme exists because ideas have it, and stands where its first idea does; loose ideas come first.

import type { IdeaPatch } from '../socket/frames';
import { type BoardIdea, byPosition } from './board';

export type Section = { readonly theme: string | null; readonly ideas: readonly BoardIdea[] };
/** A place on the board: before an idea of a theme, or at the theme's end. */
export type Spot = { readonly theme: string | null; readonly before: string | undefined };

export const LONGEST_THEME = 60;
const HUES = [255, 25, 150, 310, 75, 200, 345, 110];

/** Returns the loose ideas, be there any or not, and then each theme's. */
export function sectionsOf(ideas: readonly BoardIdea[]): Section[] {
  const groups = new Map<string | null, BoardIdea[]>([[null, []]]);
  for (const idea of ideas) {
    const group = groups.get(idea.theme);
    if (group) group.push(idea);
    else groups.set(idea.theme, [idea]);
  }
  return [...groups].map(([theme, ideas]) => ({ theme, ideas }));
}

export function themesOf(sections: readonly Section[]): string[] {
  return sections.flatMap(({ theme }) => theme ?? []);
}

function hash(text: string): number {
  let sum = 0;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521;
  return sum;
}

/** Returns a hue for each theme: by its name, so that it stays when themes move; the next one if another theme has it. */
export function huesOf(themes: readonly string[]): ReadonlyMap<string, number> {
  const hues = new Map<string, number>();
  for (const theme of themes) {
    const first = hash(theme) % HUES.length;
    const turned = [...HUES.slice(first), ...HUES.slice(0, first)];
    const taken = new Set(hues.values());
    hues.set(theme, turned.find((hue) => !taken.has(hue)) ?? turned[0] ?? 0);
  }
  return hues;
}

function isSameOrder(a: readonly Section[], b: readonly Section[]): boolean {
  const order = (sections: readonly Section[]) =>
    JSON.stringify(sections.map(({ theme, ideas }) => [theme, ideas.map((idea) => idea.id)]));
  return order(a) === order(b);
}

/** So many positions between two others, which may be missing. */
function spread(count: number, low: number | undefined, high: number | undefined): number[] {
  const from = low ?? (high ?? count) - count - 1;
  const step = high === undefined ? 1 : (high - from) / (count + 1);
  return Array.from({ length: count }, (_, index) => from + (index + 1) * step);
}

/** Returns positions for so many ideas of a section, which stand in it at `from`. */
function positions(wanted: readonly Section[], at: number, from: number, count: number): number[] {
  const ideas = wanted[at]?.ideas ?? [];
  // A theme's place is that of its first idea: it must stay between those of its neighbours.
  const low = ideas[from - 1]?.position ?? (at > 1 ? wanted[at - 1]?.ideas[0]?.position : undefined);
  const next = wanted[at + 1]?.ideas[0]?.position;
  const isBound = at > 0 && from === 0;
  const end = isBound || (next ?? 0) > (low ?? Infinity) ? next : undefined;
  const high = ideas[from + count]?.position ?? end;
  return spread(count, low, high);
}

/**
 * Returns the changes that make a board look as `wanted`, in which only some ideas of one section are out of place: one change
 * for each of them, or for every idea if their positions leave no other way.
 */
function changesTo(wanted: readonly Section[], at: number, from: number, count: number): IdeaPatch[] {
  const theme = wanted[at]?.theme ?? null;
  const all = wanted.flatMap((section) => section.ideas);
  const moved = (wanted[at]?.ideas ?? []).slice(from, from + count);
  const places = positions(wanted, at, from, count);
  const found = new Map(moved.map((idea, index) => [idea.id, { ...idea, theme, position: places[index] ?? 0 }]));
  const tried = all.map((idea) => found.get(idea.id) ?? idea).sort(byPosition);
  // Two ideas at one position would have no order of their own.
  const isClear = tried.every((idea, index) => !found.has(idea.id) || idea.position !== tried[index - 1]?.position);
  const after =
    isClear && isSameOrder(sectionsOf(tried), wanted)
      ? [...found.values()]
      : all.map((idea, position) => ({ ...(found.get(idea.id) ?? idea), position }));
  const before = new Map(all.map((idea) => [idea.id, idea]));
  return after.flatMap(({ id, theme, position }) => {
    const old = before.get(id);
    if (old?.theme !== theme) return { id, theme, position };
    return old.position === position ? [] : { id, position };
  });
}

/** Returns the changes that move ideas, in the board's order, to a place; none if they stand there already. */
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
  if (moved.length === 0 || isSameOrder(now, wanted)) return [];
  const at = wanted.findIndex((section) => section.theme === theme);
  return changesTo(wanted, at, wanted[at]?.ideas.findIndex(isMoved) ?? 0, moved.length);
}

/** Returns the changes that move a theme one place, past its neighbour. */
export function themeMoved(ideas: readonly BoardIdea[], theme: string, step: -1 | 1): IdeaPatch[] {
  const now = sectionsOf(ideas);
  const at = now.findIndex((section) => section.theme === theme);
  const section = now[at];
  const to = at + step;
  if (!section || to < 1 || to >= now.length) return [];
  return changesTo(now.toSpliced(at, 1).toSpliced(to, 0, section), to, 0, section.ideas.length);
}

/** Returns the changes that give all ideas of a theme another one, or none. */
export function themeChanged(ideas: readonly BoardIdea[], theme: string, next: string | null): IdeaPatch[] {
  return ideas
    .filter((idea) => idea.theme === theme)
    .flatMap(({ id, twins }) => [id, ...twins])
    .map((id) => ({ id, theme: next }));
}

/** Returns where an idea goes by an arrow key: up and down across the borders of themes, left and right to the next theme. */
export function stepFrom(sections: readonly Section[], id: string, key: string): Spot | undefined {
  const from = sections.findIndex((section) => section.ideas.some((idea) => idea.id === id));
  const { theme, ideas } = sections[from] ?? { theme: null, ideas: [] };
  const at = ideas.findIndex((idea) => idea.id === id);
  const within = key === 'ArrowUp' ? at - 1 : key === 'ArrowDown' ? at + 2 : -1;
  if (at < 0) return undefined;
  if (within >= 0 && within <= ideas.length) return { theme, before: ideas[within]?.id };
  const isBack = key === 'ArrowUp' || key === 'ArrowLeft';
  const next = sections[from + (isBack ? -1 : 1)];
  if (!next || (!isBack && key !== 'ArrowDown' && key !== 'ArrowRight')) return undefined;
  if (key === 'ArrowUp') return { theme: next.theme, before: undefined };
  return { theme: next.theme, before: next.ideas[key === 'ArrowDown' ? 0 : at]?.id };
}

/** `2 of 5 in Fun`: where an idea stands after a move. */
export function placeWords(sections: readonly Section[], id: string): string {
  for (const { theme, ideas } of sections) {
    const at = ideas.findIndex((idea) => idea.id === id);
    const where = theme !== null ? ` in ${theme}` : sections.length > 1 ? ', no theme' : '';
    if (at >= 0) return `${at + 1} of ${ideas.length}${where}`;
  }
  return '';
}
