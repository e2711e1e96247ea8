import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Markdown } from '../../src/markdown';
import { safeHref } from '../../src/markdown/links';
import { closeOpenEnd, holdLine } from '../../src/markdown/open-end';
import { randomMarkdown, seeded } from './markdown-random';

function show(text: string, streaming = false): HTMLElement {
  return render(<Markdown text={text} streaming={streaming} />).container;
}

// All an answer may contain. Nothing that loads or runs anything (img, script, iframe, style, on…).
const ELEMENTS = new Set(
  'div p h3 h4 h5 h6 ul ol li input blockquote pre code table thead tbody tr th td hr br strong em del a span button svg path'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'class dir start type checked disabled readonly aria-label aria-hidden role tabindex scope href target rel title viewbox d'.split(
    ' ',
  ),
);

function expectInert(root: HTMLElement): void {
  for (const element of root.querySelectorAll('*')) {
    expect(ELEMENTS).toContain(element.localName);
    for (const { name } of element.attributes) expect(ATTRIBUTES).toContain(name.toLowerCase());
  }
  for (const link of root.querySelectorAll('a')) {
    expect(link.getAttribute('href')).toMatch(/^(https?:\/\/|mailto:)/);
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  }
}

const SCRIPTS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java&#115;cript:alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'javascript&#x3A;alert(1)',
  '&#106;avascript:alert(1)',
  'java&Tab;script:alert(1)',
  'java&#9;script:alert(1)',
  'java&NewLine;script:alert(1)',
  '&#1;javascript:alert(1)',
  '\u0001javascript:alert(1)',
  '\u00a0javascript:alert(1)',
  'ｊavascript:alert(1)',
  'javascript\\:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'blob:https://a.example/x',
  'file:///etc/passwd',
  'ftp://a.example',
  'tel:123',
  '//a.example/x',
  '/relative',
  '#fragment',
  'a.example',
  'https://',
  'http://[',
];

describe('hostile links', () => {
  it.each(SCRIPTS)('%s is not a link, however it is written', (href) => {
    const forms = [
      `[text](${href})`,
      `[text](<${href}>)`,
      `[text](<\t${href}>)`,
      `<${href}>`,
      `![text](${href})`,
      `[text]\n\n[text]: ${href}`,
      `[text]\n\n[text]: <${href}>`,
    ];
    for (const form of forms) {
      const root = show(form);
      expect(root.querySelector('a')).toBeNull();
      expectInert(root);
    }
  });

  it('the text of a link that is not allowed stays', () => {
    expect(show('[say *this*](javascript:alert(1)) again').textContent).toBe('say this again');
  });

  it.each([
    ['https://a.example/b?c=d#e', 'https://a.example/b?c=d#e'],
    ['HTTP://A.example', 'http://a.example/'],
    ['https&colon;//a.example', 'https://a.example/'],
    ['https&#58;//a.example/&amp;', 'https://a.example/&'],
    ['mailto:me@a.example?subject=x', 'mailto:me@a.example?subject=x'],
    ['https://bücher.example/ü', 'https://xn--bcher-kva.example/%C3%BC'],
    ['ht\ttps://a.example', 'https://a.example/'],
  ])('%s is opened as what was checked', (href, expected) => {
    expect(safeHref(href) ?? href).toBe(expected);
  });
});

describe('hostile content', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '<style>@import "https://a.example"</style>',
    '<!--><script>alert(1)</script>-->',
    '<![CDATA[<script>alert(1)</script>]]>',
    '| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |',
    '- <script>alert(1)</script>\n\n> <img src=x onerror=alert(1)>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '`<script>alert(1)</script>`',
    '```<script>\n</code></pre><script>alert(1)</script>\n```',
    '[<img src=x onerror=alert(1)>](https://a.example "\\" onclick=alert(1)")',
    '# <script>alert(1)</script>',
  ])('%s is text', (text) => {
    const root = show(text);
    expectInert(root);
    expect(root.textContent).toMatch(/alert\(1\)|@import/);
  });

  it('an image is its description with a link, and nothing is loaded', () => {
    const root = show(
      '![a &amp; b](https://a.example/i.png "t") ![](https://a.example/j.png) ![c](data:image/png;base64,x)',
    );
    expect(root.querySelector('img')).toBeNull();
    expect([...root.querySelectorAll('a')].map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['a & b', 'https://a.example/i.png'],
      ['Image', 'https://a.example/j.png'],
    ]);
    expect(root.textContent).toBe('a & b Image c');
  });

  it('an image within a link makes no link within a link', () => {
    const root = show('[![alt](https://a.example/i.png)](https://b.example)');
    expect(root.querySelectorAll('a')).toHaveLength(1);
    expect(root.querySelector('a')).toHaveAttribute('href', 'https://b.example/');
  });

  it('random answers are made of harmless elements only', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { container, unmount } = render(
        <Markdown text={randomMarkdown(seeded(seed))} streaming={seed % 2 === 0} />,
      );
      expectInert(container);
      unmount();
    }
  });
});

