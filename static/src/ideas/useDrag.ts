import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useEffect, useRef } from 'react';
import { cardOf } from '../ui/focus';
import type { Spot } from './themes';

type Handlers = {
  /** The ideas that move when one is dragged, including it. */
  readonly idsWith: (id: string) => readonly string[];
  readonly onDrop: (ids: readonly string[], spot: Spot) => void;
};
type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

const EDGE_PX = 48;
// At the very edge. Decreases to 0 at EDGE_PX from it.
const SCROLL_PX_PER_MS = 0.9;
// A shorter move is a click.
const START_PX = 4;

/** Returns the index of the box nearest to a point. */
export function nearest(boxes: readonly Box[], x: number, y: number): number {
  const distances = boxes.map((box) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)),
  );
  return distances.indexOf(Math.min(...distances));
}

/** Returns the index of the first box whose middle is below a point; -1 if there is none. */
export function landing(boxes: readonly Box[], y: number): number {
  return boxes.findIndex((box) => (box.top + box.bottom) / 2 > y);
}

/** Returns the scrolling speed for a pointer near an edge, in px per ms; 0 between the edges. */
export function scrollSpeed(at: number, start: number, end: number): number {
  const near = (px: number) => Math.max(0, Math.min(1, 1 - px / EDGE_PX));
  return (near(end - at) - near(at - start)) * SCROLL_PX_PER_MS;
}

const boxOf = (element: Element) => element.getBoundingClientRect();

/** Adds the layer shown during a drag: a copy of the card, and a line where it would land. */
function floating(card: HTMLElement, count: number): readonly [HTMLElement, HTMLElement] {
  const [copy, line] = [document.createElement('ol'), document.createElement('div')];
  const { left, top, width } = boxOf(card);
  copy.className = 'ideas floating';
  line.className = 'floating';
  copy.inert = true;
  Object.assign(copy.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
  copy.append(card.cloneNode(true));
  if (count > 1) copy.dataset.count = `${count}`;
  document.body.append(copy, line);
  return [copy, line];
}

type Target = { readonly section: HTMLElement; readonly at: HTMLElement | undefined; readonly top: number };

/** Returns where cards dropped at a point would land, and the height of that place on the screen. */
function targetAt(root: HTMLElement, ids: readonly string[], x: number, y: number): Target | undefined {
  const sections = [...root.querySelectorAll<HTMLElement>('[data-group]')];
  const section = sections[nearest(sections.map(boxOf), x, y)];
  if (!section) return undefined;
  const cards = [...section.querySelectorAll<HTMLElement>('.ideas:not([hidden]) > [data-idea]')];
  const others = cards.filter((card) => !ids.includes(card.dataset.idea ?? ''));
  const at = others[landing(others.map(boxOf), y)];
  return { section, at, top: at ? boxOf(at).top - 6 : boxOf(others.at(-1) ?? section).bottom + 3 };
}

/** Scrolls while the pointer is near an edge. By elapsed time, so that it is steady without pointer moves. */
function scroll(elements: readonly (Element | null)[], x: number, y: number, ms: number): void {
  for (const element of elements) {
    if (!element) continue;
    const { left, right, top, bottom } = boxOf(element);
    element.scrollTop += scrollSpeed(y, top, bottom) * ms;
    element.scrollLeft += scrollSpeed(x, left, right) * ms;
  }
}

/**
 * Drags a card until the pointer is released. Each frame measures again, because the board may change during the drag.
 * Document listeners end the drag even if the card is removed. Returns a function that cancels it.
 */
function follow(
  root: HTMLElement,
  id: string,
  { pointerId, pointerType, clientX, clientY }: ReactPointerEvent,
  { idsWith, onDrop }: Handlers,
): () => void {
  const ids = idsWith(id);
  const listening = new AbortController();
  let [x, y] = [clientX, clientY];
  let [frame, last] = [0, 0];
  let layer: readonly [HTMLElement, HTMLElement] | undefined;

  function mark(dragged: boolean): void {
    for (const each of ids) cardOf(each, root)?.classList.toggle('dragged', dragged);
  }
  function show(): Target | undefined {
    const card = cardOf(id, root);
    const target = card && targetAt(root, ids, x, y);
    if (!target) return undefined;
    layer ??= floating(card, ids.length);
    mark(true);
    const { left, width } = boxOf(target.section);
    layer[0].style.translate = `${x - clientX}px ${y - clientY}px`;
    layer[1].style.translate = `${left}px ${target.top}px`;
    layer[1].style.width = `${width}px`;
    return target;
  }
  function draw(now: number): void {
    const target = document.querySelector('dialog[open]') ? undefined : show();
    if (!target) {
      end();
      return;
    }
    scroll(
      [target.section.closest('.scroller'), target.section.querySelector('.ideas')],
      x,
      y,
      Math.min(now - last, 100),
    );
    last = now;
    frame = requestAnimationFrame(draw);
  }
  function end(target?: Target): void {
    cancelAnimationFrame(frame);
    listening.abort();
    for (const element of layer ?? []) element.remove();
    mark(false);
    delete root.dataset.dragging;
    if (target) onDrop(ids, { theme: target.section.dataset.group || null, before: target.at?.dataset.idea });
  }
  const onPointer = (event: Event) => {
    // Ignore other fingers on the screen.
    if (!(event instanceof PointerEvent) || event.pointerId !== pointerId) return;
    if (event.type === 'pointercancel' || event.type === 'lostpointercapture') return end();
    [x, y] = [event.clientX, event.clientY];
    if (frame === 0 && Math.hypot(x - clientX, y - clientY) > START_PX) {
      last = performance.now();
      // The click at the end then has no card as its target. A finger's pointer is captured already.
      if (pointerType === 'mouse') root.setPointerCapture(pointerId);
      frame = requestAnimationFrame(draw);
      root.dataset.dragging = '';
    }
    if (event.type === 'pointerup') end(frame === 0 ? undefined : show());
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end();
  };
  const options = { signal: listening.signal, capture: true };
  for (const name of ['pointermove', 'pointerup', 'pointercancel', 'lostpointercapture'])
    document.addEventListener(name, onPointer, options);
  document.addEventListener('keydown', onKey, options);
  return end;
}

/** Returns a function that starts to drag a card within and between themes, while `root` has `data-dragging`. Escape cancels. */
export function useDrag(root: RefObject<HTMLElement | null>, handlers: Handlers) {
  const present = useRef(handlers);
  const cancel = useRef<() => void>(undefined);
  useEffect(() => {
    present.current = handlers;
  });
  useEffect(() => () => cancel.current?.(), []);
  return useCallback(
    (event: ReactPointerEvent, id: string) => {
      if (!root.current || event.button !== 0) return;
      cancel.current?.();
      cancel.current = follow(root.current, id, event, present.current);
    },
    [root],
  );
}
