import { copyAndTell } from '../lib/copy';
import { counted } from '../lib/text';
import { Menu, type MenuItem } from '../ui/Menu';
import type { BoardIdea } from './board';
import { asLines, download, type ExportKind, exportText, fileName } from './exports';
import { ideasIn, pickFile } from './imports';
import type { NewIdea } from './lines';

type Props = {
  ideas: readonly BoardIdea[];
  title: string;
  onNotify: (text: string, tone?: 'plain' | 'error') => void;
  onImport: (ideas: readonly NewIdea[]) => void;
  onPrint: () => void;
  onUndo: () => void;
};

const KINDS: readonly (readonly [ExportKind, string])[] = [
  ['md', 'Markdown'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['mmd', 'Mermaid mind map'],
];

export function BoardMenu({ ideas, title, onNotify, onImport, onPrint, onUndo }: Props) {
  const copy = (text: string) => copyAndTell(text, `${counted(ideas.length, 'idea')} copied`, onNotify);
  const take = async (file: File) => {
    const found = await ideasIn(file);
    if (found.length > 0) onImport(found);
    else onNotify(`No ideas found in ${file.name}. Try Markdown, plain text or a JSON export.`, 'error');
  };
  const items = (): MenuItem[] => {
    const text = (kind: ExportKind) => exportText(kind, title, ideas);
    const save = (kind: ExportKind) => download(fileName(title, kind), text(kind));
    const handOver: MenuItem[] = [
      { label: 'Copy all', icon: 'copy', run: () => copy(asLines(ideas)) },
      { label: 'Copy as Markdown', icon: 'copy', run: () => copy(text('md')) },
      ...KINDS.map(
        ([kind, name]): MenuItem => ({ label: `Export as ${name}`, icon: 'download', run: () => save(kind) }),
      ),
    ];
    return [
      { label: 'Undo last change', icon: 'undo', run: onUndo },
      ...(ideas.length > 0 ? handOver : []),
      { label: 'Import…', icon: 'plus', run: () => pickFile(take) },
      { label: 'Print chat and board', icon: 'print', run: onPrint },
    ];
  };
  return <Menu label="Import, copy, export, print" topic="Board" items={items} className="push-right" />;
}
