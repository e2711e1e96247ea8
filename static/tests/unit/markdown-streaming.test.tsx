import { render } from '@testing-library/react';
import { Lexer } from 'marked';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Markdown } from '../../src/markdown';
import { closeOpenEnd, holdLine } from '../../src/markdown/open-end';
import { BlockReader, type Reading } from '../../src/markdown/reader';
import { randomCuts, randomMarkdown, seeded } from './markdown-random';

afterEach(() => vi.restoreAllMocks());

/** Returns the HTML shown, with attributes in a fixed order. */
function htmlOf(container: HTMLElement): string {
  return container.innerHTML.replace(/<(\w+)((?: [\w-]+="[^"]*")+)>/g, (_, tag: string, attributes: string) => {
    const sorted = [...attributes.matchAll(/ [\w-]+="[^"]*"/g)].map(String).sort().join('');
    return `<${tag}${sorted}>`;
  });
}

function whole(text: string): string {
  const { container, unmount } = render(<Markdown text={text} streaming={false} />);
  const html = htmlOf(container);
  unmount();
  return html;
}

/** Shows a text growing from cut to cut, then finished. `look` is called at each state. */
function stream(text: string, cuts: Iterable<number>, look: (root: HTMLElement) => void = () => {}): string {
  const { container, rerender, unmount } = render(<Markdown text="" streaming />);
  for (const cut of cuts) {
    rerender(<Markdown text={text.slice(0, cut)} streaming />);
    look(container);
  }
  rerender(<Markdown text={text} streaming={false} />);
  const html = htmlOf(container);
  unmount();
  return html;
}

function every(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => index + 1);
}

const ANSWER = `# Names for a **café**

Here are *three* directions, with \`code\` and ~~one~~ [link](https://a.example/b "t"), see <https://a.example> &mdash; ok?

- **The Long \`Margin\`**: calm
  1. nested *item*
  2. another
- Dog-Eared
- [x] done
- [ ] open

| Name | *Mood* |
| --- | :-: |
| **Hot** | \`loud\` |
| Cold | ~~no~~ |

> A quote with **bold**
> and more

\`\`\`js
const a = **b**; // - [ ] | no
\`\`\`

***both*** and __this__ and ![an image](https://a.example/i.png)

---

Done \\*really\\*.
`;

describe('a streamed answer', () => {
  it('ends as if it had come in one piece, wherever it was cut', () => {
    for (let seed = 1; seed <= 120; seed++) {
      const random = seeded(seed);
      const text = randomMarkdown(random);
      expect(stream(text, randomCuts(random, text.length)), `seed ${seed}`).toBe(whole(text));
    }
  }, 60_000);

  it('ends so character by character too', () => {
    expect(stream(ANSWER, every(ANSWER))).toBe(whole(ANSWER));
  });

  it('ends so where it was replaced in between', () => {
    const { container, rerender } = render(<Markdown text={'- a\n- b\n- c\n- d\n\nold **te'} streaming />);
    rerender(<Markdown text="# new" streaming />);
    rerender(<Markdown text={'# new\n\ntext'} streaming={false} />);
    expect(htmlOf(container)).toBe(whole('# new\n\ntext'));
  });

  it('never takes back a word that it has shown, or shows markup that will vanish', () => {
    // remend does not close these, so they show as written until complete: references, addresses, code in bold.
    const text = ANSWER.replace('The Long `Margin`', 'The Long Margin')
      .replace('***both***', '**both**')
      .replace(/^Here.*$/m, 'Here are *three* directions, with `code` and ~~one~~ word')
      .replace(/ and !.*$/m, '');
    const end = render(<Markdown text={text} streaming={false} />).container.textContent ?? '';
    let last = '';
    stream(text, every(text), (root) => {
      // The button's icon and the language label are not part of the answer.
      const shown = root.textContent ?? '';
      const seen = shown.replace(/\bj$/, '');
      expect(end.startsWith(seen), `${JSON.stringify(seen.slice(-60))} is where the answer goes`).toBe(true);
      expect(seen.length).toBeGreaterThanOrEqual(last.length);
      last = seen;
    });
  });

  it('keeps its elements: closed blocks, items and rows are not recreated', () => {
    const blocks = new Map<number, string>();
    const kept = new Map<string, Element>();
    stream(ANSWER, every(ANSWER), (root) => {
      const md = root.querySelector('.md');
      for (const [index, block] of [...(md?.children ?? [])].entries()) {
        expect(blocks.get(index) ?? block.localName, `block ${index} keeps its kind`).toBe(block.localName);
        blocks.set(index, block.localName);
      }
      for (const [index, element] of [...root.querySelectorAll('.md > *, li, tr')].entries()) {
        const name = `${element.localName} ${index}`;
        expect(kept.get(name) ?? element).toBe(element);
        kept.set(name, element);
      }
    });
    expect(blocks.size).toBe(9);
  });

  it('shows a link by reference as one as soon as its definition is complete', () => {
    const { container, rerender } = render(<Markdown text={'see [here][a]\n\n[a]: https://a.ex'} streaming />);
    expect(container.querySelector('a')).toBeNull();
    rerender(<Markdown text={'see [here][a]\n\n[a]: https://a.example\n\nthen\n\nmore'} streaming />);
    expect(container.querySelector('a')).toHaveAttribute('href', 'https://a.example/');
  });
});

