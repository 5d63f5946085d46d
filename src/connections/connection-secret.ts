import { hintOf } from '../secrets/redaction.ts';
import { secretAccountOf } from './connection-access.ts';
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

/** Stores the key, then does `save`; takes the key out again when that fails, so that none is left without an owner. */
export async function storeSecretThen<T>(
  connection: Connection,
  secret: string,
  save: () => Promise<T>,
  { secrets, logger }: ConnectionParts,
): Promise<T> {
  const store = secrets.store(connection.credential.home);
  await store.set(secretAccountOf(connection), secret);
  try {
    return await save();
  } catch (error) {
    await deleteSecret(connection, { secrets, logger });
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
