// Checks the committed build against its budget: `npm run size`. Counts all scripts and styles, gzipped as by a server.

import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = join(import.meta.dirname, '../dist');
const BUDGETS = { '.js': 125_000, '.css': 12_000 };

let over = false;
const files = await readdir(DIST, { recursive: true });
for (const [type, budget] of Object.entries(BUDGETS)) {
  const bodies = await Promise.all(
    files.filter((file) => extname(file) === type).map((file) => readFile(join(DIST, file))),
  );
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  over ||= bytes > budget || bodies.length === 0;
  console.log(
    `${type.slice(1).padEnd(4)} ${String(bytes).padStart(7)} of ${budget} bytes gzipped, ${bodies.length} files`,
  );
}
if (over) {
  console.error('The build is over its budget.');
  process.exitCode = 1;
}
