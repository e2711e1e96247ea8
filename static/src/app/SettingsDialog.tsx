import type { Settings } from '../lib/settings';
import { Dialog } from '../ui/Dialog';
import { ThemeSwitch } from './ThemeSwitch';

const KEYS: readonly (readonly [string, string])[] = [
  ['Enter', 'Send'],
  ['Shift + Enter', 'New line'],
  ['↑', 'Edit the last message, from an empty field'],
  ['Esc', 'Leave an editor, a menu, a panel'],
  ['↑ ↓', 'Move an idea, on its handle'],
];

function Assistant({ settings }: { settings: Settings }) {
  if (settings.demo) {
    return (
      <p>
        The built-in demo answers: no key is set. Put <code>OPENAI_API_KEY</code> into the file <code>.env</code> beside{' '}
        <code>server.py</code> and start the server again; your chats stay.
      </p>
    );
  }
  return (
    <p>
      {settings.model ? (
        <>
          The model <code>{settings.model}</code> answers.{' '}
        </>
      ) : (
        'A model answers. '
      )}
      Key, model and limits are set in the file <code>.env</code> beside <code>server.py</code>:{' '}
      <code>OPENAI_API_KEY</code>, <code>OPENAI_MODEL</code>. They hold from the server's next start.
    </p>
  );
}

type Props = { open: boolean; onClose: () => void; settings: Settings };

export function SettingsDialog({ open, onClose, settings }: Props) {
  return (
    <Dialog open={open} title="Settings" onClose={onClose}>
      <section>
        <h3>Appearance</h3>
        <ThemeSwitch />
      </section>
      <section>
        <h3>Assistant</h3>
        <Assistant settings={settings} />
      </section>
      <section>
        <h3>Keys</h3>
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
      <p className="muted small">
        Whoever has a chat’s link can read it and write in it.{' '}
        {settings.version && <span className="whole">Brainstormer {settings.version}</span>}
      </p>
    </Dialog>
  );
}
