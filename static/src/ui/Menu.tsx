import { type KeyboardEvent, useId, useRef } from 'react';
import { Icon, type IconName } from './Icon';

export type MenuItem = { label: string; icon: IconName; run: () => void; danger?: boolean };

type Props = { label: string; items: readonly MenuItem[]; icon?: IconName; text?: string; className?: string };

const GAP = 6;

function place(button: HTMLElement, menu: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const below = at.bottom + GAP + menu.offsetHeight <= window.innerHeight;
  const top = below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - menu.offsetHeight);
  const left = Math.min(Math.max(GAP, at.right - menu.offsetWidth), window.innerWidth - menu.offsetWidth - GAP);
  menu.style.top = `${top}px`;
  menu.style.left = `${left}px`;
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

// A popover gives the focus to the element with this attribute in the moment it opens (React's own autoFocus would be
// too early).
function focusFirst(item: HTMLElement | null): void {
  item?.setAttribute('autofocus', '');
}

/** A button that opens a menu in the browser's top layer; arrow keys move in it, Escape closes it. */
export function Menu({ label, items, icon = 'more', text, className = '' }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const onToggle = (event: { newState: string }) => {
    button.current?.setAttribute('aria-expanded', String(event.newState === 'open'));
    if (event.newState === 'open' && button.current && menu.current) place(button.current, menu.current);
    else menu.current?.removeAttribute('data-placed');
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
      <button
        ref={button}
        type="button"
        className={`${text === undefined ? 'icon-button' : 'button quiet'} ${className}`}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded="false"
        popoverTarget={id}
      >
        <Icon name={icon} />
        {text}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="menu"
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        {items.map((item, index) => (
          <button
            key={item.label}
            ref={index === 0 ? focusFirst : null}
            type="button"
            role="menuitem"
            tabIndex={-1}
            data-danger={item.danger}
            onClick={() => choose(item)}
          >
            <Icon name={item.icon} />
            {item.label}
          </button>
        ))}
      </div>
    </>
  );
}
