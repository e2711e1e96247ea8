// The server's settings for the page, from a meta element of index.html.

export type Settings = {
  readonly demo: boolean;
  readonly model: string;
  readonly maxMessageChars: number;
  readonly version: string;
};

const DEFAULTS: Settings = { demo: false, model: '', maxMessageChars: 8_000, version: '' };

export function parseSettings(json: string): Settings {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return DEFAULTS;
  }
  if (typeof value !== 'object' || value === null) return DEFAULTS;
  const { demo, model, maxMessageChars, version } = value as Record<string, unknown>;
  return {
    demo: demo === true,
    model: typeof model === 'string' ? model : DEFAULTS.model,
    maxMessageChars:
      typeof maxMessageChars === 'number' && maxMessageChars > 0 ? maxMessageChars : DEFAULTS.maxMessageChars,
    version: typeof version === 'string' ? version : DEFAULTS.version,
  };
}

export function readSettings(): Settings {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=brainstormer]');
  return parseSettings(meta?.content ?? '{}');
}
