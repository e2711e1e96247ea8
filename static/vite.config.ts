import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// Vite wraps each dynamic import so that its styles load with it. The one part of this page has none.
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined),
};

// As it loads, marked sets up what writes HTML, and so a bundler keeps it. The lexer comes before that in the file; two of its
// options are never set here. If the file changes its shape, the build fails or grows over its budget.
const lexerAlone: Plugin = {
  name: 'lexer-alone',
  apply: 'build',
  transform: {
    filter: { id: /\/marked\.esm\.js$/ },
    handler(code) {
      const classes = /.*(?=\bvar \w+=new \w+;)/s.exec(code);
      const names = code.match(/[\w$]+ as (Lexer|Tokenizer)\b/g);
      return `${classes}export{${names}}`.replaceAll(/this\.options\.(pedantic|extensions)\b/g, 'undefined');
    },
  },
};

// React comes as CommonJS, of which a bundler keeps all that one file requires of another. As ES modules, what nothing uses
// is left out. A name that is missing then fails the build.
const reactAsModules: Plugin = {
  name: 'react-as-modules',
  apply: 'build',
  config: () => ({
    // The built page does without React's developer tools.
    define: { __REACT_DEVTOOLS_GLOBAL_HOOK__: 'undefined' },
    // React also looks for what only a development build of its scheduler has.
    build: { rolldownOptions: { checks: { importIsUndefined: false } } },
  }),
  transform: {
    filter: { id: /\/node_modules\/(react|react-dom|scheduler)\// },
    handler(code) {
      const production = /require\('(.+\.production\.js)'\)/.exec(code)?.[1];
      if (production) return `export * from '${production}';`;
      const required = [...code.matchAll(/(\w+) = require\("(.+)"\)/g)];
      const imports = required.map(([, name, source]) => `import * as ${name} from '${source}';`);
      const names = [...code.matchAll(/^exports\.(\w+) =/gm)].map(([, name]) => `$${name} as ${name}`);
      const body = code
        .replace(/^var \w+ = require[^;]+;/m, '')
        .replaceAll(/^exports\./gm, 'var $$')
        .replaceAll('exports.', '$$');
      return [...imports, body, `export { ${names} };`].join('\n');
    },
  },
};

// Relative addresses (base './') let the built page work below a path prefix. Nothing is inlined: the content
// security policy allows only files of our own.
export default defineConfig({
  base: './',
  plugins: [react(), plainImports, lexerAlone, reactAsModules],
  build: {
    target: 'baseline-widely-available',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/ws': { target: 'http://127.0.0.1:8000', ws: true } },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/unit/**/*.test.{ts,tsx}'],
    environment: 'happy-dom',
    setupFiles: ['tests/unit/setup.ts'],
    allowOnly: false,
    // Long enough for a busy machine: no test measures time.
    testTimeout: 60_000,
  },
});
