const find = (selector: string) => document.querySelector<HTMLElement>(selector);

/** Returns the card of an idea. */
export const cardOf = (id: string, root: ParentNode | null = document) =>
  root?.querySelector<HTMLElement>(`[data-idea="${CSS.escape(id)}"]`);

/**
 * Focuses the message field; the chat if it has none, or on a touch screen, because the field would open the keyboard over it;
 * under a panel, which covers both, the panel's close button.
 */
export function focusComposer(): void {
  const field = matchMedia('(hover: hover)').matches ? find('.composer textarea') : null;
  (find('[data-open="true"] .close-panel') ?? field ?? find('main'))?.focus({ preventScroll: true });
}

/**
 * Keeps the focus from falling to the page's body when the focused element is removed, hidden or inert: it stays with a card
 * that another theme has now, or moves to something focusable in the nearest remaining container, or to the composer.
 */
export function keepFocus(): void {
  let path: HTMLElement[] = [];
  const keep = () => {
    const [last] = path;
    if (!last || document.activeElement !== document.body) return;
    if (last.checkVisibility() && !last.closest('[inert]')) return;
    const id = path.find((part) => part.dataset.idea)?.dataset.idea;
    const moved = id && cardOf(id)?.querySelector<HTMLElement>('.handle');
    const left = path.find((part) => part.isConnected && part !== document.body);
    const next = moved || left?.querySelector<HTMLElement>('a[href], button:not([disabled]), [tabindex="0"]');
    path = [];
    if (next?.checkVisibility() && (moved || left?.closest('li, dialog, .turn'))) next.focus();
    else focusComposer();
  };
  document.addEventListener('focusin', (event) => {
    path = event.composedPath().filter((part) => part instanceof HTMLElement);
  });
  // What becomes inert loses the focus later, when the page is drawn.
  document.addEventListener('focusout', () => setTimeout(keep));
  new MutationObserver(keep).observe(document.body, { childList: true, subtree: true });
}
