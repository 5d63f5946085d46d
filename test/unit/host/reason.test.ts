import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../../src/host/reason.ts';
import { AppError } from '../../../src/lib/app-error.ts';

describe('why the program could not start', () => {
  it('is told with what to do', () => {
    const error = new AppError('invalid-input', 'This is so.', 'Do this.');
    expect(reasonOf(error)).toBe('This is so. Do this.');
  });

  it('says that a port is taken', async () => {
    const first = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => first.once('listening', resolve));
    const second = createServer().listen((first.address() as AddressInfo).port, '127.0.0.1');
    const error = await new Promise((resolve) => second.once('error', resolve));
    first.close();
    expect(reasonOf(error)).toBe('Another program uses this port. Choose another one with --port.');
  });

  it('names the file that stands where the data folder should be', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'reason-')), 'file');
    await writeFile(file, '');
    const error: unknown = await mkdir(join(file, 'logs'), { recursive: true }).catch((caught: unknown) => caught);
    expect(reasonOf(error)).toMatch(/file.* cannot be used \(ENOTDIR\)\. Choose another folder with --home\.$/);
  });

  it('is left to the stack trace when it is a fault of our own', () => {
    expect(reasonOf(new TypeError('x is not a function'))).toBeUndefined();
  });
});
