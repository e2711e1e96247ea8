// Runs all checks of the page: `npm run check`. The committed build is compared first, before anything can rebuild it. A
// skipped test or an empty test file fails the check. PERF=0 and LIGHTHOUSE=0 leave out the slow measurements.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'brainstormer-check-'));
const unitReport = join(scratch, 'unit.json');
const e2eReport = join(ROOT, 'test-results/report.json');

/** @param {string} name @param {string[]} command */
function step(name, command) {
  console.log(`\n== ${name}`);
  const [program = '', ...args] = command;
  const { status } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) fail(`${name} failed`);
}

/** @param {string} why @returns {never} */
function fail(why) {
  console.error(`\n${why}`);
  rmSync(scratch, { recursive: true, force: true });
  process.exit(1);
}

/** @param {string} folder @param {RegExp} name */
function filesIn(folder, name) {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => name.test(file));
}

function unitTestsRan() {
  const { numTotalTests, numPassedTests, testResults } = JSON.parse(readFileSync(unitReport, 'utf8'));
  const files = [...filesIn('src', /\.test\.tsx?$/), ...filesIn('tests/unit', /\.test\.tsx?$/)].length;
  if (numPassedTests !== numTotalTests || numTotalTests === 0)
    fail(`${numTotalTests - numPassedTests} unit tests did not run`);
  if (testResults.length !== files) fail(`${files} files of unit tests, but ${testResults.length} ran`);
  return numPassedTests;
}

function browserTestsRan() {
  const { stats, suites } = JSON.parse(readFileSync(e2eReport, 'utf8'));
  const files = filesIn('tests/e2e', /\.spec\.ts$/).length;
  if (stats.skipped > 0 || stats.flaky > 0 || stats.expected === 0)
    fail('some browser tests did not run, or passed only at times');
  if (suites.length !== files) fail(`${files} files of browser tests, but ${suites.length} ran`);
  return stats.expected;
}

step('the committed build', ['node', 'scripts/check-dist.mjs']);
step('size', ['node', 'scripts/size.mjs']);
step('types', ['npx', '--no-install', 'tsc', '--noEmit']);
step('lint', ['npx', '--no-install', 'biome', 'check', '--error-on-warnings', '.']);
step('unit tests', [
  'npx',
  '--no-install',
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitReport}`,
]);
const unit = unitTestsRan();
rmSync(e2eReport, { force: true });
step('browser tests', ['npx', '--no-install', 'playwright', 'test']);
const browser = browserTestsRan();
if (process.env.PERF !== '0') step('rendering', ['node', 'tests/perf/run.mjs']);
if (process.env.LIGHTHOUSE !== '0') step('lighthouse', ['node', 'scripts/lighthouse.mjs']);
rmSync(scratch, { recursive: true, force: true });
console.log(`\nThe page holds: ${unit} unit tests, ${browser} browser tests.`);
