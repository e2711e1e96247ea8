import { hashOf, newChatId } from '../lib/ids';
import { Icon } from '../ui/Icon';

const PROMPTS: readonly (readonly [string, string])[] = [
  ['Name something', 'Find names for a small café that is also a bookshop'],
  ['Plan a day', 'Ideas for a rainy Sunday with two curious children'],
  ['Fix what nags', 'How could our weekly team meeting become worth coming to?'],
  ['Start small', 'Side projects I could finish in a weekend with what I have at home'],
];

type Props = { loading: boolean; demo: boolean; onPick: (prompt: string) => void };

export function EmptyChat({ loading, demo, onPick }: Props) {
  return (
    <div className="scroller empty">
      <div className="empty-body" data-loading={loading}>
        <h2>What shall we think about?</h2>
        <p className="muted">
          Think aloud. Say <q>save the first two</q>, and ideas worth keeping write themselves onto the board.
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
        {demo && (
          <p className="muted small">
            A built-in demo answers here. It asks the seven SCAMPER questions about whatever you name; a real model
            comes with a key.
          </p>
        )}
      </div>
    </div>
  );
}

export function GoneChat() {
  return (
    <div className="scroller empty">
      <div className="empty-body">
        <h2>This chat was deleted</h2>
        <p className="muted">Its messages and ideas are gone for everyone who had its link.</p>
        <a className="button" href={hashOf(newChatId())}>
          <Icon name="plus" />
          New chat
        </a>
      </div>
    </div>
  );
}
