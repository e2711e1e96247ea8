const LEAD_MS = 1_500;

const find = (selector: string) => document.querySelector<HTMLElement>(selector);

/** Returns the list item of an idea's card. */
export const cardOf = (id: string, root: ParentNode | null = document) =>
  root?.querySelector<HTMLElement>(`[data-idea="${CSS.escape(id)}"]`);

/** The card that Tab goes to. */
export const CURRENT_CARD = '[data-idea][tabindex="0"]';

/** Outlines an element for a moment, because it may have been in view already. */
export function pointOut(element: HTMLElement): void {
  const colors = ['var(--accent)', 'var(--accent)', 'transparent'];
  element.animate(
    colors.map((color) => ({ outline: `2px solid ${color}`, outlineOffset: '-0.25rem' })),
    LEAD_MS,
  );
}

/**
 * Focuses the message field. Without one, or on a touch screen, where it would open the keyboard, focuses the chat. Under an
 * open panel, focuses its close button.
 */
export function focusComposer(): void {
  const field = matchMedia('(hover: hover)').matches ? find('.composer textarea') : null;
  (find('[data-open="true"] .close-panel') ?? field ?? find('main'))?.focus({ preventScroll: true });
}

/**
 * Keeps focus from falling to the page's body when the focused element is removed, hidden or inert. It stays with a card that
 * has moved to another theme, goes on to the card in place of a removed one, or moves to a control in the nearest remaining
 * container, or to the composer.
 */
export function keepFocus(): void {
  let path: HTMLElement[] = [];
  const keep = () => {
    const [last] = path;
    if (!last || document.activeElement !== document.body) return;
    if (last.checkVisibility() && !last.closest('[inert]')) return;
    const id = path.find((part) => part.dataset.idea)?.dataset.idea;
    const card = id && cardOf(id);
    const moved = card && last.dataset.idea === undefined ? card.querySelector<HTMLElement>('.handle') : card;
    const place = id && !card ? find(CURRENT_CARD) : moved;
    const left = path.find((part) => part.isConnected && part !== document.body);
    const next = place || left?.querySelector<HTMLElement>('a[href], button:not([disabled]), [tabindex="0"]');
    path = [];
    if (next?.checkVisibility() && (place || left?.closest('li, dialog, .turn, .theme'))) next.focus();
    else focusComposer();
  };
  document.addEventListener('focusin', (event) => {
    path = event.composedPath().filter((part) => part instanceof HTMLElement);
  });
  // An element that becomes inert loses focus only when the page is next drawn.
  document.addEventListener('focusout', () => setTimeout(keep));
  new MutationObserver(keep).observe(document.body, { childList: true, subtree: true });
}
