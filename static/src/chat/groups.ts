// Turns are rendered and compared group by group: a new chunk touches one group, however long the chat. Where groups
// begin is remembered, so that turns put in front make groups of their own and leave the others as they are.

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
