import type { State } from '../store/state';

/**
 * Announcements for screen readers. Two permanent regions take turns: a replaced region is not read, and neither is the
 * same text in the same region.
 */
export function Status({ announcement: { text, turn } }: Pick<State, 'announcement'>) {
  return (
    <>
      <p className="sr-only" role="status">
        {turn % 2 === 0 ? text : ''}
      </p>
      <p className="sr-only" role="status">
        {turn % 2 === 1 ? text : ''}
      </p>
    </>
  );
}
