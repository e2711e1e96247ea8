// Turns are rendered in groups, so that a new chunk re-renders one group, however long the chat is. The first turn of each
// group is remembered, so that older turns that are loaded later form new groups and do not change the others.

import type { Turn } from '../socket/frames';

const GROUP = 40;

export function groupsOf(turns: readonly Turn[], starts: Set<string>): Turn[][] {
  const groups: Turn[][] = [];
  for (const turn of turns) {
    const group = groups.at(-1);
    if (group && group.length < GROUP && !starts.has(turn.id)) group.push(turn);
    else {
      starts.add(turn.id);
      groups.push([turn]);
    }
  }
  return groups;
}
