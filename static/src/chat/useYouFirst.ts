import { useState } from 'react';
import { useDraft } from '../lib/drafts';
import { read, write } from '../lib/storage';

const KEY = 'you-first';
const NONE = '\n\n';

export type YouFirst = {
  /** Whether chats in this browser start with the person's own ideas. */
  readonly on: boolean;
  toggle(on: boolean): void;
  /** The first message while it waits for three ideas, else empty. */
  readonly question: string;
  ask(question: string): void;
  readonly ideas: readonly string[];
  write(index: number, idea: string): void;
  /** Returns the message to send: the question with the person's ideas, if any. */
  message(ideas: readonly string[]): string;
  /** Clears the question and the ideas. */
  end(): void;
};

/** Asks for the person's ideas first: people who see a model's ideas have fewer of their own. */
export function useYouFirst(chatId: string): YouFirst {
  const [on, setOn] = useState(() => read(KEY) === true);
  const [question, setQuestion] = useDraft(`${chatId}.question`);
  const [text, setText] = useDraft(`${chatId}.first`, NONE);
  const ideas = text.split('\n');
  return {
    on,
    toggle(next) {
      setOn(next);
      write(KEY, next);
    },
    question,
    ask: setQuestion,
    ideas,
    write: (index, idea) => setText(ideas.with(index, idea).join('\n')),
    message: (own) =>
      own.length > 0 ? `${question}\n\nMy own first ideas:\n${own.map((idea) => `- ${idea}`).join('\n')}` : question,
    end() {
      setQuestion('');
      setText(NONE);
    },
  };
}
