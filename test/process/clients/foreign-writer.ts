import { readFileSync, writeFileSync } from 'node:fs';

/**
 * A program that knows nothing of us: reads its file, counts in it, writes it as a whole, without any lock. Says what it
 * wrote; fails when a later look shows that somebody put an older file over it.
 */
const [path = '', rounds = ''] = process.argv.slice(2);
const pause = new Int32Array(new SharedArrayBuffer(4));

for (let round = 1; round <= Number(rounds); round += 1) {
  const settings = JSON.parse(readFileSync(path, 'utf8')) as { count: number };
  if (settings.count !== round - 1) throw new Error(`${settings.count} instead of ${round - 1} is in the file`);
  writeFileSync(path, `${JSON.stringify({ ...settings, count: round }, null, 2)}\n`);
  Atomics.wait(pause, 0, 0, 15);
}
