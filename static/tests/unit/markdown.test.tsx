import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Markdown } from '../../src/markdown';
import { decodeEntities } from '../../src/markdown/entities';

function show(text: string, streaming = false): HTMLElement {
  const { container } = render(<Markdown text={text} streaming={streaming} />);
  const root = container.querySelector<HTMLElement>('.md');
  if (!root) throw new Error('nothing is shown');
  return root;
}

/** Returns the elements that show a text, as HTML without attributes irrelevant to its structure. */
function html(text: string): string {
  return show(text).innerHTML.replace(/ (dir|class|scope|target|rel|tabindex|role)="[^"]*"/g, '');
}

describe('GFM', () => {
  it.each([
    [
      'emphasis',
      '*a* _b_ **c** __d__ ***e***',
      '<p><em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong> <em><strong>e</strong></em></p>',
    ],
    ['emphasis within words only by stars', 'a_b_c d*e*f', '<p>a_b_c d<em>e</em>f</p>'],
    ['strikethrough', '~~gone~~', '<p><del>gone</del></p>'],
    ['a single tilde as itself', '20~25 and ~30~', '<p>20~25 and ~30~</p>'],
    ['inline code', '`a *b* &lt;` and `` c`d ``', '<p><code>a *b* &amp;lt;</code> and <code>c`d</code></p>'],
    ['escapes', '\\*a\\* \\&amp; \\\\', '<p>*a* &amp;amp; \\</p>'],
    ['a hard break', 'a  \nb\\\nc', '<p>a<br>b<br>c</p>'],
    ['a new line, kept', 'a\nb', '<p>a<br>b</p>'],
    ['a rule', 'a\n\n---\n\nb', '<p>a</p><hr><p>b</p>'],
    [
      'a quote with what is in it',
      '> a\n> - b\n>\n> > c',
      '<blockquote><p>a</p><ul><li>b</li></ul><blockquote><p>c</p></blockquote></blockquote>',
    ],
    ['a tight list', '- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['a loose list', '- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
    ['an ordered list from 1', '1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    ['an ordered list from elsewhere', '7) a\n8) b', '<ol start="7"><li>a</li><li>b</li></ol>'],
    [
      'nested lists',
      '- a\n  1. b\n     - c\n- d',
      '<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li><li>d</li></ul>',
    ],
    ['code within an item', '- a\n\n      b', '<ul><li><p>a</p><div><div><span>text</span>'],
    ['Windows line ends', '- a\r\n- b\r\n\r\nc\r\rd', '<ul><li>a</li><li>b</li></ul><p>c</p><p>d</p>'],
    ['a NUL as the replacement character', 'a\0b', '<p>a\ufffdb</p>'],
    [
      'an autolink in brackets',
      '<https://a.example/?b=c>',
      '<p><a href="https://a.example/?b=c">https://a.example/?b=c</a></p>',
    ],
    ['a bare address', 'see https://a.example/b.', '<p>see <a href="https://a.example/b">https://a.example/b</a>.</p>'],
    ['a bare www', 'www.a.example', '<p><a href="http://www.a.example/">www.a.example</a></p>'],
    ['a mail address', 'me@a.example', '<p><a href="mailto:me@a.example">me@a.example</a></p>'],
    [
      'a link with a title',
      '[a *b*](https://c.example "d &amp; e")',
      '<p><a href="https://c.example/" title="d &amp; e">a <em>b</em></a></p>',
    ],
    [
      'a reference before its definition',
      '[a][b] and [b]\n\n> # c\n\n[B]: https://d.example',
      '<p><a href="https://d.example/">a</a> and <a href="https://d.example/">b</a></p>',
    ],
    ['a definition within a quote', '[a]\n\n> [a]: https://b.example', '<p><a href="https://b.example/">a</a></p>'],
    ['a reference without a definition', '[a][b]', '<p>[a][b]</p>'],
    [
      'raw HTML as text',
      'a <b onclick="x">c</b> <!-- d -->',
      '<p>a &lt;b onclick="x"&gt;c&lt;/b&gt; &lt;!-- d --&gt;</p>',
    ],
    ['a block of raw HTML as text', '<div>\n*a*\n</div>', '<p>&lt;div&gt;\n*a*\n&lt;/div&gt;</p>'],
  ])('shows %s', (_, text, expected) => {
    expect(html(text)).toContain(expected);
  });

  it('shows a task list whose boxes say what they are', () => {
    show('- [x] one\n- [ ] two\n\n  more');
    const [done, open] = screen.getAllByRole('checkbox');
    expect(done).toBeChecked();
    expect(done).toHaveAccessibleName('Done');
    expect(open).not.toBeChecked();
    expect(open).toBeDisabled();
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['one', 'twomore']);
  });

  it('shows a table with its alignment, short rows filled, line breaks kept', () => {
    show('| a | b |\n|:-:|--:|\n| 1<br>2 | `x\\|y` |\n| 3 |');
    const table = screen.getByRole('table');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((cell) => cell.className),
    ).toEqual(['md-center', 'md-right']);
    expect(
      within(table)
        .getAllByRole('cell')
        .map((cell) => cell.innerHTML),
    ).toEqual(['1<br>2', '<code>x|y</code>', '3', '']);
  });

  it('lets tables and code scroll in a named group that keys can reach', () => {
    show('| a |\n|---|\n\n```py\nx\n```\n\n```\ny\n```');
    const groups = ['Table', 'Code: py', 'Code'].map((name) => screen.getByRole('group', { name }));
    for (const group of groups) expect(group).toHaveAttribute('tabindex', '0');
  });

  it('shows code as it is, with its language', () => {
    const root = show('```c&#43;&#43; title\n  a &lt; <b>\n\n*c*\n```');
    expect(root.querySelector('pre')?.textContent).toBe('  a &lt; <b>\n\n*c*');
    expect(screen.getByText('c++')).toBeVisible();
  });

  it('gives each block at the top its own direction', () => {
    const root = show('# a\n\nb\n\n- c\n\n1. d\n\n> e\n\n| f |\n|---|');
    const directed = [...root.querySelectorAll('[dir=auto]')].map((element) => element.localName);
    expect(directed).toEqual(['h3', 'p', 'ul', 'ol', 'blockquote', 'table']);
  });
});

