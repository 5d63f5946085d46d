import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openReferences } from '../../../src/host/references.ts';

const folder = await mkdtemp(join(tmpdir(), 'references-'));
const references = openReferences({ platform: 'linux', home: folder, env: {} }, 'user');
const read = (path: string) => references.read({ kind: 'file', path });

it.skipIf(process.platform === 'win32')('reads a key from a file, and says what else a file is', async () => {
  await writeFile(join(folder, 'key'), 'a-key\n');
  await symlink('loop', join(folder, 'loop'));
  expect(await read(join(folder, 'key'))).toBe('a-key');
  expect(await read('~/key')).toBe('a-key');
  await expect(read(folder)).rejects.toThrow('is a folder');
  await expect(read('/dev/zero')).rejects.toThrow('not an ordinary file');
  await expect(read(join(folder, 'loop'))).rejects.toMatchObject({ code: 'secret-source-failed' });
});

it.skipIf(process.platform !== 'linux')('gives up on a file that says it is empty and has no end', async () => {
  await expect(read('/proc/self/pagemap')).rejects.toMatchObject({ code: 'secret-source-failed' });
});
