import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createConnectionFile } from '../../../src/connections/connection-file.ts';

const credential = {
  ...{ field: 'personalAccessToken', home: 'keychain', hint: '…9f3a', version: 2 },
  ...{ createdAt: '2026-10-01T09:00:00.000Z', expiresAt: '2027-01-15' },
};
const stored = {
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  name: 'Jira',
  provider: 'jira',
  endpoint: { baseUrl: 'https://jira.example', deployment: 'data-center' },
  auth: { method: 'personal-access-token' },
  options: { timeoutMs: 30_000, retries: 3 },
  credential: { ...credential, rotateEveryDays: 90 },
  owner: { id: 'mia', name: 'Mia Krystof' },
  active: true,
  createdAt: '2026-09-01T09:00:00.000Z',
  updatedAt: '2026-10-01T09:00:00.000Z',
};

/** As the releases before rotation wrote it: no journal, and the period, 90 days for everybody, at the key. */
const ofBefore = {
  version: 1,
  connections: [stored],
  removed: [
    { connection: { ...stored, id: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }, purgeAt: '2026-11-22T09:00:00.000Z' },
  ],
  leftovers: [{ home: 'vault', account: 'an-earlier-key' }],
};

async function fileOfBefore() {
  const folder = await mkdtemp(join(tmpdir(), 'keyring-connections-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'connections.json');
  await writeFile(path, JSON.stringify(ofBefore));
  return { path, file: createConnectionFile(path) };
}

it('reads a file from before keys were rotated, whose keys then follow the settings', async () => {
  const { file } = await fileOfBefore();
  const { connections, removed, leftovers, rotations } = await file.read();
  expect(connections).toMatchObject([{ name: 'Jira', owner: stored.owner, rotation: { automatic: false } }]);
  expect(connections[0]?.credential).toEqual(credential);
  expect(connections[0]?.rotation.everyDays).toBeUndefined();
  expect(removed).toHaveLength(1);
  expect(leftovers).toEqual(ofBefore.leftovers);
  expect(rotations).toEqual([]);
});

it('keeps all that such a file holds when it is written for the first time', async () => {
  const { path, file } = await fileOfBefore();
  const before = await file.read();
  await file.update((content) => ({ ...content, leftovers: [] }));
  expect(await file.read()).toEqual({ ...before, leftovers: [] });
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 1, rotations: [] });
});
