// Checks that dist/ is built from the current source: `npm run check-dist`. Builds into a scratch folder and compares the
// SHA-256 of every file both ways, to find stale, missing and extra files.

import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '..');

/** @param {string} folder */
async function sums(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const pairs = files.map(async (file) => {
    const sum = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    return /** @type {const} */ ([file.slice(folder.length + 1), sum]);
  });
  return new Map(await Promise.all(pairs));
}

const scratch = await mkdtemp(join(tmpdir(), 'brainstormer-dist-'));
try {
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: scratch, emptyOutDir: true },
  });
  const [fresh, committed] = await Promise.all([sums(scratch), sums(join(ROOT, 'dist'))]);
  const names = [...new Set([...fresh.keys(), ...committed.keys()])].sort();
  const wrong = names.filter((name) => fresh.get(name) !== committed.get(name));
  for (const name of wrong) {
    const why = !committed.has(name) ? 'is missing in dist/' : !fresh.has(name) ? 'is not built any more' : 'differs';
    console.error(`${name} ${why}`);
  }
  console.log(
    wrong.length === 0
      ? `dist/ is what the source builds (${names.length} files).`
      : 'Run npm run build and commit dist/.',
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
