// The board as text: for the clipboard and for files.

import type { BoardIdea } from './board';

export type ExportKind = 'md' | 'csv' | 'json';

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

/** One idea a line, as pasted into a mail. */
export function asLines(ideas: readonly BoardIdea[]): string {
  return ideas.map((idea) => oneLine(idea.text)).join('\n');
}

export function asMarkdown(title: string, ideas: readonly BoardIdea[]): string {
  const lines = ideas.map((idea) => `- ${oneLine(idea.text)}${idea.starred ? ' ★' : ''}`);
  return `# ${oneLine(title)}\n\n${lines.join('\n')}\n`;
}

// A spreadsheet runs a cell that begins like a formula; an apostrophe makes it text.
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** RFC 4180, with a byte-order mark so that spreadsheets read it as UTF-8. */
export function asCsv(ideas: readonly BoardIdea[]): string {
  const rows = ideas.map((idea, index) => `${index + 1},${cell(idea.text)},${idea.starred ? 'yes' : 'no'}`);
  return `\uFEFF${['number,idea,starred', ...rows].join('\r\n')}\r\n`;
}

export function asJson(title: string, ideas: readonly BoardIdea[]): string {
  const list = ideas.map(({ id, text, starred, turnId }) => ({ id, text, starred, turnId }));
  return `${JSON.stringify({ title, ideas: list }, null, 2)}\n`;
}

const TYPES: Record<ExportKind, string> = { md: 'text/markdown', csv: 'text/csv', json: 'application/json' };

export function exportText(kind: ExportKind, title: string, ideas: readonly BoardIdea[]): string {
  if (kind === 'csv') return asCsv(ideas);
  return kind === 'md' ? asMarkdown(title, ideas) : asJson(title, ideas);
}

/** A file name from a title: letters and digits of any script, the rest as hyphens. */
export function fileName(title: string, kind: ExportKind): string {
  const stem = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${stem || 'ideas'}.${kind}`;
}

export function download(name: string, kind: ExportKind, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${TYPES[kind]};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
