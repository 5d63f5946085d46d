import type { AppParts } from '../../src/app-parts.ts';
import { createNetworkProbe } from '../../src/host/network-probe.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { createRedactor } from '../../src/secrets/redaction.ts';
import { createVault } from '../../src/secrets/vault.ts';
import { dataFiles } from '../../src/settings/data-folder.ts';
import { FakeClock } from './fake-clock.ts';
import { InMemorySecretStore } from './secrets/in-memory-secret-store.ts';
import { noReferences } from './secrets/no-references.ts';
import { join } from 'node:path';

/** What a shell brings along, on a computer where nothing is outside and time stands still. */
export function appParts(home: string, changes: Partial<AppParts> = {}): AppParts {
  const files = dataFiles(join(home, 'data'));
  return {
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
    runProgram: () => Promise.resolve({ output: '' }),
    zone: () => 'Europe/Berlin',
    networkId: () => 'wifi',
    runHost: { command: '/nowhere/keyring-host', args: [] },
    mcpCommand: { command: '/nowhere/keyring-host', args: ['mcp'] },
    mcpEnvironment: {},
    extension: { make: () => Promise.reject(new Error('Nothing is made')), open: () => Promise.resolve() },
    thisProcess: { pid: 1, isAlive: () => false },
    ...changes,
  };
}
