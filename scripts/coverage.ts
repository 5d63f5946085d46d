/** Makes docs/coverage.md: `node scripts/with-node-24.mjs scripts/coverage.ts`. Fails when something in it is not so. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { coveragePage } from './coverage/coverage-page.ts';

const { page, faults } = await coveragePage();
const path = resolve(import.meta.dirname, '../docs/coverage.md');
await writeFile(path, await format(page, { ...(await resolveConfig(path)), filepath: path }));
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
