import type { ClientId } from '../clients/client.ts';
import { ownEntryOf } from '../clients/own-entry.ts';
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
  | 'backups'
  | 'locks'
  | 'changeFile'
  | 'processes'
> & {
  readonly files: DataFiles;
  readonly surroundings: Surroundings;
  /** How our MCP server is started. */
  readonly mcpCommand: { readonly command: string; readonly args: readonly string[] };
};

/** The hunt over this computer's files. */
export function openHunt(parts: OpenParts): Hunt {
  const { files, surroundings, mcpCommand } = parts;
  return createHunt({
    ...parts,
    places: createAddedPlaces({ path: files.huntPlaces, home: surroundings.home }),
    ownEntry: (client: ClientId) => ownEntryOf(mcpCommand, client),
    newId: () => crypto.randomUUID(),
  });
}
