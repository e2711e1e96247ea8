import { DEMO_WORDS } from '../chat/EmptyChat';
import { entersSend } from '../lib/keys';
import type { Settings } from '../lib/settings';
import { Dialog } from '../ui/Dialog';
import { ThemeSwitch } from './ThemeSwitch';

const KEYS: readonly (readonly [string, string])[] = [
  ['Enter', 'Send'],
  ['Shift + Enter', 'New line'],
  ['↑', 'Edit your last message (when the field is empty)'],
  ['Ctrl or ⌘ + K', 'Find a chat or an action'],
  ['Ctrl or ⌘ + Z', 'Undo the last board change'],
  ['Esc', 'Stop the answer, close a menu or panel, cancel an edit or a drag, leave the field'],
  ['B', 'Open or close the full board'],
  ['↑ ↓ ← →', 'Go to another idea (or move it, when its handle is focused)'],
  ['Enter', 'Edit an idea (or double-click it)'],
  ['Space', 'Select an idea (or click it)'],
  ['Delete', 'Set an idea aside'],
];

function Assistant({ demo, model }: Settings) {
  return (
    <p>
      {demo && DEMO_WORDS}
      {!demo && model && (
        <>
          Answers come from <code>{model}</code>.
        </>
      )}{' '}
      Change <code>OPENAI_API_KEY</code>, <code>OPENAI_MODEL</code> and the limits in the <code>.env</code> file next to{' '}
      <code>server.py</code>. Restart the server to apply. Your chats are kept.
    </p>
  );
}

function Shortcuts() {
  return (
    <section>
      <h3>Keyboard shortcuts</h3>
      <dl className="keys">
        {KEYS.map(([key, meaning]) => (
          <div key={meaning}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type Props = { open: boolean; onClose: () => void; settings: Settings; onCopyList: (() => void) | undefined };

export function SettingsDialog({ open, onClose, settings, onCopyList }: Props) {
  return (
    <Dialog open={open} title="Settings" onClose={onClose}>
      <section>
        <h3>Appearance</h3>
        <ThemeSwitch />
      </section>
      <section>
        <h3>Model</h3>
        <Assistant {...settings} />
      </section>
      {onCopyList && (
        <section>
          <h3>Chats</h3>
          <p>Your chat list is stored in this browser.</p>
          <button type="button" className="button" onClick={onCopyList}>
            Copy a link to all my chats
          </button>
        </section>
      )}
      {entersSend() && <Shortcuts />}
      <p className="muted small">
        Anyone with the link can read, edit and delete this chat.{' '}
        {settings.version && <span className="whole">Brainstormer {settings.version}</span>}
      </p>
    </Dialog>
  );
}
