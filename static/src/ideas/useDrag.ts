import {
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Spot } from './themes';

type Handlers = {
  /** The ideas that move when one is dragged, itself included. */
  idsOf: (id: string) => readonly string[];
  onDrop: (ids: readonly string[], spot: Spot) => void;
  onTap: (id: string, range: boolean) => void;
};
type Drag = { active: boolean; grab: (event: ReactPointerEvent<HTMLElement>, id: string) => void };
type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

const EDGE_PX = 48;
// At the edge itself; less further in.
const SCROLL_PX_PER_MS = 0.9;
// A pointer that moves less only presses the handle.
const START_PX = 4;

/** Returns the index of the box that is nearest to a point. */
export function nearest(boxes: readonly Box[], x: number, y: number): number {
  const distances = boxes.map((box) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)),
  );
  return distances.indexOf(Math.min(...distances));
}

/** Returns the index of the first box whose middle is below a point; -1 past the last. */
export function landing(boxes: readonly Box[], y: number): number {
  return boxes.findIndex((box) => (box.top + box.bottom) / 2 > y);
}

/** Returns the scrolling speed for a pointer near an edge, in px per ms; 0 between the edges. */
export function scrollSpeed(at: number, start: number, end: number): number {
  const back = Math.max(0, Math.min(1, (start + EDGE_PX - at) / EDGE_PX));
  const on = Math.max(0, Math.min(1, (at - end + EDGE_PX) / EDGE_PX));
  return (on - back) * SCROLL_PX_PER_MS;
}

const boxOf = (element: Element) => element.getBoundingClientRect();

