import { noReferences } from '../fakes/secrets/no-references.ts';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { createNetworkProbe } from '../../src/host/network-probe.ts';
import { createRedactor } from '../../src/secrets/redaction.ts';
import { createVault } from '../../src/secrets/vault.ts';
import { dataFiles } from '../../src/settings/data-folder.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { InMemorySecretStore } from '../fakes/secrets/in-memory-secret-store.ts';

it('starts and ends with a damaged list of connections, says so in the window, and leaves the file alone', async () => {
  const home = await mkdtemp(join(tmpdir(), 'app-'));
  const files = dataFiles(join(home, 'data'));
  await mkdir(files.folder);
  await writeFile(files.connections, '{ "version": 1, "connections": [');
  const app = createApp({
    info: {
      version: '1.2.3',
      shell: 'web',
      platform: 'linux',
      dataFolder: files.folder,
      logFile: files.log,
      demo: false,
      nodeVersion: '24.21.0',
    },
    files,
    surroundings: { platform: 'linux', home, env: {} },
    clock: new FakeClock(),
    logger: silentLogger,
    fetch: () => Promise.reject(new Error('Nothing is asked')),
    vendors: { atlassianGateway: 'http://127.0.0.1:1', clickUpAddress: 'http://127.0.0.1:1' },
    secrets: {
      keychain: new InMemorySecretStore(),
      keychainName: 'Keychain',
      vault: createVault({ path: files.vault }),
      agentPath: join(files.folder, 'vault.sock'),
      redactor: createRedactor(),
      references: noReferences,
    },
    networkProbe: createNetworkProbe({}),
    processes: () => Promise.resolve([]),
    zone: () => 'Europe/Berlin',
    networkId: () => 'wifi',
    mcpCommand: { command: '/nowhere/keyring-host', args: ['mcp'] },
    mcpEnvironment: {},
    thisProcess: { pid: 1, isAlive: () => false },
  });
  await app.start();
  expect(await app.router.answer({ name: 'connections.list', input: {} })).toMatchObject({
    error: { code: 'data-file-damaged' },
  });
  await app.close();
  expect(await readFile(files.connections, 'utf8')).toBe('{ "version": 1, "connections": [');
});
