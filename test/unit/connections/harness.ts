import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnectionAccess } from '../../../src/connections/connection-access.ts';
import { createConnectionFile, type ConnectionFile } from '../../../src/connections/connection-file.ts';
import type { NewConnection } from '../../../src/connections/inputs.ts';
import type { ConnectionParts } from '../../../src/connections/parts.ts';
import { AppError } from '../../../src/lib/app-error.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createRotationHistory } from '../../../src/rotation/history-file.ts';
import { createRotations } from '../../../src/rotation/rotations.ts';
import { preferences } from '../../../src/settings/preferences.ts';
import { createSecretReader } from '../../../src/secrets/secret-cache.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { FakeSystem } from '../../fakes/providers/fake-provider.ts';
import { noReferences } from '../../fakes/secrets/no-references.ts';
import { InMemorySecretStore } from '../../fakes/secrets/in-memory-secret-store.ts';

/** Connections over a real file, a keychain in memory and a system that knows a few keys. */
export async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), 'connections-'));
  const file = createConnectionFile(join(folder, 'connections.json'));
  const system = new FakeSystem();
  const keychain = new InMemorySecretStore();
  const clock = new FakeClock();
  const learned: string[] = [];
  let changes = 0;
  const reader = createSecretReader(() => keychain, noReferences);
  const parts: ConnectionParts = {
    file,
    providers: system.providers(),
    secrets: {
      homeForNew: () => Promise.resolve('keychain'),
      store: () => keychain,
      reader,
      resolve: (reference) => noReferences.resolve(reference),
      learn: (secret) => learned.push(secret),
    },
    clock,
    logger: silentLogger,
    newId: () => crypto.randomUUID(),
    zone: () => 'UTC',
    changed: () => (changes += 1),
  };
  const access = createConnectionAccess({ file, providers: parts.providers, secrets: reader });
  return { folder, file, system, keychain, clock, learned, parts, access, changes: () => changes };
}

export const draft = (edits: Partial<NewConnection> = {}): NewConnection => ({
  provider: 'openproject',
  name: 'Site',
  address: 'https://op.example',
  method: 'api-key',
  secret: 'old-key-0123456789abcdef',
  ...edits,
});

/** Another key, as another window would put it in use, whoever it belongs to. */
export async function replaceKey(parts: ConnectionParts, { id, secret }: { id: string; secret: string }) {
  const folder = await mkdtemp(join(tmpdir(), 'history-'));
  const rotations = createRotations({
    ...parts,
    history: createRotationHistory(join(folder, 'rotation-history.json')),
    preferences: { read: () => Promise.resolve(preferences.parse({})) },
    zone: () => 'UTC',
    thisProcess: { pid: 1, isAlive: () => false },
    onProgress: () => undefined,
  });
  await rotations.replace({ connectionId: id, secret, together: [], accept: true });
}

/** A file whose writes fail, as on a full disk. */
export function readOnly(file: ConnectionFile): ConnectionFile {
  const update: ConnectionFile['update'] = async (change) => {
    await change(await file.read());
    throw new Error('ENOSPC');
  };
  return { read: () => file.read(), update };
}

export const keychainLocked = new AppError('keychain-locked', 'The keychain is locked.', 'Unlock it.');
