import { memo } from 'react';
import type { Turn } from '../socket/frames';
import { TurnView } from './TurnView';
import type { TurnActions } from './useTurnActions';

type Props = {
  turns: readonly Turn[];
  lastId: string | undefined;
  editing: string;
  actions: TurnActions;
};

function has(turns: readonly Turn[], id: string | undefined): boolean {
  return id !== undefined && turns.some((turn) => turn.id === id);
}

function same(a: Props, b: Props): boolean {
  if (a.actions !== b.actions || a.turns.length !== b.turns.length) return false;
  if (a.lastId !== b.lastId && (has(a.turns, a.lastId) || has(b.turns, b.lastId))) return false;
  if (a.editing !== b.editing && (has(a.turns, a.editing) || has(b.turns, b.editing))) return false;
  return a.turns.every((turn, index) => turn === b.turns[index]);
}

export const TurnGroup = memo(function TurnGroup({ turns, lastId, editing, actions }: Props) {
  return turns.map((turn) => (
    <TurnView key={turn.id} turn={turn} last={turn.id === lastId} editing={turn.id === editing} actions={actions} />
  ));
}, same);
