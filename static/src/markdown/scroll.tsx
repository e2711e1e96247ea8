import type { ReactElement, ReactNode } from 'react';

/** A named box for wide content that scrolls on its own, also by keyboard. */
export function Scroll({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region would be a landmark, and a fieldset belongs to forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <div className="md-scroll" role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