describe('headings', () => {
  const levels = (text: string) =>
    [...show(text).querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => heading.localName);

  it('begin at level 3 and leave no gap, whatever depths the answer uses', () => {
    expect(levels('# a\n\n## b\n\n### c\n\n## d\n\n# e')).toEqual(['h3', 'h4', 'h5', 'h4', 'h3']);
    expect(levels('### a\n\n##### b\n\n#### c\n\n# d\n\n###### e')).toEqual(['h3', 'h4', 'h4', 'h3', 'h4']);
    expect(levels('# a\n## b\n### c\n#### d\n##### e\n###### f')).toEqual(['h3', 'h4', 'h5', 'h6', 'h6', 'h6']);
  });

  it('look as deep as they were written', () => {
    expect(show('#### a').querySelector('h3')).toHaveClass('md-heading-4');
  });

  it('are no part of the outline within quotes and lists', () => {
    expect(levels('> # a\n\n- # b')).toEqual([]);
    expect(screen.getByText('a')).toHaveClass('md-heading-1');
  });
});

describe('the copy button of a code block', () => {
  it('copies the code and says so by its name', async () => {
    const user = userEvent.setup();
    show('```js\nlet a = "<b>";\n```');
    await user.click(screen.getByRole('button', { name: 'Copy code' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await navigator.clipboard.readText()).toBe('let a = "<b>";');
  });
});

describe('character references', () => {
  it.each([
    ['&amp;&lt;&gt;&quot;&apos;', '&<>"\''],
    ['&nbsp;|&copy;|&yuml;', '\u00a0|©|ÿ'],
    ['&mdash;&hellip;&rarr;&minus;&infin;&euro;&ge;&zwj;', '—…→−∞€≥\u200d'],
    ['&#65;&#x42;&#X1f408;', 'AB🐈'],
    ['&#0;&#xd800;&#x110000;', '\ufffd\ufffd\ufffd'],
    ['&#38;lt; &amp;lt;', '&lt; &lt;'],
    ['&amp &; &#; &#x; &nosuchname;', '&amp &; &#; &#x; &nosuchname;'],
  ])('%s', (text, expected) => {
    expect(decodeEntities(text)).toBe(expected);
  });

  it('come from the browser, and must be a character', () => {
    class Cue {
      readonly text: string;
      constructor(_start: number, _end: number, text: string) {
        this.text = text;
      }
      getCueAsHTML(): { textContent: string } {
        return { textContent: this.text.replace('&fjlig;', 'fj').replace('&not', '¬') };
      }
    }
    vi.stubGlobal('VTTCue', Cue);
    expect(decodeEntities('&fjlig; &notit; &unknown;')).toBe('fj &notit; &unknown;');
    vi.unstubAllGlobals();
  });

  it('are left alone in code', () => {
    expect(html('`&lt;` &lt;')).toBe('<p><code>&amp;lt;</code> &lt;</p>');
  });
});
