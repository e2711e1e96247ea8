// Random Markdown and random splits of it, deterministic by seed.

export type Random = () => number;

/** Mulberry32: small, fast and uniform enough for tests. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: Random, values: readonly [T, ...T[]]): T {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

function some(random: Random, most: number, make: () => string, joint: string): string {
  return Array.from({ length: 1 + Math.floor(random() * most) }, make).join(joint);
}

const WORDS = [
  'idea',
  'cat',
  'Größe',
  'שלום',
  '猫',
  '🐈',
  '3.5',
  'a_b_c',
  '2 * 3',
  'x < y',
  'AT&T',
  '20~25',
  '—',
] as const;
const SPANS = [
  '**bold**',
  '*it*',
  '_it_',
  '***both***',
  '~~gone~~',
  '`code`',
  '`` a`b ``',
  '[link](https://a.example/b "t")',
  '<https://a.example>',
  'https://a.example/?q=1&r=2',
  'me@a.example',
  '![alt](https://a.example/i.png)',
  '[ref]',
  '[text][ref]',
  '[x](javascript:alert)',
  '<b>html</b>',
  '&mdash;',
  '&#38;',
  '\\*no\\*',
  '**open',
  '*open',
  '`open',
  '[open',
  '[open](ht',
  '~~open',
  '**a `b** c`',
  'two  \nlines',
  'a\nb',
] as const;

function words(random: Random): string {
  return some(random, 6, () => (random() < 0.6 ? pick(random, WORDS) : pick(random, SPANS)), ' ');
}

function listOf(random: Random, depth: number): string {
  const ordered = random() < 0.4;
  const joint = random() < 0.25 ? '\n\n' : '\n';
  let number = Math.floor(random() * 3);
  return some(
    random,
    6,
    () => {
      const marker = ordered ? `${++number}.` : '-';
      const box = random() < 0.15 ? pick(random, ['[ ] ', '[x] ']) : '';
      const rest = depth < 2 && random() < 0.3 ? `\n${block(random, depth + 1)}` : '';
      return `${marker} ${box}${words(random)}${rest.replaceAll('\n', `\n${' '.repeat(marker.length + 1)}`)}`;
    },
    joint,
  );
}

function table(random: Random): string {
  const row = () => `| ${words(random).replaceAll('\n', ' ')} | ${pick(random, WORDS)} |`;
  return `${row()}\n| --- | ${pick(random, ['---', ':-:', '--:'])} |\n${some(random, 4, row, '\n')}`;
}

function fence(random: Random): string {
  const mark = pick(random, ['```', '~~~', '````']);
  return `${mark}${pick(random, ['', 'js', 'python title'])}\n${some(random, 5, () => pick(random, ['x = 1', '', '  # **no**', '- a', '| a |']), '\n')}\n${mark}`;
}

function block(random: Random, depth = 0): string {
  const kind = Math.floor(random() * 12);
  if (kind < 3) return words(random);
  if (kind < 5) return listOf(random, depth);
  if (kind === 5) return `${'#'.repeat(1 + Math.floor(random() * 6))} ${words(random).replaceAll('\n', ' ')}`;
  if (kind === 6) return table(random);
  if (kind === 7) return fence(random);
  if (kind === 8) return (depth < 2 ? block(random, depth + 1) : words(random)).replaceAll(/^/gm, '> ');
  if (kind === 9) return pick(random, ['---', '* * *', 'Title\n===', 'Title\n---', '<div>\nraw\n</div>', '    code']);
  if (kind === 10) return pick(random, ['[ref]: https://a.example/r', '[ref]: <https://a.example/s> "title"']);
  return noise(random);
}

const MARKS = [
  ...'*_`~[]()#>-+|=!<&;\\:.1 \n\t',
  '\n\n',
  '\r\n',
  '- ',
  '> ',
  '```',
  '| a |',
  '|-|',
  'a',
  'b ',
] as unknown as [string, ...string[]];

function noise(random: Random): string {
  return some(random, 25, () => pick(random, MARKS), '');
}

/** Returns an answer of up to ten blocks, some without a blank line between them. */
export function randomMarkdown(random: Random): string {
  let text = '';
  for (let left = 1 + Math.floor(random() * 10); left > 0; left--)
    text += block(random) + pick(random, ['\n\n', '\n\n', '\n\n', '\n', '\n\n\n', '\r\n\r\n']);
  return random() < 0.5 ? text : text.trimEnd();
}

/** Returns ascending lengths at which to split a text, ending with its own. */
export function randomCuts(random: Random, length: number): number[] {
  const step = 1 + Math.floor(random() * 40);
  const cuts: number[] = [];
  for (let at = 0; at < length; at += 1 + Math.floor(random() * step)) cuts.push(at);
  return [...cuts, length];
}
