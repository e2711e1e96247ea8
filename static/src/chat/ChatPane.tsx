import { useCallback, useMemo, useRef } from 'react';
import { entryTitle } from '../chats/list';
import type { Client } from '../client';
import { useDraft } from '../lib/drafts';
import type { Settings } from '../lib/settings';
import { KeeperContext } from '../markdown/keep';
import { chatOf, isRunning } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { focusComposer } from '../ui/focus';
import type { Panel } from '../ui/usePanel';
import { ChatHead } from './ChatHead';
import { Composer } from './Composer';
import { EmptyChat, GoneChat, LoadingChat } from './EmptyChat';
import { FirstIdeas } from './FirstIdeas';
import { LinkLine } from './LinkLine';
import { Log } from './Log';
import { Moves } from './Moves';
import { useKeeper } from './useKeeper';
import { useTurnActions } from './useTurnActions';
import { useYouFirst } from './useYouFirst';
import { chatView } from './view';

type Props = {
  store: Store;
  client: Client;
  settings: Settings;
  chatId: string;
  /** Nothing was ever sent in this chat, so there is nothing to load. */
  fresh: boolean;
  covered: boolean;
  newChat: () => string;
  onPanel: (panel: Panel) => void;
  onSettings: () => void;
  onShowIdea: (id: string) => void;
};

export function ChatPane(props: Props) {
  const { store, client, settings, chatId, fresh, covered, newChat, onPanel, onSettings, onShowIdea } = props;
  const chat = useSelect(store, (state) => chatOf(state, chatId));
  const outbox = useSelect(store, (state) => state.outbox);
  const title = useSelect(store, (state) => entryTitle(state.entries, chatId));
  const link = useSelect(store, (state) => state.link);
  const view = useMemo(() => chatView(chat.turns, outbox, chatId), [chat.turns, outbox, chatId]);
  const [editing, setEditing] = useDraft(`${chatId}.editing`);
  const [draft, setDraft] = useDraft(chatId);
  const composer = useRef<HTMLTextAreaElement>(null);
  const limit = settings.maxMessageChars;
  const actions = useTurnActions({ store, client, chatId, limit, editing, setEditing, setDraft, composer, onSettings });
  const { keeper, ideaCount } = useKeeper(store, chatId, actions.addIdea, onShowIdea);
  const loadEarlier = useCallback(() => client.loadEarlier(chatId), [client, chatId]);
  const gone = chat.phase === 'gone';
  const empty = view.turns.length === 0 && view.waiting.length === 0;
  const loading = chat.phase === 'opening' && !fresh;
  const running = view.turns.some(isRunning);
  const answered = view.turns.some((turn) => turn.reply !== '');
  const busy = running || view.waiting.length > 0 || draft !== '' || !answered;
  const send = (text: string) => {
    client.send(chatId, text);
    focusComposer();
  };
  const first = useYouFirst(chatId);
  const asking = !gone && first.question !== '';
  const sendFirst = (own: readonly string[]) => {
    actions.addIdeas(own);
    send(first.message(own));
    first.end();
  };
  const editFirst = () => {
    setDraft(first.question);
    first.ask('');
  };
  const begin = first.on ? first.ask : send;
  return (
    <main className="pane chat-pane" inert={covered} tabIndex={-1}>
      <ChatHead
        title={gone ? 'Deleted chat' : title}
        link={link}
        demo={settings.demo}
        ideaCount={ideaCount}
        onPanel={onPanel}
        onSettings={onSettings}
      />
      {gone && <GoneChat newChat={newChat} />}
      {asking && <FirstIdeas first={first} limit={limit} onSend={sendFirst} onEdit={editFirst} />}
      {!gone && !asking && empty && loading && <LoadingChat connected={link.status === 'open'} />}
      {!gone && !asking && empty && !loading && (
        <EmptyChat demo={settings.demo} youFirst={first.on} onYouFirst={first.toggle} onPick={begin} />
      )}
      {!gone && !asking && !empty && (
        <KeeperContext value={keeper}>
          <Log
            view={view}
            more={chat.more}
            loading={chat.loadingEarlier}
            editing={editing}
            actions={actions}
            onEarlier={loadEarlier}
          />
        </KeeperContext>
      )}
      {!gone && !asking && (
        <Composer
          field={composer}
          text={draft}
          onText={setDraft}
          running={running}
          limit={limit}
          onSend={empty ? begin : send}
          onStop={() => client.stopAnswer(chatId)}
          onEditLast={actions.editLast}
          moves={!empty && <Moves off={busy} starred={actions.starred} onSend={send} />}
          status={<LinkLine link={link} onRetry={client.reconnect} />}
        />
      )}
    </main>
  );
}
