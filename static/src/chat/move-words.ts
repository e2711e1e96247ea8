// The moves of a brainstorm. Each sends a plain message that the person could have typed.

import { shortened } from '../lib/text';

const PEOPLE = [
  'a night nurse',
  'a bus driver',
  'a ten-year-old',
  'a retired carpenter',
  'a school cook',
  'a street musician',
  'a shy teenager',
  'a dairy farmer',
  'a librarian',
  'a hairdresser',
  'a new parent',
  'a gardener',
  'a baker before dawn',
  'a market trader',
  'a grandmother of six',
  'a hotel cleaner',
  'a letter carrier',
  'a football coach',
  'a plumber',
  'someone new in town',
];
const MOST_NAMED = 5;
const NAMED_CHARS = 200;

let last = -1;

/** Returns a random person, never the same twice in a row. */
function somebody(): string {
  last = (last + 1 + Math.floor(Math.random() * (PEOPLE.length - 1))) % PEOPLE.length;
  return PEOPLE[last] ?? '';
}

function quoted(ideas: readonly string[]): string {
  return ideas
    .slice(0, MOST_NAMED)
    .map((idea) => `“${shortened(idea, NAMED_CHARS)}”`)
    .join(', ');
}

function combine(starred: readonly string[]): string {
  const which = starred.length > 1 ? `: ${quoted(starred)}` : '';
  return `Combine two of these ideas into a new one${which}.`;
}

function challenge(starred: readonly string[]): string {
  if (starred.length === 1)
    return `Challenge this idea: ${quoted(starred)}. What is weak, and what would make it stronger?`;
  const which = starred.length > 1 ? `: ${quoted(starred)}. What` : ': what';
  return `Challenge these ideas${which} is weak, and what would make each stronger?`;
}

type Move = { readonly label: string; words(starred: readonly string[]): string };

export const MOVES: readonly Move[] = [
  { label: 'More', words: () => 'More ideas like these, please.' },
  {
    label: 'Something different',
    words: () => 'Something completely different, please: far from what we have.',
  },
  { label: 'Combine two', words: combine },
  { label: 'Challenge these', words: challenge },
  {
    label: 'Through someone’s eyes',
    words: () => `Look at this through the eyes of ${somebody()}. What would they come up with?`,
  },
];
