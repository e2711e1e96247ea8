import { entryTitle } from '../chats/list';
import type { Client } from '../client';
import { type Store, useSelect } from '../store/store';
import { IconButton } from '../ui/IconButton';
import { BoardMenu } from './BoardMenu';
import type { BoardIdea } from './board';
import { GroupButton } from './GroupButton';
import type { NewIdea } from './lines';

type Props = {
  store: Store;
  client: Client;
  chatId: string;
  ideas: readonly BoardIdea[];
  onImport: (wanted: readonly NewIdea[]) => void;
  onPrint: () => void;
  onFull: () => void;
  onClose: () => void;
};

export function BoardHead({ store, client, chatId, ideas, onImport, onPrint, onFull, onClose }: Props) {
  const title = useSelect(store, (state) => entryTitle(state.entries, chatId)) || 'Ideas';
  const grouping = useSelect(store, (state) => state.grouping);
  return (
    <header className="pane-head">
      <h2>Ideas</h2>
      {ideas.length > 0 && <span className="count">{ideas.length}</span>}
      <GroupButton
        waiting={grouping !== undefined}
        loose={grouping?.themes ? 0 : ideas.filter((idea) => idea.theme === null).length}
        onGroup={() => client.group(chatId)}
      />
      <BoardMenu
        {...{ ideas, title, onImport, onPrint }}
        onNotify={client.notify}
        onUndo={() => client.undoChange(chatId)}
      />
      <IconButton className="open-full" icon="full" label="Full board" title="Full board (B)" onClick={onFull} />
      <IconButton className="close-panel" icon="close" label="Close" onClick={onClose} />
    </header>
  );
}
