// Leaves out of the build what of marked the page does not use: it shows tokens, so the parser, the renderer and the
// ready-made instance, which no bundler can prove to be unused, would be 3 KB of script for nothing.

const INSTANCE = /\bvar [\w$]+=new [\w$]+;function [\w$]+\([\w$]+,[\w$]+\)\{return /;

/** The local name under which marked's module exports something. @param {string} code @param {string} name */
function localName(code, name) {
  const local = new RegExp(`([\\w$]+) as ${name}\\b`).exec(code)?.[1];
  if (local === undefined) throw new Error(`marked does not export ${name} as it did`);
  return local;
}

/** @returns {import('vite').Plugin} */
export function markedLexerOnly() {
  return {
    name: 'marked-lexer-only',
    apply: 'build',
    transform(code, id) {
      if (!/[\\/]marked[\\/]lib[\\/]marked\.esm\.js$/.test(id)) return null;
      const end = INSTANCE.exec(code)?.index;
      if (end === undefined) throw new Error('marked does not end in its instance as it did');
      const names = ['Lexer', 'Tokenizer'].map((name) => `${localName(code, name)} as ${name}`);
      return { code: `${code.slice(0, end)}export{${names.join(',')}};`, map: null };
    },
  };
}
