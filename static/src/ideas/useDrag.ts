import {
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';

type Drag = { active: boolean; grab: (event: ReactPointerEvent<HTMLElement>, index: number) => void };
type Item = { element: HTMLElement; top: number; height: number };

const EDGE_PX = 48;
const SCROLL_PX = 10;

function itemsOf(list: HTMLElement): Item[] {
  return [...list.querySelectorAll<HTMLElement>(':scope > li[data-idea]')].map((element) => {
    return { element, top: element.offsetTop, height: element.offsetHeight };
  });
}

/** Where the item would land: past every item whose middle it has crossed. */
export function landing(items: readonly { top: number; height: number }[], from: number, by: number): number {
  const moved = items[from];
  if (!moved) return from;
  const top = moved.top + by;
  const bottom = top + moved.height;
  const above = items.filter((item, index) => index < from && item.top + item.height / 2 > top).length;
  const below = items.filter((item, index) => index > from && item.top + item.height / 2 < bottom).length;
  return from - above + below;
}

/** Dragging the items of a list by their handles, with mouse, pen or finger. */
export function useDrag(list: RefObject<HTMLElement | null>, onMove: (from: number, to: number) => void): Drag {
  const [active, setActive] = useState(false);
  const move = useRef(onMove);
  useEffect(() => {
    move.current = onMove;
  });
  const grab = useCallback(
    (event: ReactPointerEvent<HTMLElement>, from: number) => {
      const box = list.current;
      const scroller = box?.closest<HTMLElement>('.scroller');
      if (!box || !scroller || event.button !== 0) return;
      const handle = event.currentTarget;
      const items = itemsOf(box);
      const height = items[from]?.height ?? 0;
      const start = event.clientY + scroller.scrollTop;
      let to = from;
      handle.setPointerCapture(event.pointerId);
      const follow = (at: PointerEvent) => {
        const edges = scroller.getBoundingClientRect();
        if (at.clientY < edges.top + EDGE_PX) scroller.scrollTop -= SCROLL_PX;
        if (at.clientY > edges.bottom - EDGE_PX) scroller.scrollTop += SCROLL_PX;
        const by = at.clientY + scroller.scrollTop - start;
        to = landing(items, from, by);
        setActive(true);
        items.forEach(({ element }, index) => {
          const aside = index > from && index <= to ? -height : index < from && index >= to ? height : 0;
          element.style.translate = `0 ${index === from ? by : aside}px`;
          element.classList.toggle('dragged', index === from);
        });
      };
      const end = (at: PointerEvent) => {
        handle.removeEventListener('pointermove', follow);
        handle.removeEventListener('pointerup', end);
        handle.removeEventListener('pointercancel', end);
        for (const { element } of items) {
          element.style.translate = '';
          element.classList.remove('dragged');
        }
        setActive(false);
        if (at.type === 'pointerup' && to !== from) move.current(from, to);
      };
      handle.addEventListener('pointermove', follow);
      handle.addEventListener('pointerup', end);
      handle.addEventListener('pointercancel', end);
    },
    [list],
  );
  return { active, grab };
}
