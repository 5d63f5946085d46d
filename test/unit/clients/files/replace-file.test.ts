import { closeSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../../../../src/clients/files/replace-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replace-'));
  path = join(folder, 'config.json');
});
afterEach(async () => {
  expect(await readdir(folder)).toEqual(['config.json']);
  await rm(folder, { recursive: true });
});

describe('replacing a file of another program', () => {
  it('keeps its mode', async () => {
    await writeFile(path, 'old', { mode: 0o640 });
    expect(await replaceFile(path, 'new', Buffer.from('old'))).toBe(true);
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('leaves one that is no longer what was read', async () => {
    await writeFile(path, 'theirs');
    expect(await replaceFile(path, 'ours', Buffer.from('old'))).toBe(false);
    expect(await readFile(path, 'utf8')).toBe('theirs');
  });

  it('leaves one that came into being where there was none', async () => {
    await writeFile(path, 'theirs');
    expect(await replaceFile(path, 'ours', undefined)).toBe(false);
    expect(await readFile(path, 'utf8')).toBe('theirs');
  });

  it('puts back what a program wrote into the old file when it had it open already', async () => {
    await writeFile(path, 'old');
    const { ino } = statSync(path);
    const file = openSync(path, 'r+');
    const replaced = replaceFile(path, 'ours', Buffer.from('old'));
    while (statSync(path).ino === ino) await new Promise(setImmediate);
    ftruncateSync(file);
    writeSync(file, 'theirs', 0);
    closeSync(file);
    expect(await replaced).toBe(false);
    expect(await readFile(path, 'utf8')).toBe('theirs');
  });
});
