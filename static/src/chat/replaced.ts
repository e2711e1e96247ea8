// What editing a message or trying again replaces: its turn and all later ones. Ideas from those turns are set aside,
// unless a person has changed them.

import { counted } from '../lib/text';
import type { Idea, Turn } from '../socket/frames';

export type Replaced = { readonly messages: number; readonly ideas: number };

function isTouched(idea: Idea): boolean {
  return idea.starred || (idea.rev ?? 1) > 1;
}

export function replacedBy(turns: readonly Turn[], ideas: readonly Idea[], id: string): Replaced {
  const dropped = turns.slice(
    Math.max(
      0,
      turns.findIndex((turn) => turn.id === id),
    ),
  );
  const ids = new Set<string | undefined>(dropped.map((turn) => turn.id));
  const aside = ideas.filter((idea) => !idea.deleted && ids.has(idea.turnId) && !isTouched(idea));
  return { messages: dropped.length, ideas: aside.length };
}

function asideWords(count: number): string {
  return count === 0 ? '' : `${counted(count, 'idea')} ${count === 1 ? 'goes' : 'go'} to Set aside`;
}

/** `Replaces 3 messages; 2 ideas go to Set aside` */
export function replacedWords({ messages, ideas }: Replaced): string {
  const first = messages > 1 ? `Replaces ${counted(messages, 'message')}` : 'Replaces the answer';
  return ideas === 0 ? first : `${first}; ${asideWords(ideas)}`;
}

export function retryLabel({ ideas }: Replaced): string {
  return ideas === 0 ? 'Try again' : `Try again (${asideWords(ideas)})`;
}
