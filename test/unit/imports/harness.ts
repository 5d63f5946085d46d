import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createConnectionService } from '../../../src/connections/connection-service.ts';
import type { FoundServer } from '../../../src/clients/formats/format.ts';
import { strictJson } from '../../../src/clients/formats/json.ts';
import { createImports } from '../../../src/imports/imports.ts';
import type { ImportsParts } from '../../../src/imports/parts.ts';
import type { ImportOutcome, ImportPreview } from '../../../src/imports/preview.ts';
import { createKeys } from '../../../src/keys/keys.ts';
import { openReferences } from '../../../src/host/references.ts';
import { createSecretReader } from '../../../src/secrets/secret-cache.ts';
import { setUp } from '../connections/harness.ts';

export const keys = {
  cloud: 'ATATT3xFfGF0abcdefghijklmnopqrstuvwxyz=1A2B3C4D',
  dataCenter: Buffer.from('123456789012:abcdefghijklmnopqrs').toString('base64'),
  openProject: 'opapi-0123456789abcdef0123456789abcdef',
  clickUp: 'pk_81000001_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345',
  targetprocess: Buffer.from('12:abcdefghijklmnopqrstuvwxyz').toString('base64'),
} as const;

/** Imports over real connections, a home folder of its own, and systems that know the keys above. */
export async function setUpImports(changes: Partial<ImportsParts> = {}) {
  const home = await mkdtemp(join(tmpdir(), 'imports-home-'));
  const world = await setUp();
  for (const key of Object.values(keys)) world.system.allow(key);
  const surroundings = { platform: 'linux', home, env: {} } as const;
  const references = openReferences(surroundings, 'user');
  const parts = {
    ...world.parts,
    secrets: {
      ...world.parts.secrets,
      reader: createSecretReader(() => world.keychain, references),
      resolve: references.resolve.bind(references),
    },
  };
  const imported: { importId: string; outcome: ImportOutcome }[] = [];
  const imports = createImports({
    ...parts,
    connections: createConnectionService(parts),
    keys: createKeys({
      ...parts,
      preferences: { read: () => Promise.reject(new Error('Not asked')) },
      descriptors: [],
      activity: { lastUsed: () => Promise.resolve(new Map()) },
      rotations: { list: () => Promise.resolve([]) },
    }),
    descriptors: [],
    surroundings,
    clientFiles: () => Promise.resolve([]),
    readTable: () => Promise.resolve([]),
    dockerSecrets: join(home, 'run', 'secrets'),
    imported: (progress) => imported.push(progress),
    ...changes,
  });
  const write = async (path: string, text: string): Promise<string> => {
    const full = join(home, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, text);
    return full;
  };
  const runAll = ({ importId, candidates }: ImportPreview) =>
    imports.run(
      importId,
      candidates.map(({ id, name, address, account, keyFile }) => ({
        ...{ id, name, address, account, keepInFile: keyFile !== undefined },
      })),
    );
  return { ...world, home, imports, imported, write, runAll, parts };
}

/** The servers of a client's JSON file. */
export const serversOf = (servers: Readonly<Record<string, object>>): readonly FoundServer[] =>
  strictJson.servers(JSON.stringify({ mcpServers: servers }), { root: ['mcpServers'], kind: 'map' });
