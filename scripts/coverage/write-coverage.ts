import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { coveragePage } from './coverage-page.ts';

/** Makes docs/coverage.md, and returns what in it is not so. */
export async function writeCoverage(): Promise<readonly string[]> {
  const { page, faults } = await coveragePage();
  const path = resolve(import.meta.dirname, '../../docs/coverage.md');
  await writeFile(path, await format(page, { ...(await resolveConfig(path)), filepath: path }));
  return faults;
}
