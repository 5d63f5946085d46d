import { mkdir, mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBackups, type Backups } from '../../../../src/clients/files/backups.ts';

let now: Date;
let folder: string;
let backups: Backups;
beforeEach(async () => {
  now = new Date('2026-11-21T01:02:03.456Z');
  folder = join(await mkdtemp(join(tmpdir(), 'backups-')), 'data', 'backups');
  backups = createBackups({ folder, clock: { now: () => now, wait: () => Promise.resolve() } });
});
const bytes = (text: string) => Buffer.from(text);

describe('backups of other programs’ files', () => {
  it('are dated, know where they come from, and are for this user only', async () => {
    const kept = await backups.keep('/home/ada/.cursor/mcp.json', bytes('{}'));
    expect(kept).toMatchObject({ origin: '/home/ada/.cursor/mcp.json', at: '2026-11-21T01:02:03.456Z' });
    expect(await backups.read(kept.id)).toEqual(bytes('{}'));
    expect((await stat(kept.path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(kept.path))).mode & 0o777).toBe(0o700);
  });

  it('are listed newest first, of all files or of one', async () => {
    const first = await backups.keep('/a', bytes('1'));
    const second = await backups.keep('/a', bytes('2'));
    now = new Date('2026-11-22T00:00:00Z');
    const other = await backups.keep('/b', bytes('3'));
    expect(await backups.list()).toEqual([other, second, first]);
    expect(await backups.list('/a')).toEqual([second, first]);
    expect(await backups.list('/nowhere')).toEqual([]);
  });

  it('are the last twenty of each file, and files of others stay', async () => {
    const first = await backups.keep('/a', bytes('0'));
    const foreign = join(dirname(first.path), 'mine.json');
    await writeFile(foreign, 'mine');
    await backups.keep('/b', bytes('b'));
    for (let count = 0; count < 20; count += 1) {
      now = new Date(now.getTime() + 1000);
      await backups.keep('/a', bytes(String(count)));
    }
    const names = await readdir(dirname(first.path));
    expect(names.filter((name) => name.endsWith('.bak'))).toHaveLength(20);
    expect(names).not.toContain(first.id.split('/')[1]);
    expect(names).toContain('mine.json');
    expect(await backups.list('/b')).toHaveLength(1);
  });

  it('reach no other file, whatever id is asked for', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'secret.bak'), 'x');
    for (const id of ['secret.bak', '../connections.json', '0123456789abcdef/../../x.bak', ''])
      await expect(backups.read(id)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
