import { useCallback, useMemo, useRef, useState } from 'react';
import type { Panel } from '../app/App';
import { entryTitle } from '../chats/list';
import type { Client } from '../client';
import type { Settings } from '../lib/settings';
import { useDraft } from '../lib/useDraft';
import { chatOf, isRunning } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { ChatHead } from './ChatHead';
import { Composer } from './Composer';
import { EmptyChat, GoneChat } from './EmptyChat';
import { LinkLine } from './LinkLine';
import { Log } from './Log';
import { useTurnActions } from './useTurnActions';
import { chatView } from './view';

type Props = {
  store: Store;
  client: Client;
  settings: Settings;
  covered: boolean;
  onPanel: (panel: Panel) => void;
  onSettings: () => void;
};

export function ChatPane({ store, client, settings, covered, onPanel, onSettings }: Props) {
  const chatId = useSelect(store, (state) => state.chatId);
  const chat = useSelect(store, (state) => chatOf(state, state.chatId));
  const outbox = useSelect(store, (state) => state.outbox);
  const title = useSelect(store, (state) => entryTitle(state.entries, state.chatId));
  const link = useSelect(store, (state) => state.link);
  const ideaCount = chat.ideas.filter((idea) => !idea.deleted).length;
  const view = useMemo(() => chatView(chat.turns, outbox, chatId), [chat.turns, outbox, chatId]);
  const [editing, setEditing] = useState<string>();
  const [draft, setDraft] = useDraft(chatId);
  const composer = useRef<HTMLTextAreaElement>(null);
  const actions = useTurnActions({ store, client, setEditing, setDraft, composer, onSettings });
  const loadEarlier = useCallback(() => client.loadEarlier(chatId), [client, chatId]);
  const running = view.turns.some(isRunning);
  const empty = view.turns.length === 0 && view.waiting.length === 0;
  const send = (text: string) => {
    client.send(chatId, text);
    composer.current?.focus();
  };
  return (
    <main className="pane chat-pane" inert={covered}>
      <ChatHead
        title={title}
        link={link}
        demo={settings.demo}
        ideaCount={ideaCount}
        onPanel={onPanel}
        onSettings={onSettings}
      />
      {chat.phase === 'gone' && <GoneChat />}
      {chat.phase !== 'gone' && empty && (
        <EmptyChat loading={chat.phase === 'opening'} demo={settings.demo} onPick={send} />
      )}
      {!empty && (
        <Log
          view={view}
          more={chat.more}
          loading={chat.loadingEarlier}
          editing={editing}
          actions={actions}
          onEarlier={loadEarlier}
        />
      )}
      {chat.phase !== 'gone' && (
        <Composer
          field={composer}
          text={draft}
          onText={setDraft}
          running={running}
          limit={settings.maxMessageChars}
          onSend={send}
          onStop={() => client.stopAnswer(chatId)}
          onEditLast={actions.editLast}
          status={<LinkLine link={link} onRetry={client.nudge} onSay={client.announce} />}
        />
      )}
    </main>
  );
}
