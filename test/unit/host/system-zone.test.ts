import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const program = `import('./src/host/system-zone.ts').then(({ systemZone }) => console.log(systemZone()))`;
const zoneWith = async (TZ: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { env: { ...process.env, TZ } });
  return stdout.trim();
};

it.skipIf(process.platform === 'win32').each([
  ['Pacific/Auckland', 'Pacific/Auckland'],
  ['Nowhere/Atlantis', 'UTC'],
])('takes the zone %s as %s', async (given, expected) => {
  expect(await zoneWith(given)).toBe(expected);
});
