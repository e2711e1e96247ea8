import type { ReactElement } from 'react';

/** Renders a sequence that only grows at its end, so that the index of a part is a stable key. */
export function inPlace<T>(parts: readonly T[], toElement: (part: T, place: number) => ReactElement): ReactElement[] {
  return parts.map(toElement);
}
