// localStorage that may be full, forbidden or emptied at any time: the page then goes on with what it has in memory.
// Lists are kept one key an item, so that two tabs never overwrite each other's items.

export const PREFIX = 'brainstormer.';

export function read(key: string): unknown {
  try {
    const json = localStorage.getItem(PREFIX + key);
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

export function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function remove(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing is kept where nothing can be kept.
  }
}

/** The values of all keys that begin with `family` and pass the guard. */
export function readAll<T>(family: string, guard: (value: unknown) => T | undefined): T[] {
  const found: T[] = [];
  try {
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index);
      if (!key?.startsWith(PREFIX + family)) continue;
      const item = guard(read(key.slice(PREFIX.length)));
      if (item !== undefined) found.push(item);
    }
  } catch {
    return found;
  }
  return found;
}

/** Writes what changed between two lists of items with ids: one key an item. */
export function writeChanges<T extends { readonly id: string }>(
  family: string,
  before: readonly T[],
  after: readonly T[],
): void {
  const old = new Map(before.map((item) => [item.id, item]));
  for (const item of after) {
    if (old.get(item.id) !== item) write(family + item.id, item);
    old.delete(item.id);
  }
  for (const id of old.keys()) remove(family + id);
}
