import type { ReactElement } from 'react';

/** Renders a sequence that grows only at its end, so that an index is a stable key. */
export function inPlace<T>(parts: readonly T[], toElement: (part: T, place: number) => ReactElement): ReactElement[] {
  return parts.map(toElement);
}
