import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// happy-dom has no caption cues, which decode character references.
class Cue {
  readonly #body = document.createElement('div');
  constructor(_start: number, _end: number, text: string) {
    this.#body.innerHTML = text;
  }
  getCueAsHTML(): Element {
    return this.#body;
  }
}
Object.assign(globalThis, { VTTCue: Cue });

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});
