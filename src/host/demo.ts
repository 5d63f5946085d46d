import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { demoPassphrase, type CallInput, type CallName } from '../api/contract.ts';
import type { Router } from '../api/router.ts';
import { createConnectionFile } from '../connections/connection-file.ts';
import type { Connection } from '../connections/connection.ts';
import { addDays, todayIn } from '../keys/due.ts';
import { systemClock } from '../lib/system-clock.ts';
import { dataFiles, type Surroundings } from '../settings/data-folder.ts';
import { demoConnections, type DemoConnection, type DemoKey } from '../simulator/demo.ts';
import { demoPlainKeys } from '../simulator/demo-plain-keys.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { installDemoClients } from './demo-clients.ts';
import { systemZone } from './system-zone.ts';
import type { VendorAddresses } from './vendor-addresses.ts';

/** Noticeable, as with a real system, so that progress and skeletons can be seen. */
const latencyMs = 120;

export interface Demo {
  /** A computer of its own: a home with a Claude Desktop that was never configured, and a few other clients. */
  readonly surroundings: Surroundings;
  readonly folder: string;
  readonly vendors: VendorAddresses;
  /** Makes the example connections through the same calls a user makes. */
  fill(router: Router): Promise<void>;
  close(): Promise<void>;
}

export async function startDemo({ platform }: Surroundings): Promise<Demo> {
  const simulator = await startSimulator({ latencyMs });
  const { home, env } = await emptyHome(platform);
  const folder = join(home, 'mcp-keyring');
  return {
    surroundings: { platform, home, env },
    folder,
    vendors: { atlassianGateway: simulator.gateway.url, clickUpAddress: simulator.sites.clickup.url },
    fill: async (router) => {
      await call(router, 'secrets.createVault', { passphrase: demoPassphrase });
      await call(router, 'secrets.useHome', { home: 'vault' });
      const examples = demoConnections(simulator);
      for (const { name, draft, afterAdding } of examples) {
        await call(router, 'connections.add', { name, ...draft });
        afterAdding?.();
      }
      await giveLives(folder, examples);
      await plantKeys(home, demoPlainKeys(simulator));
      await call(router, 'connections.testAll', {});
    },
    close: async () => {
      await simulator.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Files with keys in them, for the hunt. */
async function plantKeys(home: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(home, dirname(path)), { recursive: true });
    await writeFile(join(home, path), text, { mode: 0o644 });
  }
}

/** Keys that were just entered are all of one age: their dates are written over as time would have. */
async function giveLives(folder: string, examples: readonly DemoConnection[]): Promise<void> {
  const file = createConnectionFile(dataFiles(folder).connections);
  await file.update((content) => ({
    ...content,
    connections: content.connections.map((connection) => {
      const example = examples.find(({ name }) => name === connection.name);
      return example === undefined ? connection : withLife(connection, example.key);
    }),
  }));
}

function withLife(connection: Connection, { madeDaysAgo, endsInDays, rotation }: DemoKey): Connection {
  const now = systemClock.now();
  const createdAt = new Date(now.getTime() - madeDaysAgo * 86_400_000).toISOString();
  const credential = { ...connection.credential, createdAt };
  if (endsInDays === undefined) return { ...connection, rotation, credential };
  const ends = endsInDays === null ? {} : { expiresAt: addDays(todayIn(systemZone(), now), endsInDays) };
  return { ...connection, rotation, credential: { ...credential, ...ends, expiryFrom: 'user' } };
}

async function emptyHome(platform: Surroundings['platform']) {
  const home = await mkdtemp(join(tmpdir(), 'mcp-keyring-demo-'));
  const roaming = join(home, 'AppData', 'Roaming');
  const claude = {
    darwin: join(home, 'Library', 'Application Support', 'Claude'),
    win32: join(roaming, 'Claude'),
    linux: join(home, '.config', 'Claude'),
  };
  await mkdir(claude[platform], { recursive: true });
  await installDemoClients(home, platform);
  const env = { APPDATA: roaming, LOCALAPPDATA: join(home, 'AppData', 'Local'), USERPROFILE: home };
  return { home, env };
}

async function call<N extends CallName>(router: Router, name: N, input: CallInput<N>): Promise<void> {
  const answer = await router.answer({ name, input });
  if (!answer.ok) throw new Error(`The demo could not be set up: ${name}: ${answer.error.message}`);
}
