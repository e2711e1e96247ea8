import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The real page with a scripted socket. A production build, because development builds of React are slow.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  logLevel: 'warn',
  build: { target: 'baseline-widely-available', modulePreload: { polyfill: false }, emptyOutDir: true },
});
