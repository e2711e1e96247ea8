import react from '@vitejs/plugin-react';
import { Marked } from 'marked';
import { build } from 'rolldown';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// Vite wraps each dynamic import so that its styles load with it. The one part of this page has none.
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined),
};

// marked assigns properties and creates a renderer as it loads, so a bundler keeps what this page never uses. The lexer is
// bundled on its own, where neither counts as an effect: in the whole page React needs such effects.
const lexerAlone: Plugin = {
  name: 'lexer-alone',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: /\/markdown\/lexer\.ts$/ },
    async handler(id) {
      const { output } = await build({
        input: id,
        write: false,
        treeshake: {
          propertyReadSideEffects: false,
          propertyWriteSideEffects: false,
          manualPureFunctions: [Marked.name],
        },
      });
      return { code: output[0].code, moduleType: 'js' };
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
