// Ideas from a file: Markdown, plain text, or JSON exported by this page.

import { isFields, parseFields, textOf } from '../lib/fields';
import { ideasOf, type NewIdea, themeOf } from './lines';

const LARGEST_FILE = 10_000_000;
// These occur in files that are not UTF-8 text.
const NO_TEXT = /[\0\ufffd]/;

function fromJson(value: unknown): NewIdea[] {
  if (!isFields(value)) return [];
  const text = textOf(value.text).trim();
  return text === '' ? [] : [{ text, theme: themeOf(textOf(value.theme)), starred: value.starred === true }];
}

function parsed(json: string): NewIdea[] {
  const ideas = parseFields(json)?.ideas;
  return Array.isArray(ideas) ? ideas.flatMap(fromJson) : [];
}

/** Returns the ideas in a file; none if it cannot be read. */
export async function ideasIn(file: File): Promise<NewIdea[]> {
  try {
    const text = file.size > LARGEST_FILE ? '' : await file.text();
    if (NO_TEXT.test(text)) return [];
    return /\.json$/i.test(file.name) ? parsed(text) : ideasOf(text);
  } catch {
    return [];
  }
}

/** Opens the browser's file dialog. */
export function pickFile(onFile: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.md,.markdown,.txt,.json';
  input.onchange = () => {
    const file = input.files?.[0];
    if (file) onFile(file);
  };
  input.click();
}
