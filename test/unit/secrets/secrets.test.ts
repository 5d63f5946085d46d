import { noReferences } from '../../fakes/secrets/no-references.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../../src/lib/app-error.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createRedactor } from '../../../src/secrets/redaction.ts';
import { createSecrets, type Secrets } from '../../../src/secrets/secrets.ts';
import { vaultAgentPath } from '../../../src/secrets/vault-agent-wire.ts';
import { createVault } from '../../../src/secrets/vault.ts';
import { createPreferencesFile } from '../../../src/settings/preferences-file.ts';
import { InMemorySecretStore } from '../../fakes/secrets/in-memory-secret-store.ts';

let folder: string;
let keychain: InMemorySecretStore;
let secrets: Secrets;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  keychain = new InMemorySecretStore();
  const platform = process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
  secrets = createSecrets({
    keychain,
    keychainName: 'Keychain',
    vault: createVault({ path: join(folder, 'vault.json'), cost: 2 ** 10 }),
    agentPath: vaultAgentPath({ folder, platform, home: folder }),
    redactor: createRedactor(),
    references: noReferences,
    preferences: createPreferencesFile(join(folder, 'settings.json')),
    logger: silentLogger,
    changed: () => undefined,
  });
});
afterEach(async () => {
  await secrets.close();
  await rm(folder, { recursive: true });
});

test('a vault made where the keychain cannot be used takes the new keys', async () => {
  const problem = new AppError('keychain-unavailable', 'There is no keychain.', 'Create a vault.').toProblem();
  keychain.state = { state: 'unavailable', problem };
  expect(await secrets.createVault('four random words')).toMatchObject({ home: 'vault', vault: { state: 'ready' } });
});

test('a vault made beside a working keychain waits until it is chosen', async () => {
  expect(await secrets.createVault('four random words')).toMatchObject({ home: 'keychain', vault: { state: 'ready' } });
  expect(await secrets.useHome('vault')).toMatchObject({ home: 'vault' });
});
