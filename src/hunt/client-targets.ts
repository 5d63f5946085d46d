import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { clientCatalog } from '../clients/catalog.ts';
import type { Backup } from '../clients/files/backups.ts';
import { systemDisk } from '../clients/files/disk.ts';
import { findClients } from '../clients/find-clients.ts';
import type { ClientRecord } from '../clients/client.ts';
import { jsonc } from '../clients/formats/json.ts';
import { toml } from '../clients/formats/toml.ts';
import { yaml } from '../clients/formats/yaml.ts';
import type { Surroundings } from '../settings/data-folder.ts';
import { pointedAt } from './pointed-at.ts';
import { readingOf, type Target } from './target.ts';

export type ClientTargets = { readonly targets: readonly Target[]; readonly clients: readonly string[] };

/** The files of all installed clients, and the copies that lie beside them. */
export async function clientTargets(surroundings: Surroundings): Promise<ClientTargets> {
  const installed = (await findClients(surroundings, systemDisk)).filter(({ installed }) => installed);
  const targets = await Promise.all(
    installed.flatMap(({ record, files }) => files.map(({ path }) => targetsAt(path, record))),
  );
  return { targets: targets.flat(), clients: installed.map(({ record }) => record.name) };
}

async function targetsAt(path: string, client: ClientRecord): Promise<readonly Target[]> {
  const common = { client, reading: readingOf(client) };
  const copies = [...(await copiesBeside(path)), ...(await copiesElsewhere(path, client))];
  return [
    { ...common, path, source: 'client' },
    ...copies.map((copy): Target => ({ ...common, path: copy, source: 'client-backup' })),
  ];
}

/** `mcp.json.bak`, `mcp.json.backup.1699`, `mcp.json~`, `mcp.backup.json`, `mcp (copy).json`. */
async function copiesBeside(path: string): Promise<readonly string[]> {
  const folder = dirname(path);
  const name = basename(path);
  const stem = basename(path, extname(path));
  const names = await readdir(folder).catch(() => []);
  return names.filter((each) => each !== name && isCopy(each, name, stem)).map((each) => join(folder, each));
}

function isCopy(each: string, name: string, stem: string): boolean {
  if (each.startsWith(`${name}.`) || each === `${name}~`) return !each.endsWith('.lock');
  return each.startsWith(stem) && copyWord.test(each.slice(stem.length));
}
const copyWord = /bak|backup|\bold\b|orig|copy|save|corrupt|~$|\d{6,}/i;

/** Claude Code keeps copies of its file in a folder of its own. */
async function copiesElsewhere(path: string, { id }: ClientRecord): Promise<readonly string[]> {
  if (id !== 'claude-code') return [];
  const folders = [join(dirname(path), '.claude', 'backups'), join(dirname(path), 'backups')];
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => name.startsWith(basename(path))).map((name) => join(folder, name));
    }),
  );
  return found.flat();
}

/** Our own copies of what we changed, made before anybody knew that there was a key in them. */
export function ownBackupTargets(backups: readonly Backup[], known: readonly Target[]): readonly Target[] {
  return backups.flatMap(({ path, origin }) => {
    const original = known.find((target) => target.path === origin) ?? pointedAt(origin) ?? ofAnyClient(origin);
    return [{ ...original, path, source: 'own-backup' }];
  });
}

/** Of a client that is not on this computer any more: its servers are in the list of one of those that are known. */
function ofAnyClient(origin: string): Target {
  const format = /\.toml$/i.test(origin) ? toml : /\.ya?ml$/i.test(origin) ? yaml : jsonc;
  const lists = clientCatalog.flatMap(({ list, otherLists = [] }) => [list, ...otherLists]);
  return { path: origin, source: 'own-backup', reading: { kind: 'servers', format, lists } };
}
