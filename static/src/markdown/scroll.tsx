import type { ReactElement, ReactNode } from 'react';

/** What may be wider than the page scrolls by itself, by keys too, and says what it is where they reach it. */
export function Scroll({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    // A region would be a landmark, and those must differ in name; a fieldset belongs to forms.
    // biome-ignore lint/a11y/useSemanticElements: as said
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <div className="md-scroll" role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
