import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 64;
const ABOVE_QUESTION_PX = 16;

/**
 * How the log is being read. `following`: the view goes along as the text grows. `asked`: a question was asked here, and
 * it stays in view while its answer grows. `top`: where the page itself has scrolled to, so that a scroll to anywhere else
 * is known as the reader's.
 */
export type Reading = { following: boolean; asked: boolean; top: number };

type Follow = {
  reading: RefObject<Reading>;
  atEnd: boolean;
  /** Scrolls to the end, and follows it from there on. */
  toEnd: () => void;
  /** Follows the newest question and its answer. */
  toQuestion: () => void;
};

/** How far to scroll to see the end; while an answer grows, no further than until its question is at the top. */
function targetOf(box: HTMLElement, content: HTMLElement, asked: boolean): number {
  const end = box.scrollHeight - box.clientHeight;
  const turn = content.lastElementChild;
  if (!asked || !turn) return end;
  const origin = box.getBoundingClientRect().top - box.scrollTop;
  const question = turn.getBoundingClientRect().top - origin - ABOVE_QUESTION_PX;
  const answer = (turn.querySelector('.answer') ?? turn).getBoundingClientRect().top - origin;
  // Of a question that is very long, its end is enough.
  return Math.min(end, Math.max(question, answer - box.clientHeight / 2));
}

/** Keeps the end of a growing text in view until the reader scrolls away, and again when they come back to the end. */
export function useFollowEnd(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>): Follow {
  const reading = useRef<Reading>({ following: true, asked: false, top: 0 });
  const [atEnd, setAtEnd] = useState(true);
  const follow = useCallback(() => {
    const box = scroller.current;
    if (!box || !content.current) return;
    if (reading.current.following) box.scrollTop = targetOf(box, content.current, reading.current.asked);
    reading.current.top = box.scrollTop;
    setAtEnd(box.scrollHeight - box.clientHeight - box.scrollTop < NEAR_PX);
  }, [scroller, content]);
  const go = useCallback(
    (asked: boolean) => {
      Object.assign(reading.current, { following: true, asked });
      follow();
    },
    [follow],
  );
  const toEnd = useCallback(() => go(false), [go]);
  const toQuestion = useCallback(() => go(true), [go]);
  useLayoutEffect(toEnd, [toEnd]);
  useEffect(() => {
    const box = scroller.current;
    if (!box || !content.current) return;
    const onScroll = () => {
      const near = box.scrollHeight - box.clientHeight - box.scrollTop < NEAR_PX;
      const moved = Math.abs(box.scrollTop - reading.current.top) > 1;
      if (moved) Object.assign(reading.current, { following: near, asked: reading.current.asked && !near });
      reading.current.top = box.scrollTop;
      setAtEnd(near);
    };
    const observer = new ResizeObserver(follow);
    observer.observe(content.current);
    observer.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [scroller, content, follow]);
  return { reading, atEnd, toEnd, toQuestion };
}
