import { noReferences } from '../fakes/secrets/no-references.ts';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createConnectionFile } from '../../src/connections/connection-file.ts';
import { createConnectionService } from '../../src/connections/connection-service.ts';
import type { ConnectionParts } from '../../src/connections/parts.ts';
import { createTestRuns } from '../../src/connections/test-runs.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { systemClock } from '../../src/lib/system-clock.ts';
import { createProfileFile } from '../../src/profiles/profile-file.ts';
import { createProfiles } from '../../src/profiles/profiles.ts';
import { createProviders } from '../../src/providers/catalog.ts';
import { createRedactor } from '../../src/secrets/redaction.ts';
import type { SecretStore } from '../../src/secrets/secret-store.ts';
import { createSecrets } from '../../src/secrets/secrets.ts';
import { vaultAgentPath } from '../../src/secrets/vault-agent-wire.ts';
import { createVault } from '../../src/secrets/vault.ts';
import { dataFiles, type DataFiles } from '../../src/settings/data-folder.ts';
import { createPreferencesFile } from '../../src/settings/preferences-file.ts';
import type { SimulatorAddress } from './simulator-worker.ts';

const passphrase = 'only for the benchmark';

/** The app's own services over a simulator, with the vault unlocked: an `mcp` process started beside it finds its keys. */
export async function createBenchApp({ folder, latencyMs }: { folder: string; latencyMs: number }) {
  const worker = new Worker(new URL('simulator-worker.ts', import.meta.url), { workerData: { latencyMs } });
  const [simulator] = (await once(worker, 'message')) as [SimulatorAddress];
  const { url, secret } = simulator;
  let lastUrl = '';
  const watchedFetch: typeof fetch = (input, init) => {
    lastUrl = input instanceof Request ? input.url : String(input);
    return fetch(input, init);
  };
  const { parts, close } = await openParts(dataFiles(folder), simulator, watchedFetch);
  const service = createConnectionService(parts);
  const tests = createTestRuns(parts);
  const method = 'personal-access-token' as const;
  const add = (name: string) => service.add({ name, provider: 'jira', address: url, method, secret });

  const connection = await add('Benchmark');
  const { endpoint, options: http } = connection;
  const client = parts.providers.jira.open({ endpoint, credentials: { method, secret }, http });
  const [item] = (await client.searchItems({ limit: 1 })).items;
  if (item === undefined) throw new Error('The simulator has no items');
  await client.getItem(item.id);
  const itemUrl = lastUrl;

  return {
    folder,
    connection: connection.name,
    itemId: item.id,
    /** The very request that get_item makes, without anything around it. */
    fetchItem: async (): Promise<void> => {
      const answer = await fetch(itemUrl, { headers: { authorization: `Bearer ${secret}` } });
      if (!answer.ok) throw new Error(`The simulator answered ${answer.status}`);
      await answer.json();
    },
    addConnections: async (count: number): Promise<string[]> => {
      const added = await Promise.all(Array.from({ length: count - 1 }, (_, index) => add(`Benchmark ${index}`)));
      return [connection, ...added].map(({ id }) => id);
    },
    /** The word of a profile whose key is in the vault. */
    addProfile: async (): Promise<string> => {
      const profiles = createProfiles({ ...parts, file: createProfileFile(dataFiles(folder).profiles) });
      return (await profiles.create({ name: 'Benchmark', variables: { SERVER_TOKEN: secret } })).id;
    },
    test: async (id: string): Promise<void> => {
      mustWork([(await tests.test(id)).outcome]);
    },
    testAll: async (): Promise<void> => {
      mustWork((await tests.testAll(() => undefined)).map(({ result }) => result.outcome));
    },
    close: async (): Promise<void> => {
      await close();
      await worker.terminate();
    },
  };
}

function mustWork(outcomes: readonly { ok: boolean }[]): void {
  const failed = outcomes.find(({ ok }) => !ok);
  if (failed !== undefined) throw new Error(`A test failed: ${JSON.stringify(failed)}`);
}

async function openParts(files: DataFiles, { gateway, clickUp }: SimulatorAddress, watchedFetch: typeof fetch) {
  const preferences = createPreferencesFile(files.settings);
  const redactor = createRedactor();
  const secrets = createSecrets({
    keychain: noKeychain,
    keychainName: 'none',
    vault: createVault({ path: files.vault }),
    agentPath: vaultAgentPath({ folder: files.folder, platform: place(), home: files.folder }),
    redactor,
    references: noReferences,
    preferences,
    logger: silentLogger,
    changed: () => undefined,
  });
  await secrets.createVault(passphrase);
  await secrets.useHome('vault');
  const providers = createProviders({
    fetch: watchedFetch,
    wait: (ms, signal) => systemClock.wait(ms, signal),
    now: () => systemClock.now(),
    atlassianGateway: gateway,
    clickUpAddress: clickUp,
  });
  const parts: ConnectionParts = {
    file: createConnectionFile(files.connections),
    providers,
    secrets,
    clock: systemClock,
    logger: silentLogger,
    newId: () => randomUUID(),
    zone: () => 'UTC',
    changed: () => undefined,
  };
  return { parts, close: () => secrets.close() };
}

function place(): 'darwin' | 'win32' | 'linux' {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
}

const unused = (): never => {
  throw new Error('The benchmark keeps its keys in the vault');
};
const noKeychain: SecretStore = {
  home: 'keychain',
  get: unused,
  set: unused,
  delete: unused,
  status: () => Promise.resolve({ state: 'absent' }),
};
