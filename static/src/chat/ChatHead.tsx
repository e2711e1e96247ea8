import { counted } from '../lib/text';
import type { Link } from '../store/state';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import type { Panel } from '../ui/usePanel';
import { DEMO_WORDS } from './EmptyChat';
import { LINK_WORDS } from './LinkLine';

type Props = {
  title: string;
  link: Link;
  demo: boolean;
  ideaCount: number;
  onPanel: (panel: Panel) => void;
  onSettings: () => void;
};

export function ChatHead({ title, link, demo, ideaCount, onPanel, onSettings }: Props) {
  return (
    <header className="pane-head chat-head">
      <div className="chat-head-row">
        <IconButton className="open-list" icon="list" label="Chats" onClick={() => onPanel('list')} />
        <h1 dir="auto">{title || 'New chat'}</h1>
        <span className="link-dot" data-status={link.status} title={LINK_WORDS[link.status]} aria-hidden="true" />
        {demo && (
          <button type="button" className="pill" onClick={onSettings} title={DEMO_WORDS}>
            Demo
          </button>
        )}
        <button
          type="button"
          className="button quiet open-board"
          onClick={() => onPanel('board')}
          aria-label={`Ideas: ${counted(ideaCount, 'idea')}`}
        >
          <Icon name="bulb" />
          {ideaCount > 0 && <span className="count">{ideaCount}</span>}
        </button>
      </div>
    </header>
  );
}
