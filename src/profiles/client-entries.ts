import { clientOf } from '../clients/catalog.ts';
import type { ClientRecord } from '../clients/client.ts';
import { readConfigFile, type ConfigFile } from '../clients/files/config-file.ts';
import type { Disk } from '../clients/files/disk.ts';
import { findClient, findClients, type ClientFile } from '../clients/find-clients.ts';
import { startedServers, type ClientServer } from '../clients/server-entry.ts';
import { AppError } from '../lib/app-error.ts';
import { keyShapeOf } from '../recognition/key-shape.ts';
import { isPlaceholder } from '../recognition/placeholder.ts';
import type { Surroundings } from '../settings/data-folder.ts';
import type { EntryOverview, EntryPlace, MovableEntry, ShownPlace } from './entry-place.ts';
import { refusalOf } from './variable-name.ts';
import { wrappedIn } from './wrap.ts';

type Where = { readonly surroundings: Surroundings; readonly disk: Disk };

export type FoundEntry = {
  readonly record: ClientRecord;
  readonly file: ConfigFile;
  readonly server: ClientServer;
};

/** All entries of all clients that start through a profile or could: what cannot be read is none of ours to tell here. */
export async function lookThrough({ surroundings, disk }: Where): Promise<EntryOverview> {
  const clients = await findClients(surroundings, disk);
  const files = clients.flatMap(({ record, files: each }) =>
    each.filter(({ exists }) => exists).map((file) => ({ record, file })),
  );
  const found = await Promise.all(files.map(({ record, file }) => entriesIn(record, file)));
  return { uses: found.flatMap(({ uses }) => uses), movable: found.flatMap(({ movable }) => movable) };
}

async function entriesIn(record: ClientRecord, file: ClientFile): Promise<EntryOverview> {
  const servers = await serversIn(record, file.path);
  const uses = servers.flatMap((server) => {
    const wrapped = wrappedIn(server.entry);
    return wrapped === undefined ? [] : [{ ...placeOf(record, file, server), profileId: wrapped.profileId }];
  });
  const movable = servers.flatMap((server): MovableEntry[] => {
    const variables = wrappedIn(server.entry) === undefined ? movableVariables(server) : [];
    return variables.length === 0 ? [] : [{ ...placeOf(record, file, server), variables }];
  });
  return { uses, movable };
}

async function serversIn(record: ClientRecord, path: string): Promise<readonly ClientServer[]> {
  try {
    return startedServers(record, (await readConfigFile(path)).text);
  } catch (error) {
    // The screen of the clients says what is wrong with the file.
    if (error instanceof AppError) return [];
    throw error;
  }
}

function placeOf({ id, name, reload }: ClientRecord, { path, label }: ClientFile, server: ClientServer): ShownPlace {
  return { client: id, clientName: name, path, server: server.name, reload, ...(label !== undefined && { label }) };
}

/** Not what only stands for a value that the client fills in, as `${input:token}`. */
function movableVariables({ entry: { env = {} } }: ClientServer): MovableEntry['variables'] {
  return Object.entries(env)
    .filter(([name, value]) => refusalOf(name) === undefined && !isPlaceholder(value))
    .map(([name, value]) => ({ name, likely: keyShapeOf(name, value) !== undefined }));
}

/** The window names a client, one of its files and a server in it: nothing else can be reached that way. */
export async function findEntry({ client, path, server: name }: EntryPlace, where: Where): Promise<FoundEntry> {
  const record = clientOf(client);
  const { files } = await findClient(record, where.surroundings, where.disk);
  if (!files.some((file) => file.path === path)) throw gone(record.name, name);
  const file = await readConfigFile(path);
  const servers = startedServers(record, file.text).filter((server) => server.name === name);
  const [server] = servers;
  if (server === undefined || servers.length > 1) throw gone(record.name, name);
  return { record, file, server };
}

const gone = (client: string, server: string): AppError =>
  new AppError(
    'file-changed-meanwhile',
    `The server “${server}” is not in the configuration of ${client} any more.`,
    'Look at the list again.',
  );
