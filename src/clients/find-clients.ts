import type { Surroundings } from '../settings/data-folder.ts';
import { clientCatalog } from './catalog.ts';
import type { ClientId, ClientPlace, ClientRecord } from './client.ts';
import type { Disk } from './files/disk.ts';

/** A file of an installed client. */
export type ClientFile = {
  readonly client: ClientId;
  readonly path: string;
  /** Set where the client has several. */
  readonly label?: string;
  /** False: the client reads it there, but has not made it yet. */
  readonly exists: boolean;
};

export type InstalledClient = {
  readonly record: ClientRecord;
  readonly installed: boolean;
  readonly files: readonly ClientFile[];
};

/** Every known client, and the files of those that are here. Nothing is made to find out. */
export function findClients(surroundings: Surroundings, disk: Disk): Promise<readonly InstalledClient[]> {
  return Promise.all(clientCatalog.map((record) => findClient(record, surroundings, disk)));
}

export async function findClient(
  record: ClientRecord,
  surroundings: Surroundings,
  disk: Disk,
): Promise<InstalledClient> {
  const { installed, places } = await record.find(surroundings, disk);
  const files = await Promise.all(places.map(async (place) => ({ ...place, exists: await disk.exists(place.path) })));
  const shown = files.filter((file, index) => file.exists || isWhereItWouldBeMade(file, index, files));
  return { record, installed, files: shown.map((file) => asFile(record.id, file)) };
}

type FoundPlace = ClientPlace & { readonly exists: boolean };

/** Of several names in one folder the client reads those that are there: a second file is not made beside one. */
const isWhereItWouldBeMade = ({ folder }: FoundPlace, index: number, all: readonly FoundPlace[]): boolean =>
  !all.some((other, at) => other.folder === folder && at !== index && (other.exists || at < index));

/** The files of all installed clients, those that are not made yet included. */
export async function findClientFiles(surroundings: Surroundings, disk: Disk): Promise<readonly ClientFile[]> {
  return (await findClients(surroundings, disk)).flatMap(({ files }) => files);
}

const asFile = (client: ClientId, { path, label, exists }: FoundPlace): ClientFile => ({
  client,
  path,
  ...(label !== undefined && { label }),
  exists,
});
