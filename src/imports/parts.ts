import type { ConnectionService } from '../connections/connection-service.ts';
import type { ConnectionParts } from '../connections/parts.ts';
import type { Keys } from '../keys/keys.ts';
import type { ProviderDescriptor } from '../providers/provider.ts';
import type { Surroundings } from '../settings/data-folder.ts';
import type { Database } from './postgres/connection-string.ts';
import type { TableRow } from './postgres/read-table.ts';
import type { ImportOutcome } from './preview.ts';
import type { ClientFiles } from './sources/clients.ts';

/** What importing needs from outside. */
export type ImportsParts = Pick<ConnectionParts, 'file' | 'providers' | 'secrets' | 'clock' | 'newId'> & {
  readonly connections: Pick<ConnectionService, 'add' | 'setActive'>;
  readonly keys: Pick<Keys, 'setExposed'>;
  readonly descriptors: readonly ProviderDescriptor[];
  readonly surroundings: Surroundings;
  readonly clientFiles: ClientFiles;
  readonly readTable: (database: Database) => Promise<readonly TableRow[]>;
  readonly dockerSecrets: string;
  readonly imported: (progress: { importId: string; outcome: ImportOutcome }) => void;
};
