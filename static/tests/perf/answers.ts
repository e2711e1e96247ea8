// Deterministic answers of about a given length in characters.

const SENTENCES = [
  'A name should be **easy to say** and hard to forget, which is why short words with *open vowels* do so well.',
  'Compare it with what is there already: see [the guide](https://example.com/guide) and `names.txt` for what is taken.',
  'People remember a story before they remember a word; give them one they can tell in a single breath — and ~~never two~~.',
  'Try to say it on the telephone, in a noisy room, to somebody who has never seen it written down.',
];

const SECTIONS: readonly ((n: number) => string)[] = [
  (n) => `## Direction ${n}: something to hold on to`,
  (n) => `${SENTENCES[n % 4]} ${SENTENCES[(n + 1) % 4]} ${SENTENCES[(n + 2) % 4]}`,
  (n) => listOf(n, 6),
  (n) => `${SENTENCES[(n + 3) % 4]}\n\n> ${SENTENCES[n % 4]}`,
  (n) => Array.from({ length: 5 }, (_, i) => `${i + 1}. Idea **${n}.${i + 1}**: ${SENTENCES[(n + i) % 4]}`).join('\n'),
  (n) => `| Name | Mood | Price | Notes |\n| --- | :-: | --: | --- |\n${rows(n)}`,
  (n) =>
    `\`\`\`python\ndef score_${n}(name: str) -> float:\n    vowels = sum(c in "aeiou" for c in name)\n    return vowels / len(name)\n\`\`\``,
];

function rows(n: number): string {
  return Array.from({ length: 5 }, (_, i) => `| Name ${n}.${i} | calm | €${i + 9}.50 | *short*, \`free\` |`).join('\n');
}

function listOf(from: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `- **Item ${from + i}**: ${SENTENCES[(from + i) % 4]}`).join('\n');
}

export function mixedAnswer(length: number): string {
  let text = '';
  for (let n = 0; text.length < length; n++) text += `${SECTIONS[n % SECTIONS.length]?.(n)}\n\n`;
  return text.slice(0, length);
}

export function listAnswer(length: number): string {
  return listOf(1, Math.ceil(length / 80)).slice(0, length);
}
