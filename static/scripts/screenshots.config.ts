import config from '../playwright.config';

// `npm run screenshots` takes pictures of every state of the real page, for review. They go to SCREENSHOTS (by default
// test-results/screens); those in the README go to screenshots/, which is committed.
export default {
  ...config,
  testDir: '.',
  testMatch: 'screenshots.shots.ts',
  outputDir: '../test-results/shots',
  timeout: 120_000,
  reporter: 'line',
};
