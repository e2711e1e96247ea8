// The server's settings for the page, from a meta element in index.html.

import { optionalNumber, parseFields, textOf } from './fields';

export type Settings = {
  readonly demo: boolean;
  readonly model: string;
  readonly maxMessageChars: number;
  readonly version: string;
};

const USUAL_CHARS = 8_000;

export function parseSettings(json: string): Settings {
  const { demo, model, maxMessageChars, version } = parseFields(json) ?? {};
  const limit = optionalNumber(maxMessageChars) ?? 0;
  return {
    demo: demo === true,
    model: textOf(model),
    maxMessageChars: limit > 0 ? limit : USUAL_CHARS,
    version: textOf(version),
  };
}

export function readSettings(): Settings {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=brainstormer]');
  return parseSettings(meta?.content ?? '{}');
}
