import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useState } from 'react';
import { read, write } from '../lib/storage';

const LEAST = 240;
const MOST = 720;
const USUAL = 344;
const STEP = 16;

/** The edge between chat and board, movable by pointer and arrow keys. */
export function BoardEdge() {
  const [width, setWidth] = useState(() => Number(read('board-width')) || USUAL);
  useLayoutEffect(() => document.documentElement.style.setProperty('--board-width', `${width}px`), [width]);
  const set = (wanted: number) => {
    const next = Math.max(LEAST, Math.min(MOST, wanted));
    setWidth(next);
    write('board-width', next);
  };
  const onKeyDown = ({ key, currentTarget: { parentElement } }: KeyboardEvent) => {
    // A small window shows the board narrower than the saved width.
    const shown = parentElement?.offsetWidth || width;
    if (key === 'ArrowLeft') set(shown + STEP);
    if (key === 'ArrowRight') set(shown - STEP);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) set(Math.round(window.innerWidth - event.clientX));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a movable separator is a control
    <div
      role="separator"
      className="board-edge"
      aria-label="Board width"
      aria-orientation="vertical"
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      aria-valuenow={width}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  );
}
