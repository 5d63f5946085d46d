import { mkdir, mkdtemp, readFile, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createDataFile } from '../../../src/lib/data-file.ts';

const schema = z.object({ names: z.array(z.string()) });
let path: string;

beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'data-file-')), 'deep', 'names.json');
});

const open = () => createDataFile({ path, version: 2, schema, empty: { names: [] } });
const add = (name: string) => (now: z.infer<typeof schema>) => ({ names: [...now.names, name] });

describe('a data file', () => {
  it('counts as empty before it exists', async () => {
    expect(await open().read()).toEqual({ names: [] });
  });

  it('keeps what was written, with its version, readable by its owner only', async () => {
    await open().update(add('mia'));
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 2, names: ['mia'] });
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('loses no change when two writers write at once', async () => {
    const [one, two] = [open(), open()];
    const names = Array.from({ length: 10 }, (_, index) => `n${index}`);
    await Promise.all(names.map((name, index) => (index % 2 ? one : two).update(add(name))));
    expect((await open().read()).names.toSorted()).toEqual(names.toSorted());
  });

  it('goes on after a change that failed', async () => {
    const file = open();
    const failing = file.update(() => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await file.update(add('mia'))).names).toEqual(['mia']);
  });

  it('writes nothing that it could not read again', async () => {
    await open().update(add('mia'));
    await expect(open().update(() => ({ names: [7] }) as never)).rejects.toThrow();
    expect((await open().read()).names).toEqual(['mia']);
  });

  it('counts as written although its lock cannot be taken away', async () => {
    const written = open().update(async (now) => {
      await writeFile(join(`${path}.lock`, 'in the way'), '');
      return add('mia')(now);
    });
    expect(await written).toEqual({ names: ['mia'] });
    expect((await open().read()).names).toEqual(['mia']);
  });

  it('writes nothing when its lock was lost meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const losing = open().update(async (now) => {
      await rmdir(`${path}.lock`);
      await vi.advanceTimersByTimeAsync(6000);
      for (let look = 0; look < 5; look += 1) await stat(dirname(path));
      return add('mia')(now);
    });
    await expect(losing.finally(() => vi.useRealTimers())).rejects.toMatchObject({ code: 'busy' });
    expect((await open().read()).names).toEqual([]);
  });

  it('says that it cannot be written, and not that another window has it', async () => {
    await mkdir(dirname(dirname(path)), { recursive: true });
    await writeFile(dirname(path), 'a file where the folder should be');
    await expect(open().update(add('mia'))).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it.each([
    ['is not JSON', '{ "version": 2, '],
    ['has the wrong shape', '{ "version": 2, "names": "mia" }'],
    ['has no version', '{ "names": [] }'],
  ])('refuses a file that %s and leaves it as it is', async (_, text) => {
    await open().update(add('mia'));
    await writeFile(path, text);
    await expect(open().update(add('ben'))).rejects.toMatchObject({ code: 'data-file-damaged' });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it('reads a file that an editor saved with a byte order mark', async () => {
    const written = await open().update(add('mia'));
    await writeFile(path, `\uFEFF${await readFile(path, 'utf8')}`);
    expect(await open().read()).toEqual(written);
  });

  it('asks for an update when a newer version wrote the file', async () => {
    await open().update(add('mia'));
    await writeFile(path, '{ "version": 3, "people": [] }');
    await expect(open().read()).rejects.toMatchObject({ code: 'data-file-newer', next: 'Update MCP Keyring.' });
  });
});
