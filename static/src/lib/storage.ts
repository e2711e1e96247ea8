// The browser's storage may be full, blocked or cleared at any time. The page then works from memory. Lists have one key per
// item, so that two tabs never overwrite each other's items.

export const PREFIX = 'brainstormer.';
export const AREAS = ['localStorage', 'sessionStorage'] as const;
type Area = (typeof AREAS)[number];

export function read(key: string, area: Area = 'localStorage'): unknown {
  try {
    const json = globalThis[area].getItem(PREFIX + key);
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

export function write(key: string, value: unknown, area: Area = 'localStorage'): boolean {
  try {
    globalThis[area].setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function remove(key: string, area: Area = 'localStorage'): void {
  try {
    globalThis[area].removeItem(PREFIX + key);
  } catch {
    // Then nothing was stored either.
  }
}

/** Returns the keys that begin with `family`. */
export function keysOf(family: string, area: Area = 'localStorage'): string[] {
  try {
    const storage = globalThis[area];
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
    return keys.filter((key) => key.startsWith(PREFIX + family)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

/** Returns the values that pass the guard, of all keys that begin with `family`. */
export function readAll<T>(family: string, guard: (value: unknown) => T | undefined): T[] {
  return keysOf(family)
    .map((key) => guard(read(key)))
    .filter((item) => item !== undefined);
}

/** Writes the differences between two lists. Returns the items that are stored now. */
export function writeChanges<T extends { readonly id: string }>(
  family: string,
  before: readonly T[],
  after: readonly T[],
): readonly T[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const stored = after.filter((item) => old.get(item.id) === item || write(family + item.id, item));
  for (const { id } of after) old.delete(id);
  for (const id of old.keys()) remove(family + id);
  return stored;
}

/** Returns whether the browser lets this page store nothing. Storage that is only full is not blocked. */
export function isBlocked(): boolean {
  try {
    return !globalThis.localStorage;
  } catch {
    return true;
  }
}
