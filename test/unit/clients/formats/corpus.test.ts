import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientCatalog, clientOf } from '../../../../src/clients/catalog.ts';
import { clientIds, type ClientId } from '../../../../src/clients/client.ts';
import { createBackups } from '../../../../src/clients/files/backups.ts';
import { createFileChanges, type ChangeFile } from '../../../../src/clients/files/change-file.ts';
import { changeOwnEntry, ownEntryState } from '../../../../src/clients/own-entry.ts';
import { corpus, refused } from './corpus.ts';

const entryFor = (client: ClientId) => ({
  command: '/opt/MCP Keyring/keyring-host',
  args: ['mcp', '--client', client],
});

let folder: string;
let path: string;
let changeFile: ChangeFile;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corpus-'));
  const clock = { now: () => new Date('2026-11-28T12:00:00Z'), wait: () => Promise.resolve() };
  changeFile = createFileChanges({ backups: createBackups({ folder: join(folder, 'backups'), clock }), clock });
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  await mkdir(join(folder, 'client'), { recursive: true });
  path = join(folder, 'client', 'config');
  await rm(path, { force: true });
});

const change = (client: ClientId, kind: 'write' | 'remove') =>
  changeFile({ path, edit: (text) => changeOwnEntry(clientOf(client), text, kind, entryFor(client)) });
const state = async (client: ClientId): Promise<string> =>
  ownEntryState(clientOf(client), await readFile(path, 'utf8'), entryFor(client)).state;

describe('the files of the clients', () => {
  it('are many, and of every client', () => {
    expect(corpus.length + refused.length).toBeGreaterThanOrEqual(150);
    expect(new Set(corpus.map(({ client }) => client))).toEqual(new Set(clientIds));
  });

  it.each(corpus)(
    'get our entry and give every byte back: $client, $what',
    { timeout: 60_000 },
    async ({ client, content }) => {
      const record = clientOf(client);
      await writeFile(path, content);
      expect(await state(client)).toBe('without-entry');
      await change(client, 'write');
      expect(await state(client)).toBe('current');
      await change(client, 'remove');
      const after = await readFile(path, 'utf8');
      // A file without a single setting becomes one without our entry.
      if (record.format.read(content) === undefined) expect(await state(client)).toBe('without-entry');
      else expect(after).toBe(content);
    },
  );

  it.each(refused)(
    'are left alone, byte and date, where they cannot be read: $client, $what',
    async ({ client, content }) => {
      const longAgo = new Date('2026-01-02T03:04:05Z');
      await writeFile(path, content);
      await utimes(path, longAgo, longAgo);
      const error = expect.objectContaining({ code: 'file-not-parsable' }) as Error;
      await expect(change(client, 'write')).rejects.toThrow(error);
      expect(await readFile(path, 'utf8')).toBe(content);
      expect((await stat(path)).mtime).toEqual(longAgo);
    },
  );

  it.each(clientCatalog.map(({ id }) => id))(
    'are made where there is none, and where there is an empty one: %s',
    async (client) => {
      await change(client, 'write');
      expect(await state(client)).toBe('current');
      await writeFile(path, '');
      await change(client, 'write');
      expect(await state(client)).toBe('current');
      await change(client, 'remove');
      expect(await state(client)).toBe('without-entry');
    },
  );

  it.each(['zed', 'codex', 'goose'] as const)('stay behind their link, and write-protected: %s', async (client) => {
    const { content } = corpus.find((file) => file.client === client)!;
    const dotfile = join(folder, `dotfile-${client}`);
    await writeFile(dotfile, content);
    await symlink(dotfile, path);
    await change(client, 'write');
    await change(client, 'remove');
    expect(await readlink(path)).toBe(dotfile);
    expect(await readFile(dotfile, 'utf8')).toBe(content);
    await chmod(dotfile, 0o444);
    await expect(change(client, 'write')).rejects.toThrow(/write-protected/);
    expect(await readFile(dotfile, 'utf8')).toBe(content);
  });
});
