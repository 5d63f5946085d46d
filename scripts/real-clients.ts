/**
 * Asks real clients from npm whether they read our entry and reach the host: `npm run real-clients`. Needs the registry,
 * so it is no part of `npm test`. What it saw goes into docs/coverage.md.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildHost } from './host-bundle.ts';
import { drivers } from './real-clients/drivers.ts';
import type { ClientResult } from './real-clients/result.ts';
import { tryClient } from './real-clients/try-client.ts';
import { writeCoverage } from './coverage/write-coverage.ts';

const folder = await mkdtemp(join(tmpdir(), 'real-clients-'));
const clients: ClientResult[] = [];
try {
  await buildHost(join(folder, 'host'));
  for (const driver of drivers) {
    const own = join(folder, driver.program);
    await mkdir(own);
    const result = await tryClient(driver, { folder: own, host: join(folder, 'host', 'host.cjs') });
    console.log(result);
    clients.push(result);
  }
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
const path = resolve(import.meta.dirname, 'real-clients/results.json');
const seen = { on: new Date().toISOString().slice(0, 10), system: `${process.platform} ${process.arch}`, clients };
await writeFile(path, await format(JSON.stringify(seen), { ...(await resolveConfig(path)), filepath: path }));
await writeCoverage();
if (clients.some(({ reads, connects, removed }) => reads === false || connects === false || removed === false))
  process.exitCode = 1;
