import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Icon, type IconName } from './Icon';
import { IconButton } from './IconButton';

export type MenuItem = { label: string; icon: IconName; run: () => void; danger?: boolean };

type Items = () => readonly MenuItem[];
/** `topic`: the finder has the items too, each after this word. */
type Props = { label: string; items: Items; topic?: string | undefined; className?: string; tabIndex?: number };
type Toggle = { newState: string };

const GAP = 6;

const offers = new Set<Items>();

/** Returns the items of all menus that have a topic, with their topics. */
export const offered: Items = () => [...offers].flatMap((items) => items());

/** Offers items in the finder. */
export function useOffer(topic: string | undefined, items: Items): void {
  useEffect(() => {
    if (!topic) return;
    const offer = () => items().map((item) => ({ ...item, label: `${topic}: ${item.label}` }));
    offers.add(offer);
    return () => void offers.delete(offer);
  });
}

/** Places a menu beside its button, but within the window: the button may be scrolled out of view. */
function place(button: HTMLElement, menu: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + GAP;
  const lowest = window.innerHeight - height - GAP;
  const top = Math.min(below <= lowest ? below : at.top - GAP - height, lowest);
  const left = Math.min(at.right - width, window.innerWidth - width - GAP);
  menu.style.top = `${Math.max(GAP, top)}px`;
  menu.style.left = `${Math.max(GAP, left)}px`;
  menu.dataset.placed = '';
}

function neighbour(menu: HTMLElement, key: string): HTMLElement | undefined {
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return items[0];
  return key === 'End' ? items.at(-1) : undefined;
}

/** Popovers and dialogs focus the element with this attribute when they open. React's own autoFocus is too early. */
export function focusFirst(item: HTMLElement | null): void {
  item?.setAttribute('autofocus', '');
}

/**
 * A button that opens a menu in the top layer. Arrow keys move within it, Escape closes it. Items are rendered only while it
 * is open, because a board has hundreds of menus.
 */
export function Menu({ label, items, topic, className = '', tabIndex = 0 }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useOffer(topic, items);
  const onBeforeToggle = ({ newState }: Toggle) => {
    if (newState === 'open') flushSync(() => setOpen(true));
  };
  const onToggle = ({ newState }: Toggle) => {
    // Focus in the top layer is not within the card for CSS.
    button.current?.closest('li')?.toggleAttribute('data-menu', newState === 'open');
    if (newState === 'open' && button.current && menu.current) return place(button.current, menu.current);
    menu.current?.removeAttribute('data-placed');
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Tab') menu.current?.hidePopover();
    const next = menu.current && neighbour(menu.current, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const choose = (item: MenuItem) => {
    menu.current?.hidePopover();
    button.current?.focus();
    item.run();
  };
  return (
    <>
      <IconButton
        ref={button}
        icon="more"
        label={label}
        className={className}
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
      />
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="menu"
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        {open &&
          items().map((item, index) => <Item key={item.label} item={item} first={index === 0} onChoose={choose} />)}
      </div>
    </>
  );
}

function Item({ item, first, onChoose }: { item: MenuItem; first: boolean; onChoose: (item: MenuItem) => void }) {
  return (
    <button
      ref={first ? focusFirst : null}
      type="button"
      role="menuitem"
      tabIndex={-1}
      data-danger={item.danger}
      onClick={() => onChoose(item)}
    >
      <Icon name={item.icon} />
      {item.label}
    </button>
  );
}
