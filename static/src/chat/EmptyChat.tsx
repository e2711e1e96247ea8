import { hashOf } from '../lib/ids';
import { Icon } from '../ui/Icon';
import { useLate } from '../ui/useLate';

const PROMPTS: readonly (readonly [string, string])[] = [
  ['Name something', 'Find names for a small café that is also a bookshop'],
  ['Plan a day', 'Ideas for a rainy Sunday with two curious children'],
  ['Fix a problem', 'How could our weekly team meeting become worth coming to?'],
  ['Start a project', 'Side projects I could finish in a weekend with what I have at home'],
];

export const DEMO_WORDS = 'You’re using the demo. Add an API key for a real model.';

type Props = {
  demo: boolean;
  youFirst: boolean;
  onYouFirst: (on: boolean) => void;
  onPick: (prompt: string) => void;
};

export function EmptyChat({ demo, youFirst, onYouFirst, onPick }: Props) {
  return (
    <div className="scroller empty">
      <div className="empty-body">
        <h2>What are we brainstorming?</h2>
        <p className="muted">
          Think out loud. Say <q>save the first two</q> and they appear on your board.
        </p>
        <ul className="prompts">
          {PROMPTS.map(([title, prompt]) => (
            <li key={title}>
              <button type="button" className="prompt" onClick={() => onPick(prompt)}>
                <strong>{title}</strong>
                <span>{prompt}</span>
              </button>
            </li>
          ))}
        </ul>
        <label className="you-first">
          <input type="checkbox" checked={youFirst} onChange={(event) => onYouFirst(event.target.checked)} />
          <span>
            <strong>You first:</strong> write three ideas of your own before the model suggests any
          </span>
        </label>
        {demo && <p className="muted small">{DEMO_WORDS}</p>}
      </div>
    </div>
  );
}

const SLOW_MS = 5_000;

/** A chat that is still loading. */
export function LoadingChat({ connected }: { connected: boolean }) {
  const late = useLate(true);
  const slow = useLate(connected, SLOW_MS);
  const words = slow ? 'Still loading. Your connection is slow.' : 'Loading…';
  return (
    <div className="scroller empty">
      <p className="empty-body muted">{late && (connected ? words : 'Waiting for a connection…')}</p>
    </div>
  );
}

export function GoneChat({ newChat }: { newChat: () => string }) {
  return (
    <div className="scroller empty">
      <div className="empty-body">
        <h2>This chat was deleted</h2>
        <p className="muted">Its messages and ideas are gone for everyone.</p>
        <a className="button" href={hashOf(newChat())}>
          <Icon name="plus" />
          New chat
        </a>
      </div>
    </div>
  );
}
