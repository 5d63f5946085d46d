import { mkdir, mkdtemp, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createBackups } from '../../../src/clients/files/backups.ts';
import { createFileChanges } from '../../../src/clients/files/change-file.ts';
import { createFileLocks } from '../../../src/clients/files/file-locks.ts';
import { secretAccountOf } from '../../../src/connections/connection-access.ts';
import type { Connection } from '../../../src/connections/connection.ts';
import type { NewConnection } from '../../../src/connections/inputs.ts';
import { openHunt } from '../../../src/hunt/open-hunt.ts';
import type { FindGroup, HuntReport } from '../../../src/hunt/report.ts';
import { AppError } from '../../../src/lib/app-error.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createProfileFile } from '../../../src/profiles/profile-file.ts';
import { createProfiles } from '../../../src/profiles/profiles.ts';
import { hintOf } from '../../../src/secrets/redaction.ts';
import { createSecretReader } from '../../../src/secrets/secret-cache.ts';
import { createPreferencesFile } from '../../../src/settings/preferences-file.ts';
import { dataFiles, type Surroundings } from '../../../src/settings/data-folder.ts';
import { aConnection } from '../../fakes/connections/fake-access.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { InMemorySecretStore } from '../../fakes/secrets/in-memory-secret-store.ts';
import { noReferences } from '../../fakes/secrets/no-references.ts';

export const keys = {
  jira: 'ATATT3xFfGF0aB9cD8eF7gH6iJ5kL4mN3oP2qR1sT0uV=1A2B3C4D',
  gitHub: 'ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8',
  slack: 'xoxb-1234567890-abcdefGHIJKL',
} as const;

/** A hunt over a home of its own, with a keychain in memory and connections that accept every key but those in `refused`. */
export async function setUp(files: Readonly<Record<string, string>> = {}) {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'hunt-')));
  const data = dataFiles(join(home, 'keyring-data'));
  const surroundings: Surroundings = { platform: 'linux', home, env: {} };
  // Writing waits a moment for others.
  const clock = Object.assign(new FakeClock(), { wait: () => Promise.resolve() });
  const keychain = new InMemorySecretStore();
  const reader = createSecretReader(() => keychain, noReferences);
  const secrets = {
    ...{ homeForNew: () => Promise.resolve('keychain' as const), store: () => keychain },
    ...{ reader, resolve: noReferences.resolve.bind(noReferences) },
  };
  const profiles = createProfiles({
    ...{ file: createProfileFile(data.profiles), secrets, clock, logger: silentLogger },
    changed: () => undefined,
  });
  const connections: Connection[] = [];
  const exposed: { id: string; where: string | null }[] = [];
  const refused = new Set<string>();
  const learned = new Set<string>();
  const progress: { done: number; total: number }[] = [];
  const running: { pid: number; path: string }[] = [];
  const add = async ({ name, provider, address, account, secret = '' }: NewConnection): Promise<Connection> => {
    if (refused.has(secret)) throw new AppError('bad-credentials', 'The key was refused.', 'Make a new one.');
    const made = aConnection(name, {
      provider,
      endpoint: { baseUrl: address, deployment: 'cloud' },
      auth: { method: 'api-token', account: account ?? '' },
    });
    const connection = { ...made, credential: { ...made.credential, hint: hintOf(secret) } };
    await keychain.set(secretAccountOf(connection), secret);
    connections.push(connection);
    return connection;
  };
  const at = (path: string): string => join(home, path);
  const write = async (path: string, text: string, mode = 0o600): Promise<void> => {
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(at(path), text, { mode });
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  const [backups, locks] = [createBackups({ folder: data.backups, clock }), createFileLocks(data.locks)];
  const hunt = openHunt({
    ...{ backups, locks, changeFile: createFileChanges({ backups, clock, locks }) },
    ...{ files: data, surroundings, clock, secrets, reader, profiles },
    connections: { list: () => Promise.resolve(connections), add },
    keys: { setExposed: (id, where) => Promise.resolve(void exposed.push({ id, where })) },
    preferences: createPreferencesFile(data.settings),
    logger: silentLogger,
    learn: (secret) => learned.add(secret),
    progress: (each) => progress.push(each),
    changed: () => undefined,
    mcpCommand: { command: '/opt/keyring-host', args: ['mcp'] },
    runHost: { command: '/opt/keyring-host', args: [] },
    processes: () => Promise.resolve(running),
  });
  return {
    ...{
      home,
      at,
      write,
      data,
      clock,
      keychain,
      profiles,
      connections,
      exposed,
      refused,
      learned,
      progress,
      running,
      hunt,
      add,
    },
    read: (path: string) => readFile(at(path), 'utf8'),
    modeOf: async (path: string) => (await stat(path)).mode & 0o777,
  };
}

export type Home = Awaited<ReturnType<typeof setUp>>;

/** The group of a kind of key; the test fails where there is none. */
export function groupOf({ groups }: HuntReport, what: RegExp): FindGroup {
  const found = groups.find((group) => what.test(group.what));
  if (found === undefined) throw new Error(`No ${String(what)} among: ${groups.map((group) => group.what).join(', ')}`);
  return found;
}

/** Moves a key with the changes that are suggested, or the ones given by the path's end. */
export async function moveAll(
  { hunt }: Home,
  group: FindGroup,
  { changes = {}, account = 'mia@example.com', profileName }: MoveOptions = {},
) {
  const plan = await hunt.plan(group.id);
  const chosen = plan.places.flatMap(({ find, suggested }) => {
    const change = Object.entries(changes).find(([end]) => find.path.endsWith(end))?.[1] ?? suggested;
    return change === undefined || change === 'leave' ? [] : [{ findId: find.id, change }];
  });
  const named = profileName === undefined ? {} : { profileName };
  const previews = await hunt.preview({ groupId: group.id, changes: chosen, ...named });
  const result = await hunt.move({
    ...{ groupId: group.id, changes: chosen, ...named },
    connections: plan.proposals.map(({ provider, name, address = '', method = 'api-token' }) => ({
      ...{ provider, name, address, method, account },
    })),
    existing: plan.existing.filter(({ sameKey }) => sameKey).map(({ id }) => id),
    fingerprints: previews.map(({ path, fingerprint }) => ({ path, fingerprint })),
  });
  return { plan, previews, result };
}

type MoveOptions = {
  readonly changes?: Readonly<Record<string, 'replace' | 'remove' | 'run' | 'empty' | 'leave'>>;
  readonly account?: string;
  readonly profileName?: string;
};
