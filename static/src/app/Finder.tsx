import { type KeyboardEvent, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Found, findChats, UNTITLED } from '../chats/list';
import { hashOf } from '../lib/ids';
import { isComposing } from '../lib/keys';
import { hasWords } from '../lib/text';
import type { Store } from '../store/store';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { focusFirst, type MenuItem, offered } from '../ui/Menu';
import { SearchField } from '../ui/SearchField';
import { goTo } from '../ui/useBack';
import { useKeyDown } from '../ui/useKeyDown';

type Props = { store: Store; actions: () => readonly MenuItem[] };

/** Finds a chat or an action by typing. Opened by Ctrl+K or ⌘K. */
export function Finder(props: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  useKeyDown((event) => {
    if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    setOpen(true);
  });
  return (
    <Dialog open={open} title="Go to" onClose={close}>
      <Choices {...props} onDone={close} />
    </Dialog>
  );
}

type Choice = MenuItem & Partial<Found>;

const TIME = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** The items of menus are found by typing. Chats of the same title are told apart by their time. */
function choicesOf({ store, actions }: Props, search: string): Choice[] {
  const chats = findChats(store.getSnapshot(), search).slice(0, 30);
  const titles = chats.map(({ entry }) => entry.title);
  return [
    ...[...actions(), ...(search ? offered() : [])].filter(({ label }) => hasWords(label, search)),
    ...chats.map(({ entry: { id, title, updatedAt }, excerpt }) => {
      const isAlone = titles.indexOf(title) === titles.lastIndexOf(title);
      const note = excerpt || (isAlone ? '' : new Date(updatedAt).toLocaleString('en', TIME));
      return { label: title || UNTITLED, icon: 'ask', excerpt: note, run: () => goTo(hashOf(id)) } as const;
    }),
  ];
}

function bringIntoView(item: HTMLElement | null): void {
  item?.scrollIntoView({ block: 'nearest' });
}

function Choices({ onDone, ...props }: Props & { onDone: () => void }) {
  const id = useId();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const choices = choicesOf(props, search);
  const choose = (choice: Choice | undefined) => {
    // A closing dialog returns focus, so it must be closed before the action may move it.
    flushSync(onDone);
    choice?.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Enter') {
      // Otherwise the key also presses whatever gets focus next.
      event.preventDefault();
      choose(choices[at]);
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? choices.length - 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setAt((at + step) % choices.length || 0);
  };
  const find = (text: string) => {
    setSearch(text);
    setAt(0);
  };
  return (
    <>
      <SearchField
        ref={focusFirst}
        type="text"
        role="combobox"
        label="Find a chat or an action"
        aria-expanded={true}
        aria-controls={id}
        aria-activedescendant={`${id}${at}`}
        placeholder="Find a chat or an action"
        value={search}
        onText={find}
        onKeyDown={onKeyDown}
      />
      {/* Otherwise Tab would stop at a list that scrolls. */}
      <div id={id} role="listbox" aria-label="Matches" className="choices" tabIndex={-1}>
        {choices.map((choice, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: two chats may have the same title
            key={index}
            id={`${id}${index}`}
            ref={index === at ? bringIntoView : null}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => choose(choice)}
          >
            <Icon name={choice.icon} />
            <span dir="auto">
              {choice.label}
              {choice.excerpt && (
                <span className="excerpt" dir="auto">
                  {' '}
                  {choice.excerpt}
                </span>
              )}
            </span>
          </button>
        ))}
      </div>
      {choices.length === 0 && <p className="muted pad">No matches.</p>}
    </>
  );
}