describe('half-open syntax', () => {
  it.each([
    ['a **b', 'a **b**'],
    ['a **b*', 'a **b**'],
    ['a **', 'a'],
    ['*a **b', '*a **b***'],
    ['a ~~b', 'a ~~b~~'],
    ['a `b', 'a `b`'],
    ['``a`b', '``a`b``'],
    ['**a [b](https://c.example/_d) e', '**a [b](https://c.example/_d) e**'],
    ['中文**强调', '中文**强调**'],
    ['"**a" b', '"**a" b**'],
    ['a \\*b', 'a \\*b'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['2*3', '2*3'],
    ['snake_case', 'snake_case'],
    ['text\n-', 'text'],
    ['text\n- [', 'text'],
    ['text\n1', 'text'],
    ['text\n#', 'text'],
    ['text\n==', 'text'],
    ['text\n```', 'text'],
    ['text\n```j', 'text\n```j'],
    ['```\na **b\n``', '```\na **b'],
    ['```\na **b', '```\na **b'],
    ['a \\', 'a'],
    ['| a | b', ''],
    ['text\n| a \\| b |', 'text\n'],
    ['| a |\n|--', ''],
    ['| a |\n|---|\n| **b', '| a |\n|---|\n| **b**'],
    ['- **a\n- b', '- **a\n- b'],
  ])('%j shows as %j', (text, expected) => {
    expect(closeOpenEnd(holdLine(text))).toBe(expected);
  });

  it.each(['[label', '[label](', '[label](https://a.exam'])('%j shows as its label', (text) => {
    const { container } = render(<Markdown text={`see **${text}`} streaming />);
    expect(container.innerHTML).toBe('<div class="md"><p dir="auto">see <strong>label</strong></p></div>');
  });
});

/** What a read shows of its closed blocks: all but the last two. */
function closedOf({ blocks }: Reading, count: number): string {
  return JSON.stringify(blocks.slice(0, count).map(({ token, level }) => [token.type, token.raw, level]));
}

describe('reading as the text grows', () => {
  it('closes no block too early: each is what reading the same text at once makes of it', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      const text = randomMarkdown(random);
      const reader = new BlockReader();
      for (const cut of randomCuts(random, text.length)) {
        const part = text.slice(0, cut);
        const grown = reader.read(part, true);
        const count = Math.max(0, grown.blocks.length - 2);
        expect(closedOf(grown, count), `seed ${seed} at ${cut}`).toBe(
          closedOf(new BlockReader().read(part, false), count),
        );
      }
    }
  }, 60_000);

  it('gives the same whether asked once or twice', () => {
    const reader = new BlockReader();
    for (const cut of every(ANSWER)) {
      const part = ANSWER.slice(0, cut);
      expect(JSON.stringify(reader.read(part, true))).toBe(JSON.stringify(reader.read(part, true)));
    }
  });
});

/** Counts the characters passed to these methods of marked while a text streams in pieces of `step`. */
function lexed(text: string, step: number, methods: readonly ('blockTokens' | 'inlineTokens')[]): number {
  const spies = methods.map((method) => vi.spyOn(Lexer.prototype, method));
  stream(
    text,
    every(text).filter((length) => length % step === 0),
  );
  const sum = spies.flatMap((spy) => spy.mock.calls).reduce((total, [source]) => total + source.length, 0);
  vi.restoreAllMocks();
  return sum;
}

describe('the cost of streaming', () => {
  const item = '- **Item**: a name that is easy to say and hard to forget\n';
  const paragraph = 'A name should be **easy** to say, `short` and hard to forget. '.repeat(3);

  it.each([
    ['paragraphs', `${paragraph}\n\n`],
    ['a single list', item],
    ['a single list, loose', `${item}\n`],
    ['a numbered list with nested ones', `1. one\n   - two **three**\n`],
    ['sections', `## Head\n${paragraph}\n${item}\n`],
  ])('grows with the length, not its square: %s', (_, unit) => {
    const short = lexed(unit.repeat(10), 20, ['blockTokens', 'inlineTokens']);
    const long = lexed(unit.repeat(40), 20, ['blockTokens', 'inlineTokens']);
    expect(long / short).toBeLessThan(4.6);
    expect(long).toBeLessThan(40 * unit.length * 40);
  });

  it('is linear within an endless paragraph too', () => {
    const sentence = 'A name should be **easy** to say. ';
    const short = lexed(sentence.repeat(300), 400, ['inlineTokens']);
    const long = lexed(sentence.repeat(1200), 400, ['inlineTokens']);
    expect(long / short).toBeLessThan(5);
  });
});
