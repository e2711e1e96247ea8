// The board as text: for the clipboard and for files.

import type { BoardIdea } from './board';
import { sectionsOf } from './themes';

export type ExportKind = 'md' | 'csv' | 'json' | 'mmd';

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

/** One idea per line, for pasting into an email. */
export function asLines(ideas: readonly BoardIdea[]): string {
  return ideas.map((idea) => oneLine(idea.text)).join('\n');
}

export function asMarkdown(title: string, ideas: readonly BoardIdea[]): string {
  const parts = sectionsOf(ideas).map(({ theme, ideas: group }) => {
    const lines = group.map((idea) => `- ${oneLine(idea.text)}${idea.starred ? ' ★' : ''}\n`).join('');
    return theme === null ? lines : `## ${oneLine(theme)}\n\n${lines}`;
  });
  return [`# ${oneLine(title)}\n`, ...parts.filter((part) => part !== '')].join('\n');
}

// Spreadsheets run a cell that starts like a formula; an apostrophe makes it text. Where `;` separates cells, there are more
// starts.
function cell(text: string): string {
  return `"${text.replace(/(?<=^|[;\t\r\n])(?=[=+\-@\t\r])/g, "'").replaceAll('"', '""')}"`;
}

// Excel expects the list separator of its region. A first line `sep=,` would change that, but then Excel no longer reads the
// file as UTF-8.
function separator(): string {
  return (0.5).toLocaleString().includes(',') ? ';' : ',';
}

/** CSV as in RFC 4180, with `;` where numbers have a decimal comma. The byte-order mark marks it as UTF-8 for spreadsheets. */
export function asCsv(ideas: readonly BoardIdea[], end = separator()): string {
  const rows = sectionsOf(ideas)
    .flatMap((section) => section.ideas)
    .map(({ theme, text, starred }) => [theme ?? '', text, starred ? 'yes' : 'no']);
  const lines = [['theme', 'idea', 'starred'], ...rows].map((row) => row.map(cell).join(end));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

export function asJson(title: string, ideas: readonly BoardIdea[]): string {
  const list = ideas.map(({ id, text, theme, starred, turnId }) => ({ id, text, theme, starred, turnId }));
  return `${JSON.stringify({ title, ideas: list }, null, 2)}\n`;
}

// The characters that have a meaning to Mermaid even within quotes.
function label(text: string): string {
  return `["${oneLine(text).replace(/[#"`%&<>\\]/g, (char) => `#${char.charCodeAt(0)};`)}"]`;
}

/** The board as a Mermaid mind map. */
export function asMindMap(title: string, ideas: readonly BoardIdea[]): string {
  const branches = sectionsOf(ideas).map(({ theme, ideas: group }) => {
    const [head, indent] = theme === null ? ['', '    '] : [`    ${label(theme)}\n`, '      '];
    return head + group.map((idea) => `${indent}${label(idea.text)}\n`).join('');
  });
  return `mindmap\n  ${label(title)}\n${branches.join('')}`;
}

export function exportText(kind: ExportKind, title: string, ideas: readonly BoardIdea[]): string {
  if (kind === 'csv') return asCsv(ideas);
  if (kind === 'mmd') return asMindMap(title, ideas);
  return kind === 'md' ? asMarkdown(title, ideas) : asJson(title, ideas);
}

/** Returns a file name for a title: letters and digits of any script, everything else as hyphens. */
export function fileName(title: string, kind: ExportKind): string {
  const stem = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${stem || 'ideas'}.${kind}`;
}

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
