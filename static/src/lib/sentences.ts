import type { Turn } from '../socket/frames';
import type { Stopper } from '../store/state';

// A Map, because the code comes from the server: `constructor` must not match.
const BY_CODE = new Map([
  ['upstream_auth', 'The model provider rejected the API key.'],
  ['upstream_quota', 'The model provider account is out of quota.'],
  ['upstream_busy', 'The model is busy. Try again in a moment.'],
  ['upstream_timeout', 'The model took too long to answer.'],
  ['upstream_failed', 'The model couldn’t answer.'],
  ['interrupted', 'The answer was cut off. Everything written so far is saved.'],
  ['too_long', 'The answer was too long and was cut off.'],
  ['storage', 'The server couldn’t save this answer.'],
  ['internal', 'Something went wrong on the server.'],
]);

const STOPPED = { you: 'You stopped this answer.', others: 'Stopped by someone else.' } as const;
const FAILED = 'This answer failed.';

/** Returns a sentence about how a turn ended. */
export function endSentence(turn: Turn, stopper: Stopper | undefined): string {
  if (turn.status === 'stopped') return stopper ? STOPPED[stopper] : 'Stopped.';
  return BY_CODE.get(turn.status === 'interrupted' ? 'interrupted' : turn.error) ?? FAILED;
}
