import { hintOf } from '../secrets/redaction.ts';
import { secretAccountOf } from './connection-access.ts';
import type { ConnectionFileContent } from './connection-file.ts';
import type { Connection, Credential } from './connection.ts';
import type { ConnectionParts } from './parts.ts';

/** What is recorded of a new key. `version` is 1 for a new connection. */
export async function newCredential(
  key: { field: string; secret: string; version: number; expiresAt?: string | undefined; rotateEveryDays?: number },
  { clock, secrets }: ConnectionParts,
): Promise<Credential> {
  return {
    field: key.field,
    home: await secrets.homeForNew(),
    hint: hintOf(key.secret),
    version: key.version,
    createdAt: clock.now().toISOString(),
    ...(key.expiresAt === undefined ? {} : { expiresAt: key.expiresAt }),
    rotateEveryDays: key.rotateEveryDays ?? 90,
  };
}

/**
 * Makes a change of the file together with storing the connection's key: first the key, then the file, both under the
 * file's lock, so that two who replace one key cannot overwrite each other's. When the file cannot be written, the key
 * is taken out again.
 */
export async function saveWithSecret(
  connection: Connection,
  secret: string,
  change: (content: ConnectionFileContent) => ConnectionFileContent,
  { file, secrets, logger }: ConnectionParts,
): Promise<void> {
  const progress = { stored: false };
  try {
    await file.update(async (content) => {
      const changed = change(content);
      await secrets.store(connection.credential.home).set(secretAccountOf(connection), secret);
      progress.stored = true;
      return changed;
    });
  } catch (error) {
    if (progress.stored) await deleteSecret(connection, { secrets, logger });
    throw error;
  }
}

/** Deletes the connection's key. Answers whether it is gone; a locked store is told to the log only. */
export async function deleteSecret(
  connection: Connection,
  { secrets, logger }: Pick<ConnectionParts, 'secrets' | 'logger'>,
): Promise<boolean> {
  try {
    await secrets.store(connection.credential.home).delete(secretAccountOf(connection));
    return true;
  } catch (error) {
    logger.warn('A key could not be deleted', { connection: connection.id, error });
    return false;
  }
}
