import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { createDataFile, type DataFile } from '../lib/data-file.ts';
import { storedKey, type StoredKey } from '../secrets/stored-key.ts';
import { rotation } from '../rotation/rotation.ts';
import { connection, type Connection } from './connection.ts';

const content = z.object({
  connections: z.array(connection),
  /** Removed ones whose removal can still be undone; their secrets are deleted when `purgeAt` has passed. */
  removed: z.array(z.object({ connection, purgeAt: z.iso.datetime() })).default([]),
  /** Keys that no connection uses, written down before they could come to lie about: to be deleted when possible. */
  leftovers: z.array(storedKey).default([]),
  /** Replacements of keys that are under way or can still be rolled back. */
  rotations: z.array(rotation).default([]),
});
export type ConnectionFileContent = z.infer<typeof content>;
export type ConnectionFile = DataFile<ConnectionFileContent>;

export function createConnectionFile(path: string): ConnectionFile {
  return createDataFile({
    path,
    version: 1,
    schema: content,
    empty: { connections: [], removed: [], leftovers: [], rotations: [] },
  });
}

export function findById(file: ConnectionFileContent, id: string): Connection {
  const found = file.connections.find((candidate) => candidate.id === id);
  if (found === undefined) {
    throw new AppError('unknown-connection', 'This connection is no longer there.', 'Look at the list again.');
  }
  return found;
}

/** Claude calls connections by name, ignoring case. AppError `invalid-input` when another one is called so. */
export function assertNameFree({ connections }: ConnectionFileContent, name: string, ownId?: string): void {
  const wanted = name.toLowerCase();
  const other = connections.find((each) => each.id !== ownId && each.name.toLowerCase() === wanted);
  if (other === undefined) return;
  throw new AppError(
    'invalid-input',
    `There is already a connection called “${other.name}”.`,
    'Choose another name: Claude tells connections apart by it.',
  );
}

/** The content with one connection changed and its `updatedAt` set. */
export function withChanged(
  file: ConnectionFileContent,
  id: string,
  now: Date,
  change: (current: Connection) => Connection,
): ConnectionFileContent {
  const changed = { ...change(findById(file, id)), updatedAt: now.toISOString() };
  return { ...file, connections: file.connections.map((each) => (each.id === id ? changed : each)) };
}

export const withLeftover = (content: ConnectionFileContent, key: StoredKey): ConnectionFileContent => ({
  ...content,
  leftovers: [...content.leftovers, key],
});

export const withoutLeftover = (content: ConnectionFileContent, key: StoredKey): ConnectionFileContent => ({
  ...content,
  leftovers: content.leftovers.filter(({ home, account }) => home !== key.home || account !== key.account),
});
