import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page as it is shipped, but for its socket. Built like the real one, because development builds of React are slow.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  logLevel: 'warn',
  build: { target: 'baseline-widely-available', modulePreload: { polyfill: false }, emptyOutDir: true },
});
