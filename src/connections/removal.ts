import { AppError } from '../lib/app-error.ts';
import type { Rotation } from '../rotation/rotation.ts';
import { deleteKey, type StoredKey } from '../secrets/stored-key.ts';
import type { ConnectionFileContent } from './connection-file.ts';
import { assertNameFree, findById } from './connection-file.ts';
import { deleteLeftovers, keysOf, storedKeyOf } from './connection-secret.ts';
import type { Connection } from './connection.ts';
import type { ConnectionParts } from './parts.ts';

/** How long a removal can be undone, in milliseconds. */
const undoMs = 10_000;

/** Removing connections: at once out of sight, their keys deleted a little later so that the removal can be undone. */
export function createRemoval(parts: ConnectionParts) {
  const closing = new AbortController();
  const mine = new Set<string>();
  const purgeDue = () => purge(parts, ({ purgeAt }) => new Date(purgeAt) <= parts.clock.now());
  const purgeLater = (): void => {
    parts.clock
      .wait(undoMs, closing.signal)
      .then(purgeDue)
      .catch((error: unknown) => {
        if (!closing.signal.aborted) parts.logger.error('A removed key could not be deleted', { error });
      });
  };

  return {
    async remove(id: string): Promise<{ undoUntil: string }> {
      const undoUntil = new Date(parts.clock.now().getTime() + undoMs).toISOString();
      await parts.file.update((content) => moveOut(content, id, undoUntil));
      parts.changed();
      mine.add(id);
      purgeLater();
      return { undoUntil };
    },
    async undo(id: string): Promise<Connection> {
      const written = await parts.file.update((content) => moveBack(content, id));
      parts.changed();
      return findById(written, id);
    },
    /** Deletes the keys that an earlier run left behind; what another window just removed can still be undone there. */
    async purgeLeftovers(): Promise<void> {
      await deleteLeftovers(parts);
      await purgeDue();
      if ((await parts.file.read()).removed.length > 0) purgeLater();
    },
    /** After this nothing that was removed here can be undone any more. */
    async close(): Promise<void> {
      closing.abort();
      await purge(parts, ({ connection }) => mine.has(connection.id));
    },
  };
}
export type Removal = ReturnType<typeof createRemoval>;

type Removed = ConnectionFileContent['removed'][number];

async function purge(parts: ConnectionParts, isDue: (removed: Removed) => boolean): Promise<void> {
  await parts.file.update(async (content) => {
    const gone = new Set<string>();
    for (const { connection } of content.removed.filter(isDue)) {
      if (await deleteAll(keysOfRemoved(connection, content), parts)) gone.add(connection.id);
    }
    if (gone.size === 0) return content;
    return {
      ...content,
      removed: content.removed.filter(({ connection }) => !gone.has(connection.id)),
      rotations: withoutMembers(content.rotations, gone),
    };
  });
}

/** The key in use, and those of a rotation that is not over yet. */
function keysOfRemoved(connection: Connection, { rotations }: ConnectionFileContent): StoredKey[] {
  const inUse = storedKeyOf(connection);
  const rotated = rotations.flatMap(({ members, ...rotation }) =>
    keysOf({ ...rotation, members: members.filter(({ connectionId }) => connectionId === connection.id) }),
  );
  return inUse === undefined ? rotated : [inUse, ...rotated];
}

async function deleteAll(keys: readonly StoredKey[], parts: ConnectionParts): Promise<boolean> {
  const deleted = await Promise.all(keys.map((key) => deleteKey(key, parts)));
  return deleted.every(Boolean);
}

/** A rotation goes on with the connections that are still there. */
function withoutMembers(rotations: readonly Rotation[], gone: ReadonlySet<string>): Rotation[] {
  return rotations
    .map((rotation) => ({ ...rotation, members: rotation.members.filter((each) => !gone.has(each.connectionId)) }))
    .filter(({ members }) => members.length > 0);
}

function moveOut(content: ConnectionFileContent, id: string, purgeAt: string): ConnectionFileContent {
  const connection = findById(content, id);
  return {
    ...content,
    connections: content.connections.filter((each) => each.id !== id),
    removed: [...content.removed, { connection, purgeAt }],
  };
}

function moveBack(content: ConnectionFileContent, id: string): ConnectionFileContent {
  const kept = content.removed.find(({ connection }) => connection.id === id);
  if (kept === undefined) {
    throw new AppError('unknown-connection', 'The time to undo has passed.', 'Add the connection again.');
  }
  assertNameFree(content, kept.connection.name);
  return {
    ...content,
    connections: [...content.connections, kept.connection],
    removed: content.removed.filter((each) => each !== kept),
  };
}
