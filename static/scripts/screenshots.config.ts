import config from '../playwright.config';

// `npm run screenshots`: every state of the real page as pictures, to be looked at. They go to SCREENSHOTS (unless set,
// test-results/screens); those of the README go to screenshots/, which is committed.
export default {
  ...config,
  testDir: '.',
  testMatch: 'screenshots.shots.ts',
  outputDir: '../test-results/shots',
  timeout: 120_000,
  reporter: 'line',
};
