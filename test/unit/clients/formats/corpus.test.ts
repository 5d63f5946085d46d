import { chmod, mkdtemp, readFile, readlink, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientCatalog, clientOf } from '../../../../src/clients/catalog.ts';
import { clientIds, type ClientId } from '../../../../src/clients/client.ts';
import { createBackups } from '../../../../src/clients/files/backups.ts';
import { createFileChanges } from '../../../../src/clients/files/change-file.ts';
import { createFileLocks } from '../../../../src/clients/files/file-locks.ts';
import { changeOwnEntry, ownEntryState } from '../../../../src/clients/own-entry.ts';
import { corpus, refused } from './corpus.ts';

const entryFor = (client: ClientId) => ({
  command: '/opt/MCP Keyring/keyring-host',
  args: ['mcp', '--client', client],
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-'));
});
afterAll(() => rm(folder, { recursive: true }));

const clock = { now: () => new Date('2026-11-28T12:00:00Z'), wait: () => Promise.resolve() };

/** A file of this client in a folder of its own: most of the time goes into waiting for the disk, so many go at once. */
async function openFile(client: ClientId) {
  const own = await mkdtemp(join(folder, 'client-'));
  const path = join(own, 'config');
  const record = clientOf(client);
  const entry = entryFor(client);
  const backups = createBackups({ folder: join(own, 'backups'), clock });
  const changeFile = createFileChanges({ backups, clock, locks: createFileLocks(join(own, 'locks')) });
  const change = (kind: 'write' | 'remove') =>
    changeFile({ path, edit: (text) => changeOwnEntry(record, text, kind, entry) });
  const state = async () => ownEntryState(record, await readFile(path, 'utf8'), entry).state;
  return { path, record, change, state };
}

describe('the files of the clients', () => {
  it('are many, and of every client', () => {
    expect(corpus.length + refused.length).toBeGreaterThanOrEqual(150);
    expect(new Set(corpus.map(({ client }) => client))).toEqual(new Set(clientIds));
  });

  it.concurrent.each(corpus)(
    'get our entry and give every byte back: $client, $what',
    { timeout: 60_000 },
    async ({ client, content }) => {
      const { path, record, change, state } = await openFile(client);
      await writeFile(path, content);
      expect(await state()).toBe('without-entry');
      await change('write');
      expect(await state()).toBe('current');
      await change('remove');
      const after = await readFile(path, 'utf8');
      // A file without a single setting becomes one without our entry.
      if (record.format.read(content) === undefined) expect(await state()).toBe('without-entry');
      else expect(after).toBe(content);
    },
  );

  it.concurrent.each(refused)(
    'are left alone, byte and date, where they cannot be read: $client, $what',
    async ({ client, content }) => {
      const { path, change } = await openFile(client);
      const longAgo = new Date('2026-01-02T03:04:05Z');
      await writeFile(path, content);
      await utimes(path, longAgo, longAgo);
      const error = expect.objectContaining({ code: 'file-not-parsable' }) as Error;
      await expect(change('write')).rejects.toThrow(error);
      expect(await readFile(path, 'utf8')).toBe(content);
      expect((await stat(path)).mtime).toEqual(longAgo);
    },
  );

  it.concurrent.each(clientCatalog.map(({ id }) => id))(
    'are made where there is none, and where there is an empty one: %s',
    async (client) => {
      const { path, change, state } = await openFile(client);
      await change('write');
      expect(await state()).toBe('current');
      await writeFile(path, '');
      await change('write');
      expect(await state()).toBe('current');
      await change('remove');
      expect(await state()).toBe('without-entry');
    },
  );

  it.concurrent.each(['zed', 'codex', 'goose'] as const)(
    'stay behind their link, and write-protected: %s',
    async (client) => {
      const { path, change } = await openFile(client);
      const { content } = corpus.find((file) => file.client === client)!;
      const dotfile = `${path}-dotfile`;
      await writeFile(dotfile, content);
      await symlink(dotfile, path);
      await change('write');
      await change('remove');
      expect(await readlink(path)).toBe(dotfile);
      expect(await readFile(dotfile, 'utf8')).toBe(content);
      await chmod(dotfile, 0o444);
      await expect(change('write')).rejects.toThrow(/write-protected/);
      expect(await readFile(dotfile, 'utf8')).toBe(content);
    },
  );
});
