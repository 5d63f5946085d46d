import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { measureRun } from '../../../scripts/measure-run.ts';
import { hostWithKeychain, madePlace } from './children.ts';

/** The promise for each message and its answer, in milliseconds; nothing stands in between, so it is about 0. */
const bound = 5;

describe.skipIf(process.platform === 'win32')('keyring-host run', () => {
  it(`adds less than ${bound} ms to a message and its answer`, async () => {
    const [host, { folder }] = [await hostWithKeychain(), await madePlace()];
    const { throughMs, bareMs } = await measureRun(
      [process.execPath, host, 'run', 'server', '--home', folder, '--'],
      3,
    );
    expect(throughMs - bareMs).toBeLessThan(bound);
    await rm(folder, { recursive: true });
  }, 60_000);
});
