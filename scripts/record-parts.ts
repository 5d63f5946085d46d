import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Script } from 'node:vm';
import manifest from '../package.json' with { type: 'json' };
import { run } from '../src/host/load-part.ts';
import type { recordOpening } from '../src/mcp/record-opening.ts';

/**
 * `record-parts.ts <folder> <name>...`: loads each part as the program will, writes V8's code cache beside it, and
 * prints what the MCP server answers to an opening. Loading first, and talking to it, makes the cache hold the
 * functions that are really used.
 */
const [folder, ...names] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder?');

for (const name of names) {
  const file = join(folder, `${name}.cjs`);
  const script = new Script(await readFile(file, 'latin1'), { filename: file });
  const exports = run(script, file);
  if (name === 'mcp-session') {
    const session = exports as { recordOpening: typeof recordOpening };
    process.stdout.write(JSON.stringify(await session.recordOpening(manifest.version)));
  }
  await writeFile(join(folder, `${name}.cache`), script.createCachedData());
}
