/**
 * Makes src/operations/index/ from the vendors' specifications: facts only (method, path, parameters, names of body
 * fields, and a purpose made from the operation's own name), one line for each operation. Run it when a specification
 * changed: `node scripts/with-node-24.mjs scripts/operations.ts [folder of the specifications]`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { specifications } from '../src/operations/specifications.ts';
import { operationLines } from './tools/operation-lines.ts';

const [folder = '../shared/specs'] = process.argv.slice(2);
const target = resolve('src/operations/index');

await mkdir(target, { recursive: true });
for (const [name, sources] of Object.entries(specifications)) {
  const lines = await Promise.all(
    sources.map(async ({ file, prefix }) =>
      operationLines(JSON.parse(await readFile(join(folder, file), 'utf8')), prefix),
    ),
  );
  const all = [...new Set(lines.flat())].sort((a, b) => sortKey(a).localeCompare(sortKey(b), 'en'));
  await writeFile(join(target, `${name}.json`), `${JSON.stringify(all, undefined, 2)}\n`);
  console.log(`${name}: ${String(all.length)} operations`);
}

/** By path, then by method. */
function sortKey(line: string): string {
  const [method = '', path = ''] = line.split(' ', 2);
  return `${path.replace(/[?{].*$/, '')} ${path} ${method}`;
}
