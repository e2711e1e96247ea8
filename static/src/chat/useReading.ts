import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 64;
const ABOVE_QUESTION_PX = 16;

type Place = { readonly element: Element; readonly top: number };

/**
 * How the log is being read. `following`: the view follows the growing text. `asked`: a question was asked here and stays in
 * view while its answer grows. `top`: where the page last scrolled to; any other position is the reader's own scroll.
 * `place`: the turn being read and its position, when the view does not follow.
 */
type Reading = { following: boolean; asked: boolean; top: number; place: Place | undefined };

/** Returns how far to scroll to see the end. While an answer grows, its question is not scrolled past the top. */
function targetOf(box: HTMLElement, content: HTMLElement, asked: boolean): number {
  const end = box.scrollHeight - box.clientHeight;
  const turn = content.lastElementChild;
  if (!asked || !turn) return end;
  const origin = box.getBoundingClientRect().top - box.scrollTop;
  const question = turn.getBoundingClientRect().top - origin - ABOVE_QUESTION_PX;
  const answer = (turn.querySelector('.answer') ?? turn).getBoundingClientRect().top - origin;
  // The end of a very long question is enough.
  return Math.min(end, Math.max(question, answer - box.clientHeight / 2));
}

/** Returns the topmost visible turn. */
function placeOf(box: HTMLElement): Place | undefined {
  const { left, top, width, height } = box.getBoundingClientRect();
  for (const share of [0.05, 0.3, 0.6]) {
    const turn = document.elementFromPoint(left + width / 2, top + height * share)?.closest('.turn');
    if (turn && box.contains(turn)) return { element: turn, top: turn.getBoundingClientRect().top };
  }
  return undefined;
}

const isNearEnd = (box: HTMLElement) => box.scrollHeight - box.clientHeight - box.scrollTop < NEAR_PX;

/** Calls `onResize` when the text or the window changes its size, and `onScroll` after each scroll. Both must be stable. */
function useScroller(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  onResize: () => void,
  onScroll: (box: HTMLElement) => void,
): void {
  useEffect(() => {
    const box = scroller.current;
    if (!box || !content.current) return;
    const scrolled = () => onScroll(box);
    const observer = new ResizeObserver(onResize);
    observer.observe(content.current);
    observer.observe(box);
    box.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', scrolled);
    };
  }, [scroller, content, onResize, onScroll]);
}

/**
 * Keeps the end of a growing text in view unless the reader has scrolled away. Then the turn being read stays in place,
 * whatever changes above it.
 */
export function useReading(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>) {
  const reading = useRef<Reading>({ following: true, asked: false, top: 0, place: undefined });
  const [atEnd, setAtEnd] = useState(true);
  const hold = useCallback(() => {
    const box = scroller.current;
    if (!box || !content.current) return;
    const { following, asked, place } = reading.current;
    if (following) box.scrollTop = targetOf(box, content.current, asked);
    else if (place?.element.isConnected) box.scrollTop += place.element.getBoundingClientRect().top - place.top;
    reading.current.top = box.scrollTop;
    setAtEnd(isNearEnd(box));
  }, [scroller, content]);
  const follow = useCallback(
    (asked: boolean) => {
      Object.assign(reading.current, { following: true, asked });
      hold();
    },
    [hold],
  );
  /** Scrolls to the end and follows it. */
  const toEnd = useCallback(() => follow(false), [follow]);
  /** Follows the newest question and its answer. */
  const toQuestion = useCallback(() => follow(true), [follow]);
  useLayoutEffect(toEnd, [toEnd]);
  const note = useCallback((box: HTMLElement) => {
    const now = reading.current;
    const near = isNearEnd(box);
    const moved = Math.abs(box.scrollTop - now.top) > 1;
    if (moved) Object.assign(now, { following: near, asked: now.asked && !near });
    now.top = box.scrollTop;
    now.place = now.following ? undefined : placeOf(box);
    setAtEnd(near);
  }, []);
  useScroller(scroller, content, hold, note);
  return { reading, atEnd, toEnd, toQuestion };
}
