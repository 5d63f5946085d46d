import { appendFile, mkdir, mkdtemp, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ActivityEntry } from '../../../src/activity/activity-entry.ts';
import { createActivityLog } from '../../../src/activity/activity-log.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

async function aLog() {
  const folder = join(await mkdtemp(join(tmpdir(), 'activity-')), 'activity');
  return { folder, log: createActivityLog({ folder, clock: new FakeClock('2026-11-21T09:00:00.000Z') }) };
}

const anEntry = (at: string, tool = 'get_item'): ActivityEntry => ({ at, tool, ok: true, durationMs: 3 });

describe('the activity log', () => {
  it('gives back what was recorded, newest first, across days', async () => {
    const { log } = await aLog();
    const times = ['2026-11-19T10:00:00.000Z', '2026-11-21T08:00:00.000Z', '2026-11-21T08:00:01.000Z'];
    for (const at of times) await log.record(anEntry(at));
    expect((await log.list(10)).map(({ at }) => at)).toEqual(times.toReversed());
    expect(await log.list(1)).toHaveLength(1);
  });

  it('is empty where nothing was ever recorded', async () => {
    const { log } = await aLog();
    expect(await log.list(10)).toEqual([]);
    expect(await log.prune()).toBe(0);
  });

  it('keeps lines whole when many are written at once', async () => {
    const { folder, log } = await aLog();
    const other = createActivityLog({ folder, clock: new FakeClock() });
    const at = '2026-11-21T08:00:00.000Z';
    await Promise.all(Array.from({ length: 200 }, (_, n) => (n % 2 ? log : other).record(anEntry(at, `tool_${n}`))));
    expect(new Set((await log.list(500)).map(({ tool }) => tool)).size).toBe(200);
  });

  it('passes over lines that are cut short or not ours', async () => {
    const { folder, log } = await aLog();
    await log.record(anEntry('2026-11-21T08:00:00.000Z'));
    await appendFile(join(folder, '2026-11-21.jsonl'), '{"at":"2026-11-21T08:00:\n{"at":"soon"}\n');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await log.record(anEntry('2026-11-21T08:00:02.000Z'));
    expect(await log.list(10)).toHaveLength(2);
  });

  it('forgets days older than 90 days and nothing else', async () => {
    const { folder, log } = await aLog();
    for (const day of ['2026-08-22', '2026-08-23', '2026-11-21']) await log.record(anEntry(`${day}T00:00:00.000Z`));
    await writeFile(join(folder, '2020-01-01.txt'), 'mine');
    expect(await log.prune()).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(['2020-01-01.txt', '2026-08-23.jsonl', '2026-11-21.jsonl']);
  });

  it('tells when each connection was used last, from the newest day that knows of it', async () => {
    const { log } = await aLog();
    const use = (connectionId: string, at: string) => log.record({ ...anEntry(at), connectionId });
    await use('a', '2026-11-10T10:00:00.000Z');
    await use('b', '2026-11-12T10:00:00.000Z');
    await use('a', '2026-11-21T08:00:05.000Z');
    await use('a', '2026-11-21T08:00:01.000Z');
    await use('ancient', '2026-08-01T10:00:00.000Z');
    const used = await log.lastUsed(['a', 'b', 'never', 'ancient']);
    expect([...used]).toEqual([
      ['a', '2026-11-21T08:00:05.000Z'],
      ['b', '2026-11-12T10:00:00.000Z'],
    ]);
    await use('b', '2026-11-21T08:30:00.000Z');
    expect((await log.lastUsed(['b'])).get('b')).toBe('2026-11-21T08:30:00.000Z');
  });

  it('does not read a day again that stays the same, nor older days than it needs', async () => {
    const { folder, log } = await aLog();
    await log.record({ ...anEntry('2026-11-21T08:00:00.000Z'), connectionId: 'a' });
    // A folder in place of a file cannot be read: whoever opens it fails.
    await mkdir(join(folder, '2026-11-20.jsonl'));
    const path = join(folder, '2026-11-21.jsonl');
    const mtime = new Date('2026-11-21T08:00:00.000Z');
    await utimes(path, mtime, mtime);
    expect((await log.lastUsed(['a'])).get('a')).toBe('2026-11-21T08:00:00.000Z');
    const { size } = await stat(path);
    await writeFile(path, ' '.repeat(size));
    await utimes(path, mtime, mtime);
    expect((await log.lastUsed(['a'])).get('a')).toBe('2026-11-21T08:00:00.000Z');
    await expect(log.lastUsed(['b'])).rejects.toThrow('EISDIR');
  });

  it.skipIf(process.platform === 'win32')('can be read by its owner only', async () => {
    const { folder, log } = await aLog();
    await log.record(anEntry('2026-11-21T08:00:00.000Z'));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, '2026-11-21.jsonl'))).mode & 0o777).toBe(0o600);
  });
});
