import type { Turn } from '../socket/frames';

const BY_CODE: Record<string, string> = {
  upstream_auth: 'The model’s provider refused the key.',
  upstream_quota: 'The account with the model’s provider has no quota left.',
  upstream_busy: 'The model is overloaded just now.',
  upstream_timeout: 'The model took too long to answer.',
  upstream_failed: 'The model could not answer.',
  interrupted: 'The answer broke off here. What was written is kept.',
  too_long: 'The answer grew too long and was cut off here.',
  storage: 'The server could not save this answer.',
  internal: 'Something went wrong in the server.',
};

/** How a turn ended, for a person: its status, or the code of what went wrong. */
export function endSentence(turn: Turn): string {
  if (turn.status === 'stopped') return 'You stopped this answer.';
  if (turn.status === 'interrupted') return BY_CODE.interrupted ?? '';
  return BY_CODE[turn.error] ?? 'This answer failed.';
}