const MANY = 10_000;
const HUGE = 1_000_000;

// Quadratic searches or recursion on these would take minutes or overflow the stack. They take milliseconds, most of it in
// the test's DOM.
const TIMEOUT_MS = 180_000;

describe('hostile sizes', () => {
  it.each([
    ['deep quotes', '>'.repeat(MANY)],
    ['deep quotes with text', `${'> '.repeat(MANY)}a`],
    ['quotes that go on without their mark', '>>>>>>>>>> a\nb\n'.repeat(300)],
    ['deep lists', '- '.repeat(MANY)],
    ['deep lists by indentation', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n')],
    ['quotes in lists in quotes', `${'> - '.repeat(MANY)}a\nb`],
    ['open brackets', '['.repeat(MANY)],
    ['nested brackets', '['.repeat(MANY) + ']'.repeat(MANY)],
    ['open images', '![a](b'.repeat(MANY / 2)],
    ['open links', `${'[a](<b'.repeat(MANY / 2)})`],
    ['references', `[a]: http://b.example\n\n${'[a]'.repeat(MANY)}`],
    ['open emphasis', '*a **b '.repeat(MANY)],
    ['closed emphasis', 'a* b** '.repeat(MANY)],
    ['nested emphasis', '**a '.repeat(MANY) + 'b** '.repeat(MANY)],
    ['stars', '*'.repeat(MANY)],
    ['underscores', '_a '.repeat(MANY)],
    ['tildes', '~~a '.repeat(MANY)],
    ['backticks', '`'.repeat(MANY)],
    ['backticks of all lengths', Array.from({ length: 300 }, (_, length) => `a${'`'.repeat(length)}`).join('')],
    ['open tags', '<a '.repeat(MANY)],
    ['open comments', '<!--'.repeat(MANY)],
    ['an open tag with attributes', `<a${' b=c'.repeat(MANY)}`],
    ['ampersands', '&a'.repeat(MANY)],
    ['a long reference', `&${'a'.repeat(MANY)};`],
    ['backslashes', '\\'.repeat(MANY)],
    ['table columns', `${'|a'.repeat(1000)}\n${'|-'.repeat(1000)}\n${'|b'.repeat(1000)}`],
    ['underlines', 'a\n=\n'.repeat(1000)],
    ['fences', '```\n'.repeat(1000)],
    ['definitions', '[a]: b "'.repeat(MANY)],
    ['a long host', `http://${'a.'.repeat(MANY)}`],
    ['mail addresses', `${'a.'.repeat(MANY)}@b`],
    ['blank lines', '\n'.repeat(MANY)],
    ['spaces', `a${' '.repeat(MANY)}b`],
    ['a megabyte of one word', 'a'.repeat(HUGE)],
    ['a megabyte of words in one line', 'word '.repeat(HUGE / 5)],
    ['a megabyte of surrogate pairs', '🐈'.repeat(HUGE / 2)],
    ['a megabyte of stars in one line', '*a '.repeat(HUGE / 3)],
    ['a megabyte of code', `\`\`\`\n${'x = 1\n'.repeat(HUGE / 6)}`],
  ])(
    '%s neither hang nor overflow',
    (_, text) => {
      expect(show(text, true)).toBeInTheDocument();
      expect(show(text)).toBeInTheDocument();
    },
    TIMEOUT_MS,
  );

  it('no character is lost in text that is too deep or too long', () => {
    expect(show(`${'> '.repeat(100)}deep`).textContent).toContain('deep');
    expect(show('🐈'.repeat(50_000)).textContent).toBe('🐈'.repeat(50_000));
    expect(show('word '.repeat(20_000)).textContent).toBe('word '.repeat(20_000));
  });

  it('a text that makes marked throw is shown as it was written', () => {
    expect(show('- x\n  > 2. a\n  b').textContent).toContain('b');
  });

  it('closing half-open syntax does not hang on any of it', { timeout: TIMEOUT_MS }, () => {
    for (const mark of ['[', ']', '*', '_', '~', '`', '![', '&', '|', '> ', '- ', '1. ', '\\', '**a ', '[a](']) {
      for (const text of [mark.repeat(MANY), `${mark.repeat(MANY)}a`, `a\n${mark.repeat(MANY)}\nb`]) {
        expect(closeOpenEnd(holdLine(text)).length).toBeLessThan(3 * text.length);
      }
    }
  });
});
