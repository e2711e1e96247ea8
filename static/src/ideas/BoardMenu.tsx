import { copyText } from '../lib/copy';
import { counted } from '../lib/text';
import { Menu, type MenuItem } from '../ui/Menu';
import type { BoardIdea } from './board';
import { asLines, download, type ExportKind, exportText, fileName } from './exports';

type Props = {
  ideas: readonly BoardIdea[];
  title: string;
  onNotify: (text: string, tone?: 'plain' | 'error') => void;
  onPrint: () => void;
};

const KINDS: readonly (readonly [ExportKind, string])[] = [
  ['md', 'Export as Markdown'],
  ['csv', 'Export as CSV'],
  ['json', 'Export as JSON'],
];

export function BoardMenu({ ideas, title, onNotify, onPrint }: Props) {
  const copyAll = async () => {
    const done = await copyText(asLines(ideas));
    if (done) onNotify(`${counted(ideas.length, 'idea')} copied`);
    else onNotify('Couldn’t copy.', 'error');
  };
  const print: MenuItem = { label: 'Print chat and board', icon: 'print', run: onPrint };
  const exports = KINDS.map(
    ([kind, label]): MenuItem => ({
      label,
      icon: 'download',
      run: () => download(fileName(title, kind), kind, exportText(kind, title, ideas)),
    }),
  );
  const items =
    ideas.length === 0 ? [print] : [{ label: 'Copy all', icon: 'copy', run: copyAll } as const, ...exports, print];
  return <Menu label="Copy, export, print" items={() => items} className="push-right" />;
}