/** What floats over the page during a drag: a copy of the card, and a line where it would land. */
function floating(card: HTMLElement, count: number): HTMLElement {
  const layer = document.createElement('div');
  layer.className = 'drag-layer';
  layer.inert = true;
  const copy = document.createElement('ol');
  copy.className = 'ideas';
  const { left, top, width } = boxOf(card);
  Object.assign(copy.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
  const item = card.cloneNode(true) as HTMLElement;
  for (const menu of item.querySelectorAll('[popover]')) menu.remove();
  if (count > 1) item.dataset.count = String(count);
  copy.append(item);
  layer.append(copy, document.createElement('div'));
  document.body.append(layer);
  return layer;
}

/** A dragged card. Each frame measures again, because the board may change during the drag. */
class DraggedCard {
  x: number;
  y: number;
  readonly id: string;
  readonly ids: readonly string[];
  readonly #root: HTMLElement;
  readonly #from: { readonly x: number; readonly y: number };
  #layer: HTMLElement | undefined;
  #over: HTMLElement | undefined;

  constructor(root: HTMLElement, id: string, ids: readonly string[], { clientX, clientY }: ReactPointerEvent) {
    this.#root = root;
    this.id = id;
    this.ids = ids;
    this.x = clientX;
    this.y = clientY;
    this.#from = { x: clientX, y: clientY };
  }

  get card(): HTMLElement | null {
    return this.#root.querySelector(`[data-idea="${CSS.escape(this.id)}"]`);
  }

  get isFar(): boolean {
    return Math.hypot(this.x - this.#from.x, this.y - this.#from.y) > START_PX;
  }

  /** Moves the copy to the pointer and returns where the card would land. */
  show(): Spot | undefined {
    const { card } = this;
    if (!card) return undefined;
    this.#layer ??= floating(card, this.ids.length);
    card.classList.add('dragged');
    const sections = [...this.#root.querySelectorAll<HTMLElement>('[data-group]')];
    const section = sections[nearest(sections.map(boxOf), this.x, this.y)];
    if (!section) return undefined;
    const cards = [...section.querySelectorAll<HTMLElement>('[data-idea]')].filter(
      (other) => !this.ids.includes(other.dataset.idea ?? ''),
    );
    const at = cards[landing(cards.map(boxOf), this.y)];
    this.#draw(section, at, cards.at(-1));
    return { theme: section.dataset.group || null, before: at?.dataset.idea };
  }

  #draw(section: HTMLElement, at: HTMLElement | undefined, last: HTMLElement | undefined): void {
    const [copy, line] = this.#layer?.children ?? [];
    if (!(copy instanceof HTMLElement) || !(line instanceof HTMLElement)) return;
    copy.style.translate = `${this.x - this.#from.x}px ${this.y - this.#from.y}px`;
    const { left, width } = boxOf(section.querySelector('.ideas') ?? section);
    const top = at ? boxOf(at).top - 5 : last ? boxOf(last).bottom + 3 : boxOf(section).bottom - 2;
    line.style.translate = `${left}px ${top}px`;
    line.style.width = `${width}px`;
    if (this.#over === section) return;
    this.#over?.removeAttribute('data-over');
    this.#over = section;
    section.setAttribute('data-over', '');
  }

  /** Scrolls while the pointer is near an edge, by elapsed time, so that it is steady without pointer moves. */
  scroll(ms: number): void {
    const column = this.#over?.querySelector<HTMLElement>('.ideas');
    for (const scroller of [this.#root.closest<HTMLElement>('.scroller'), column]) {
      if (!scroller) continue;
      const { left, right, top, bottom } = boxOf(scroller);
      scroller.scrollTop += scrollSpeed(this.y, top, bottom) * ms;
      scroller.scrollLeft += scrollSpeed(this.x, left, right) * ms;
    }
  }

  clear(): void {
    this.#layer?.remove();
    this.#over?.removeAttribute('data-over');
    this.card?.classList.remove('dragged');
  }
}

type Following = { onStart: () => void; onEnd: (spot: Spot | undefined) => void; onTap: (range: boolean) => void };

/**
 * Follows the pointer until the drag ends. The listeners are on the document, so that the drag ends even if the card is
 * removed. `onEnd` gets the result of the last `show`, or undefined if the drag was cancelled. Returns a function that cancels.
 */
function followPointer(card: DraggedCard, { onStart, onEnd, onTap }: Following): () => void {
  const listening = new AbortController();
  let last = 0;
  let frame = 0;

  function draw(now: number): void {
    if (!card.card) {
      end(undefined);
      return;
    }
    card.scroll(Math.min(now - last, 100));
    last = now;
    card.show();
    frame = requestAnimationFrame(draw);
  }
  function end(spot: Spot | undefined): void {
    cancelAnimationFrame(frame);
    listening.abort();
    card.clear();
    onEnd(spot);
  }
  const onPointer = (event: Event) => {
    if (!(event instanceof PointerEvent)) return;
    card.x = event.clientX;
    card.y = event.clientY;
    if (frame === 0 && card.isFar) {
      last = performance.now();
      frame = requestAnimationFrame(draw);
      onStart();
    }
    if (event.type !== 'pointerup') return;
    end(frame === 0 ? undefined : card.show());
    if (frame === 0) onTap(event.shiftKey);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end(undefined);
  };
  const options = { signal: listening.signal, capture: true };
  for (const name of ['pointermove', 'pointerup']) document.addEventListener(name, onPointer, options);
  for (const name of ['pointercancel', 'lostpointercapture'])
    document.addEventListener(name, () => end(undefined), options);
  document.addEventListener('keydown', onKey, options);
  return () => end(undefined);
}

/** Drags cards by their handles within and between themes, with mouse, pen or finger. Escape cancels. */
export function useDrag(root: RefObject<HTMLElement | null>, handlers: Handlers): Drag {
  const [active, setActive] = useState(false);
  const present = useRef(handlers);
  const cancel = useRef<() => void>(undefined);
  useEffect(() => {
    present.current = handlers;
  });
  useEffect(() => () => cancel.current?.(), []);
  const grab = useCallback(
    (event: ReactPointerEvent<HTMLElement>, id: string) => {
      if (!root.current || event.button !== 0) return;
      cancel.current?.();
      event.currentTarget.setPointerCapture(event.pointerId);
      const card = new DraggedCard(root.current, id, present.current.idsOf(id), event);
      cancel.current = followPointer(card, {
        onStart: () => setActive(true),
        onEnd: (spot) => {
          cancel.current = undefined;
          setActive(false);
          if (spot) present.current.onDrop(card.ids, spot);
        },
        onTap: (range) => present.current.onTap(id, range),
      });
    },
    [root],
  );
  return { active, grab };
}
