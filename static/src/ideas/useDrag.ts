import {
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';

type OnMove = (id: string, before: string | undefined) => void;
type Drag = { active: boolean; grab: (event: ReactPointerEvent<HTMLElement>, id: string) => void };
export type Item = { readonly id: string; readonly top: number; readonly height: number };

const EDGE_PX = 48;
// At the edge itself; less further in.
const SCROLL_PX_PER_MS = 0.9;

function cardsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(':scope > li[data-idea]')];
}

function itemsOf(list: HTMLElement): Item[] {
  return cardsOf(list).map((card) => ({ id: card.dataset.idea ?? '', top: card.offsetTop, height: card.offsetHeight }));
}

/** Returns the pixels to drag an item by so that it stays within its list, which would grow under it otherwise. */
export function within(items: readonly Item[], id: string, by: number): number {
  const moved = items.find((item) => item.id === id);
  const last = items.at(-1);
  if (!moved || !last) return 0;
  const lowest = last.top + last.height - moved.height;
  return Math.max(-moved.top, Math.min(lowest - moved.top, by));
}

/** Returns the index where an item lands that was dragged by so many pixels: past every item whose middle it crossed. */
export function landing(items: readonly Item[], id: string, by: number): number {
  const from = items.findIndex((item) => item.id === id);
  const moved = items[from];
  if (!moved) return from;
  const top = moved.top + by;
  const bottom = top + moved.height;
  const above = items.filter((item, index) => index < from && item.top + item.height / 2 > top).length;
  const below = items.filter((item, index) => index > from && item.top + item.height / 2 < bottom).length;
  return from - above + below;
}

/** Returns the id of the item before which the dragged one lands, or undefined at the end. */
export function itemBefore(items: readonly Item[], id: string, to: number): string | undefined {
  return items.filter((item) => item.id !== id)[to]?.id;
}

/** Returns the scrolling speed for a pointer near an edge, in px per ms; 0 between the edges. */
export function scrollSpeed(y: number, top: number, bottom: number): number {
  const up = Math.max(0, Math.min(1, (top + EDGE_PX - y) / EDGE_PX));
  const down = Math.max(0, Math.min(1, (y - bottom + EDGE_PX) / EDGE_PX));
  return (down - up) * SCROLL_PX_PER_MS;
}

function showDrag(list: HTMLElement, items: readonly Item[], id: string, by: number, to: number): void {
  const from = items.findIndex((item) => item.id === id);
  const height = items[from]?.height ?? 0;
  for (const card of cardsOf(list)) {
    const index = items.findIndex((item) => item.id === card.dataset.idea);
    const aside = index > from && index <= to ? -height : index < from && index >= to ? height : 0;
    card.style.translate = index < 0 ? '' : `0 ${index === from ? by : aside}px`;
    card.classList.toggle('dragged', index === from);
  }
}

function clearDrag(list: HTMLElement): void {
  for (const card of cardsOf(list)) {
    card.style.translate = '';
    card.classList.remove('dragged');
  }
}

/**
 * A dragged card. `show` moves it to the pointer and returns the id of the card before which it would land: undefined at the
 * end, null if it would not move or is gone. Each call measures again, because the board may change during the drag.
 */
class DraggedCard {
  y: number;
  readonly #list: HTMLElement;
  readonly #id: string;
  readonly #scroller: HTMLElement | null;
  readonly #start: number;

  constructor(list: HTMLElement, id: string, y: number) {
    this.#list = list;
    this.#id = id;
    this.#scroller = list.closest('.scroller');
    this.y = y;
    this.#start = y + this.#scrolled;
  }

  get #scrolled(): number {
    return this.#scroller?.scrollTop ?? 0;
  }

  get exists(): boolean {
    return cardsOf(this.#list).some((card) => card.dataset.idea === this.#id);
  }

  show(): string | null | undefined {
    const items = itemsOf(this.#list);
    const by = within(items, this.#id, this.y + this.#scrolled - this.#start);
    const to = landing(items, this.#id, by);
    showDrag(this.#list, items, this.#id, by, to);
    return to < 0 || items[to]?.id === this.#id ? null : itemBefore(items, this.#id, to);
  }

  /** Scrolls while the pointer is near an edge, by elapsed time, so that it is steady without pointer moves. */
  scroll(ms: number): void {
    if (!this.#scroller) return;
    const { top, bottom } = this.#scroller.getBoundingClientRect();
    this.#scroller.scrollTop += scrollSpeed(this.y, top, bottom) * ms;
  }

  clear(): void {
    clearDrag(this.#list);
  }
}

/**
 * Follows the pointer until the drag ends. The listeners are on the document, so that the drag ends even if the card is
 * removed. `onEnd` gets the result of the last `show`, or null if the drag was cancelled. Returns a function that cancels.
 */
function followPointer(card: DraggedCard, onEnd: (before: string | null | undefined) => void): () => void {
  const listening = new AbortController();
  let last = performance.now();
  let frame = requestAnimationFrame(draw);

  function draw(now: number): void {
    if (!card.exists) {
      end(null);
      return;
    }
    card.scroll(now - last);
    last = now;
    card.show();
    frame = requestAnimationFrame(draw);
  }
  function end(before: string | null | undefined): void {
    cancelAnimationFrame(frame);
    listening.abort();
    card.clear();
    onEnd(before);
  }
  const onPointer = (event: Event) => {
    if (event instanceof PointerEvent) card.y = event.clientY;
    if (event.type === 'pointerup') end(card.show());
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end(null);
  };
  const options = { signal: listening.signal, capture: true };
  for (const name of ['pointermove', 'pointerup']) document.addEventListener(name, onPointer, options);
  for (const name of ['pointercancel', 'lostpointercapture']) document.addEventListener(name, () => end(null), options);
  document.addEventListener('keydown', onKey, options);
  return () => end(null);
}

/** Drags the items of a list by their handles, with mouse, pen or finger. Escape cancels. */
export function useDrag(list: RefObject<HTMLElement | null>, onMove: OnMove): Drag {
  const [active, setActive] = useState(false);
  const move = useRef(onMove);
  const cancel = useRef<() => void>(undefined);
  useEffect(() => {
    move.current = onMove;
  });
  useEffect(() => () => cancel.current?.(), []);
  const grab = useCallback(
    (event: ReactPointerEvent<HTMLElement>, id: string) => {
      if (!list.current || event.button !== 0) return;
      cancel.current?.();
      event.currentTarget.setPointerCapture(event.pointerId);
      setActive(true);
      cancel.current = followPointer(new DraggedCard(list.current, id, event.clientY), (before) => {
        cancel.current = undefined;
        setActive(false);
        if (before !== null) move.current(id, before);
      });
    },
    [list],
  );
  return { active, grab };
}
