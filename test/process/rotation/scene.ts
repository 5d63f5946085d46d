import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createConnectionFile } from '../../../src/connections/connection-file.ts';
import { connection, type Connection } from '../../../src/connections/connection.ts';
import { createRemoval } from '../../../src/connections/removal.ts';
import type { DataFile } from '../../../src/lib/data-file.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createRotationHistory } from '../../../src/rotation/history-file.ts';
import type { RotationParts, ThisProcess } from '../../../src/rotation/parts.ts';
import { createRotations } from '../../../src/rotation/rotations.ts';
import { createSecretReader } from '../../../src/secrets/secret-cache.ts';
import type { SecretStore } from '../../../src/secrets/secret-store.ts';
import { preferences } from '../../../src/settings/preferences.ts';
import { noReferences } from '../../fakes/secrets/no-references.ts';
import { createFileSystem } from './file-system.ts';
import { writeWhole, type Gate } from './gate.ts';

export type SceneOptions = {
  readonly gate?: Gate;
  /** What time it is, all the while. */
  readonly at: string;
  readonly thisProcess?: ThisProcess;
  readonly store?: (folder: string, gate: Gate) => TestStore;
};

/** `among`: which of these items are there. */
export type TestStore = SecretStore & { among(accounts: readonly string[]): Promise<readonly string[]> };

/** The real engine over a folder that outlives the process: connections, secrets, history and the system's own keys. */
export function openScene(
  folder: string,
  { gate = () => undefined, at, thisProcess, store = fileStore }: SceneOptions,
) {
  const secrets = store(folder, gate);
  const system = createFileSystem(join(folder, 'system.json'), gate);
  const file = counted(createConnectionFile(join(folder, 'connections.json')), gate);
  const history = createRotationHistory(join(folder, 'rotation-history.json'));
  const parts: RotationParts = {
    file,
    providers: system.providers,
    secrets: {
      homeForNew: () => Promise.resolve('keychain'),
      store: () => secrets,
      reader: createSecretReader(() => secrets, noReferences),
      resolve: (reference) => noReferences.resolve(reference),
      learn: () => undefined,
    },
    clock: { now: () => new Date(at), wait: () => new Promise(() => undefined) },
    logger: silentLogger,
    newId: () => crypto.randomUUID(),
    changed: () => undefined,
    history: {
      ...history,
      add: async (past) => {
        gate();
        await history.add(past);
        gate();
      },
    },
    preferences: { read: () => Promise.resolve(preferences.parse({})) },
    zone: () => 'UTC',
    thisProcess: thisProcess ?? { pid: process.pid, isAlive: isRunning },
    onProgress: () => undefined,
  };
  const items = async () => (await secrets.among(possibleItems)).toSorted();
  return {
    folder,
    system,
    secrets,
    items,
    file,
    parts,
    rotations: createRotations(parts),
    removal: createRemoval(parts),
  };
}
export type Scene = ReturnType<typeof openScene>;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function counted<T>(file: DataFile<T>, gate: Gate): DataFile<T> {
  return {
    read: () => file.read(),
    update: async (change) => {
      let writes = 0;
      const written = await file.update(async (current) => {
        const next = await change(current);
        if (next !== current) writes += 1;
        if (writes > 0) gate();
        return next;
      });
      if (writes > 0) gate();
      return written;
    },
  };
}

/** A keychain made of files, each written as one step. */
function fileStore(folder: string, gate: Gate): TestStore {
  const items = join(folder, 'items');
  const pathOf = (account: string): string => join(items, encodeURIComponent(account));
  return {
    home: 'keychain',
    get: (account) =>
      Promise.resolve(
        readdirSync(items).includes(encodeURIComponent(account)) ? readFileSync(pathOf(account), 'utf8') : undefined,
      ),
    set: (account, secret) => {
      gate();
      writeWhole(pathOf(account), secret);
      gate();
      return Promise.resolve();
    },
    delete: (account) => {
      gate();
      rmSync(pathOf(account), { force: true });
      gate();
      return Promise.resolve(true);
    },
    status: () => Promise.resolve({ state: 'ready' }),
    among: () => Promise.resolve(itemsIn(folder)),
  };
}

export function itemsIn(folder: string): string[] {
  return readdirSync(join(folder, 'items'))
    .filter((name) => !name.endsWith('.new'))
    .map(decodeURIComponent)
    .sort();
}

const fields = ['api-key', 'personal-access-token'];
/** Every item that a scenario could leave in a keychain, which tells nobody what it holds. */
const possibleItems = [1, 2, 3].flatMap((number) =>
  fields.flatMap((field) => [1, 2, 3, 4].map((version) => `${idOf(number)}/${field}/${version}`)),
);

export const oldKey = 'old-key-0123456789abcdef';
export const newKey = 'new-key-0123456789abcdef';
export const anotherKey = 'another-key-0123456789abcdef';
export const startedAt = '2026-11-21T09:00:00.000Z';

/** Connections that hold the same key: an API key, or a token that Jira Data Center can make anew. */
export async function fill(scene: Scene, kind: 'manual' | 'automatic', count: number): Promise<void> {
  mkdirSync(join(scene.folder, 'items'), { recursive: true });
  scene.system.begin({
    keys: kind === 'manual' ? [oldKey, newKey, anotherKey] : [],
    token: kind === 'automatic' ? oldKey : undefined,
  });
  const connections = Array.from({ length: count }, (_, index) => aConnection(index + 1, kind));
  for (const { id, credential } of connections) {
    await scene.secrets.set(`${id}/${credential.field}/1`, oldKey);
  }
  await scene.file.update((content) => ({ ...content, connections }));
}

export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function aConnection(number: number, kind: 'manual' | 'automatic'): Connection {
  const method = kind === 'manual' ? 'api-key' : 'personal-access-token';
  return connection.parse({
    id: idOf(number),
    name: `Connection ${number}`,
    provider: kind === 'manual' ? 'openproject' : 'jira',
    endpoint: { baseUrl: 'https://system.example', deployment: kind === 'manual' ? 'cloud' : 'data-center' },
    auth: { method },
    options: {},
    credential: { field: method, home: 'keychain', hint: '…cdef', version: 1, createdAt: startedAt },
    owner: { id: 'mia', name: 'Mia Krystof' },
    active: true,
    createdAt: startedAt,
    updatedAt: startedAt,
  });
}
