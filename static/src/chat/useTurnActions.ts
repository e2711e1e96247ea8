import { type RefObject, useMemo } from 'react';
import type { Client } from '../client';
import { chatOf } from '../store/state';
import type { Store } from '../store/store';
import { turnBefore } from './view';

/** What can be done with a turn. The object stays the same over renders, so that turns stay memoised. */
export type TurnActions = {
  edit(id: string): void;
  editLast(): void;
  endEdit(): void;
  resend(id: string, message: string): void;
  tryAgain(id: string): void;
  /** Takes a message out of the outbox, back into the composer. */
  takeBack(id: string): void;
  retrySend(id: string): void;
  addIdea(text: string): void;
  showSettings(): void;
};

type Parts = {
  store: Store;
  client: Client;
  setEditing: (id: string | undefined) => void;
  setDraft: (change: (text: string) => string) => void;
  composer: RefObject<HTMLTextAreaElement | null>;
  onSettings: () => void;
};

export function useTurnActions({ store, client, setEditing, setDraft, composer, onSettings }: Parts): TurnActions {
  return useMemo(() => {
    const chatId = store.getSnapshot().chatId;
    const chat = () => chatOf(store.getSnapshot(), chatId);
    const resend = (id: string, message: string) => {
      const after = turnBefore(chat().turns, id, chat().more);
      if (after === undefined) return client.loadEarlier(chatId);
      setEditing(undefined);
      client.send(chatId, message, after);
      composer.current?.focus();
    };
    return {
      edit: setEditing,
      editLast: () => setEditing(chat().turns.at(-1)?.id),
      endEdit: () => {
        setEditing(undefined);
        composer.current?.focus();
      },
      resend,
      tryAgain: (id) => resend(id, chat().turns.find((turn) => turn.id === id)?.message ?? ''),
      takeBack: (id) => {
        const item = store.getSnapshot().outbox.find((other) => other.id === id);
        if (!item) return;
        setDraft((text) => (text.trim() === '' ? item.message : `${text}\n${item.message}`));
        client.unsend(id);
        composer.current?.focus();
      },
      retrySend: client.retry,
      addIdea: (text) => client.addIdea(chatId, text),
      showSettings: onSettings,
    };
  }, [store, client, setEditing, setDraft, composer, onSettings]);
}
