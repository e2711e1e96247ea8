import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// Vite wraps dynamic imports to load their styles too. The page's only one has none.
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined),
};

// On load, marked sets up its HTML renderer, so bundlers keep it. Keep only the lexer, which comes first in the file, without
// two options that are never set here. If the file changes, the build fails or exceeds its budget.
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

// React is CommonJS, which bundlers cannot tree-shake. As ES modules, unused code is dropped. A missing name fails the
// build.
const reactAsModules: Plugin = {
  name: 'react-as-modules',
  apply: 'build',
  config: () => ({
    // The built page does not support React's developer tools.
    define: { __REACT_DEVTOOLS_GLOBAL_HOOK__: 'undefined' },
    // React also checks for features that only a development build of its scheduler has.
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

// Relative addresses (base './') let the built page work under a path prefix. Nothing is inlined, because the content
// security policy allows only our own files.
export default defineConfig({
  base: './',
  plugins: [react(), plainImports, lexerAlone, reactAsModules],
  build: {
    target: 'baseline-widely-available',
    // The result is smaller than with Vite's own minifier.
    minify: 'terser',
    terserOptions: { ecma: 2020, compress: { passes: 3, pure_getters: true, keep_fargs: false, unsafe_arrows: true } },
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
    // Long enough for a busy machine. No test measures time.
    testTimeout: 60_000,
  },
});
