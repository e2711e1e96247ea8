import { describe, expect, it } from 'vitest';
import { MOVES } from '../../src/chat/move-words';

function words(label: string, starred: readonly string[] = []): string {
  return MOVES.find((move) => move.label === label)?.words(starred) ?? '';
}

describe('a move', () => {
  it('through someone’s eyes draws many people, never the same twice in a row', () => {
    const drawn = Array.from({ length: 400 }, () => words('Through someone’s eyes'));
    expect(new Set(drawn).size).toBe(20);
    expect(drawn.some((one, index) => one === drawn[index + 1])).toBe(false);
    expect(drawn).toContain('Look at this through the eyes of a night nurse. What would they come up with?');
  });

  it('names at most five starred ideas, each shortened, so that the message can always be sent', () => {
    const long = Array.from({ length: 8 }, (_, index) => `${index} ${'x'.repeat(2_000)}`);
    const message = words('Challenge these', long);
    expect(message.match(/“/g)).toHaveLength(5);
    expect(message.length).toBeLessThan(1_200);
    expect(words('Combine two', ['One'])).toBe('Combine two of these ideas into a new one.');
  });
});
