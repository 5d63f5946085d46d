import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const program = `import('./src/host/local-day.ts').then(({ localDay }) => console.log(localDay(new Date('2026-11-21T11:30:00Z'))))`;
const dayWith = async (TZ: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { env: { ...process.env, TZ } });
  return stdout.trim();
};

it.skipIf(process.platform === 'win32').each([
  ['Pacific/Auckland', '2026-11-22'],
  ['Europe/Berlin', '2026-11-21'],
  ['Pacific/Midway', '2026-11-21'],
  ['Pacific/Kiritimati', '2026-11-22'],
])('gives the day it is in %s', async (zone, expected) => {
  expect(await dayWith(zone)).toBe(expected);
});
