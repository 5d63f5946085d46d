import { AppError } from '../lib/app-error.ts';
import type { ConnectionFileContent } from './connection-file.ts';
import { findById } from './connection-file.ts';
import { deleteSecret } from './connection-secret.ts';
import type { Connection } from './connection.ts';
import type { ConnectionParts } from './parts.ts';

/** How long a removal can be undone, in milliseconds. */
const undoMs = 10_000;

/** Removing connections: at once out of sight, their keys deleted a little later so that the removal can be undone. */
export function createRemoval(parts: ConnectionParts) {
  const closing = new AbortController();
  const purgeWhenDue = async (): Promise<void> => {
    await parts.clock.wait(undoMs, closing.signal);
    await purge(parts, (purgeAt) => purgeAt <= parts.clock.now());
  };

  return {
    async remove(id: string): Promise<{ undoUntil: string }> {
      const undoUntil = new Date(parts.clock.now().getTime() + undoMs).toISOString();
      await parts.file.update((content) => moveOut(content, id, undoUntil));
      parts.changed();
      purgeWhenDue().catch((error: unknown) => {
        if (!closing.signal.aborted) parts.logger.error('A removed key could not be deleted', { error });
      });
      return { undoUntil };
    },
    async undo(id: string): Promise<Connection> {
      const written = await parts.file.update((content) => moveBack(content, id));
      parts.changed();
      return findById(written, id);
    },
    /** Deletes the keys of removed connections that an earlier run left behind. */
    purgeLeftovers: () => purge(parts, () => true),
    /** After this nothing can be undone any more. */
    async close(): Promise<void> {
      closing.abort();
      await purge(parts, () => true);
    },
  };
}
export type Removal = ReturnType<typeof createRemoval>;

async function purge(parts: ConnectionParts, isDue: (purgeAt: Date) => boolean): Promise<void> {
  await parts.file.update(async (content) => {
    const due = content.removed.filter(({ purgeAt }) => isDue(new Date(purgeAt)));
    const gone = new Set<string>();
    for (const { connection } of due) if (await deleteSecret(connection, parts)) gone.add(connection.id);
    if (gone.size === 0) return content;
    return { ...content, removed: content.removed.filter(({ connection }) => !gone.has(connection.id)) };
  });
}

function moveOut(content: ConnectionFileContent, id: string, purgeAt: string): ConnectionFileContent {
  const connection = findById(content, id);
  return {
    connections: content.connections.filter((each) => each.id !== id),
    removed: [...content.removed, { connection, purgeAt }],
  };
}

function moveBack(content: ConnectionFileContent, id: string): ConnectionFileContent {
  const kept = content.removed.find(({ connection }) => connection.id === id);
  if (kept === undefined) {
    throw new AppError('unknown-connection', 'The time to undo has passed.', 'Add the connection again.');
  }
  return {
    connections: [...content.connections, kept.connection],
    removed: content.removed.filter((each) => each !== kept),
  };
}
