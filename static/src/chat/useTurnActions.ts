import { type RefObject, useEffect, useMemo } from 'react';
import type { Client } from '../client';
import { boardOf, positionAtEnd, sameIdea } from '../ideas/board';
import { saveDraft, savedDraft } from '../lib/drafts';
import { newUuid } from '../lib/ids';
import { chatOf, type Stopper } from '../store/state';
import { type Store, useSelect } from '../store/store';
import { focusComposer } from '../ui/focus';
import { type Replaced, replacedBy } from './replaced';
import { turnBefore } from './view';

/** The actions of a turn. The object is stable across renders, so that turns stay memoised. */
export type TurnActions = {
  /** The most characters of a message. */
  readonly limit: number;
  /** The name of the draft of an edited message. */
  draftName(id: string): string;
  edit(id: string): void;
  editLast(): void;
  endEdit(id: string): void;
  resend(id: string, message: string): void;
  tryAgain(id: string): void;
  /** Describes what editing or trying again would replace, and keeps the words up to date. */
  useReplaced(id: string, words: (replaced: Replaced) => string): string;
  /** Moves a message from the outbox back into the composer. */
  takeBack(id: string, message: string): void;
  sendAgain(id: string): void;
  addIdea(text: string): void;
  addIdeas(texts: readonly string[]): void;
  /** The texts of the starred ideas, in the board's order. */
  starred(): readonly string[];
  stopperOf(id: string): Stopper | undefined;
  showSettings(): void;
};

type Parts = {
  store: Store;
  client: Client;
  chatId: string;
  limit: number;
  editing: string;
  setEditing: (id: string) => void;
  setDraft: (change: (text: string) => string) => void;
  composer: RefObject<HTMLTextAreaElement | null>;
  onSettings: () => void;
};

const draftName = (chatId: string, id: string) => `${chatId}.edit.${id}`;

const joined = (draft: string, text: string) => (draft.trim() === '' ? text : `${draft}\n${text}`);

export function useTurnActions(parts: Parts): TurnActions {
  const { store, client, chatId, limit, editing, setEditing, setDraft, composer, onSettings } = parts;
  const lost = useSelect(store, (state) => {
    const { phase, turns } = chatOf(state, chatId);
    return phase === 'ready' && !turns.some(({ id }) => id === editing) ? editing : '';
  });
  // Someone else has replaced the message being edited: move the edit into the composer.
  useEffect(() => {
    if (lost === '') return;
    const text = savedDraft(draftName(chatId, lost));
    if (text !== '') setDraft((draft) => joined(draft, text));
    saveDraft(draftName(chatId, lost), '');
    setEditing('');
  }, [lost, chatId, setDraft, setEditing]);
  return useMemo(() => {
    const chat = () => chatOf(store.getSnapshot(), chatId);
    function useReplaced(id: string, words: (replaced: Replaced) => string): string {
      return useSelect(store, () => words(replacedBy(chat().turns, chat().ideas, id)));
    }
    const board = () => boardOf(store.getSnapshot(), chatId);
    const endEdit = (id: string) => {
      saveDraft(draftName(chatId, id), '');
      setEditing('');
      focusComposer();
    };
    const resend = (id: string, message: string) => {
      const after = turnBefore(chat().turns, id, chat().more);
      if (after === undefined) return client.loadEarlier(chatId);
      client.send(chatId, message, after);
      endEdit(id);
    };
    const takeBack = (id: string, message: string) => {
      if (!client.takeBack(id)) return;
      setDraft((draft) => joined(draft, message));
      composer.current?.focus();
    };
    const editLast = () => {
      const waiting = store.getSnapshot().outbox.findLast((item) => item.chatId === chatId);
      if (waiting) takeBack(waiting.id, waiting.message);
      else setEditing(chat().turns.at(-1)?.id ?? '');
    };
    const addIdeas = (texts: readonly string[]) => {
      const end = positionAtEnd(board());
      client.changeIdeas(
        chatId,
        texts.map((text, index) => ({ id: newUuid(), text, position: end + index })),
      );
    };
    return {
      limit,
      draftName: (id) => draftName(chatId, id),
      edit: setEditing,
      editLast,
      endEdit,
      resend,
      tryAgain: (id) => resend(id, chat().turns.find((turn) => turn.id === id)?.message ?? ''),
      useReplaced,
      takeBack,
      sendAgain: (id) => {
        client.sendAgain(id);
        focusComposer();
      },
      addIdeas,
      addIdea: (text) => {
        if (sameIdea(board(), text)) return client.notify('This idea is already on your board.');
        addIdeas([text]);
        client.announce('Added to your board');
      },
      starred: () => board().flatMap((idea) => (idea.starred ? [idea.text] : [])),
      stopperOf: (id) => store.getSnapshot().stopped.get(id),
      showSettings: onSettings,
    };
  }, [store, client, chatId, limit, setEditing, setDraft, composer, onSettings]);
}
