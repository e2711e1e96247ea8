import type { ReactElement } from 'react';

/** The elements of a sequence that only grows at its end, so that a part's place is its identity. */
export function inPlace<T>(parts: readonly T[], toElement: (part: T, place: number) => ReactElement): ReactElement[] {
  return parts.map(toElement);
}
