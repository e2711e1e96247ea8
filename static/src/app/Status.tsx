import type { State } from '../store/state';

/**
 * What a screen reader is told. Two regions that stay in the page take turns: an exchanged region would not be read, and
 * the same words in the same region would not be read twice.
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
