import type { ClientId } from '../clients/client.ts';
import { createBackups } from '../clients/files/backups.ts';
import { createFileChanges } from '../clients/files/change-file.ts';
import { createFileLocks } from '../clients/files/file-locks.ts';
import type { DataFiles, Surroundings } from '../settings/data-folder.ts';
import { createAddedPlaces } from './added-places.ts';
import { createHunt, type Hunt, type HuntParts } from './hunt.ts';

type OpenParts = Pick<
  HuntParts,
  | 'connections'
  | 'keys'
  | 'profiles'
  | 'clock'
  | 'progress'
  | 'changed'
  | 'learn'
  | 'secrets'
  | 'reader'
  | 'preferences'
  | 'logger'
  | 'runHost'
> & {
  readonly files: DataFiles;
  readonly surroundings: Surroundings;
  /** How our MCP server is started. */
  readonly mcpCommand: { readonly command: string; readonly args: readonly string[] };
};

/** The hunt over this computer's files. */
export function openHunt(parts: OpenParts): Hunt {
  const { files, clock, surroundings, mcpCommand } = parts;
  const { command, args } = mcpCommand;
  const backups = createBackups({ folder: files.backups, clock });
  const locks = createFileLocks(files.locks);
  return createHunt({
    ...parts,
    ...{ backups, locks },
    places: createAddedPlaces({ path: files.huntPlaces, home: surroundings.home }),
    changeFile: createFileChanges({ backups, clock, locks }),
    ownEntry: (client: ClientId) => ({ command, args: [...args, '--client', client] }),
    newId: () => crypto.randomUUID(),
  });
}
