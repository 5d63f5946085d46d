import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { parseJson } from '../../lib/json.ts';
import { pathOn } from '../../lib/system-path.ts';
import type { Surroundings } from '../../settings/data-folder.ts';
import { findClaude } from '../claude-desktop/locations.ts';
import { systemDisk } from '../files/disk.ts';
import { extensionName } from './manifest.ts';

export type InstalledExtension = { readonly folder: string; readonly version: string; readonly enabled: boolean };

const largestFile = 1024 * 1024;
const manifest = z.looseObject({ name: z.string(), version: z.string() });
const settings = z.looseObject({ isEnabled: z.boolean() });

/**
 * Our extension wherever a Claude on this computer has it: unpacked in `Claude Extensions/<id>`, beside its settings.
 * A file that cannot be read is not ours to judge.
 */
export async function installedExtensions(surroundings: Surroundings): Promise<readonly InstalledExtension[]> {
  const path = pathOn(surroundings.platform);
  const { locations } = await findClaude(surroundings, systemDisk);
  const read = locations.filter(({ readByClaude }) => readByClaude);
  const found = read.map(async ({ path: file }) => {
    const extensions = path.join(path.dirname(file), 'Claude Extensions');
    const ids = await systemDisk.list(extensions);
    return Promise.all(
      ids.map(async (id) => {
        const folder = path.join(extensions, id);
        const about = manifest.safeParse(await readJson(path.join(folder, 'manifest.json'))).data;
        if (about?.name !== extensionName) return [];
        const set = await readJson(path.join(path.dirname(file), 'Claude Extensions Settings', `${id}.json`));
        return [{ folder, version: about.version, enabled: settings.safeParse(set).data?.isEnabled ?? true }];
      }),
    );
  });
  return (await Promise.all(found)).flat(2);
}

async function readJson(path: string): Promise<unknown> {
  const size = await stat(path).then(
    (file) => file.size,
    () => undefined,
  );
  if (size === undefined || size > largestFile) return undefined;
  return parseJson(await readFile(path, 'utf8').catch(() => ''));
}
