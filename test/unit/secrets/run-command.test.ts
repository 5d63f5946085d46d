import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { createCommandRunner } from '../../../src/secrets/run-command.ts';

const run = createCommandRunner({ PATH: process.env['PATH'], OF_OURS: 'seen' }, process.platform);
const limits = { timeoutMs: 15_000, maxBytes: 100 };
const node = (script: string, ...args: string[]) => [process.execPath, '-e', script, ...args];

test('a command gets its arguments as they are, our environment, and nothing to read', async () => {
  const script =
    'process.stdin.on("data", () => {}).on("end", () => console.log(process.argv[1], process.env.OF_OURS))';
  expect(await run(node(script, '$HOME; "x" *'), limits)).toEqual({
    kind: 'ended',
    code: 0,
    stdout: '$HOME; "x" * seen\n',
  });
});

test('what it writes to stderr reaches nobody, its exit code does', async () => {
  expect(await run(node('console.error("secret"); process.exitCode = 7'), limits)).toEqual({
    kind: 'ended',
    code: 7,
    stdout: '',
  });
});

test('one that prints without end is stopped', async () => {
  expect(await run(node('for (;;) process.stdout.write("x".repeat(1000))'), limits)).toEqual({ kind: 'too-much' });
});

test('a program that is not there is told from one that cannot be started', async () => {
  expect(await run(['/no/such/program'], limits)).toEqual({ kind: 'not-found' });
  const path = join(await mkdtemp(join(tmpdir(), 'run-')), 'plain');
  await writeFile(path, 'no program');
  expect(await run([path], limits)).toMatchObject({ kind: 'not-startable' });
  expect(await run(['a\0b'], limits)).toMatchObject({ kind: 'not-startable' });
});

test.skipIf(process.platform === 'win32')('one that hangs is stopped with all it started', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'run-')), 'pid');
  const script = `sleep 60 & printf %s $! > '${file}'; wait`;
  const running = run(['/bin/sh', '-c', script], { ...limits, timeoutMs: 400 });
  expect(await running).toEqual({ kind: 'too-slow' });
  const pid = await readFile(file, 'utf8');
  // Where nobody fetches its exit code it stays in the list as a zombie.
  const stateOf = () =>
    promisify(execFile)('ps', ['-o', 'stat=', '-p', pid]).then(
      ({ stdout }) => stdout.trim(),
      () => '',
    );
  await vi.waitFor(async () => {
    expect(await stateOf()).toMatch(/^(Z.*)?$/);
  });
});
