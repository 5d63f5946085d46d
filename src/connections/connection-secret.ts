import { hintOf } from '../secrets/redaction.ts';
import { secretAccountOf } from './connection-access.ts';
import { withLeftover, withoutLeftover, type ConnectionFileContent, type StoredKey } from './connection-file.ts';
import { isReference } from '../secrets/secret-reference.ts';
import type { Connection } from './connection.ts';
import type { Credential } from './credential.ts';
import type { ConnectionParts } from './parts.ts';

/** What is recorded of a new key. `version` is 1 for a new connection. */
export async function newCredential(
  key: { field: string; secret: string; version: number; expiresAt?: string | undefined },
  { clock, secrets }: ConnectionParts,
): Promise<Credential> {
  return {
    field: key.field,
    home: await secrets.homeForNew(),
    hint: hintOf(key.secret),
    version: key.version,
    createdAt: clock.now().toISOString(),
    ...(key.expiresAt === undefined ? {} : { expiresAt: key.expiresAt, expiryFrom: 'user' }),
  };
}

/**
 * Makes a change of the file together with storing the connection's key: first the key, then the file, both under the
 * file's lock, so that two who replace one key cannot overwrite each other's. The key is noted as a leftover before,
 * so that a crash in between leaves nothing behind for good; when the file cannot be written it is taken out again.
 */
export async function saveWithSecret(
  connection: Connection,
  secret: string,
  change: (content: ConnectionFileContent) => ConnectionFileContent,
  parts: ConnectionParts,
): Promise<void> {
  const key = storedKeyOf(connection);
  if (key === undefined) {
    await parts.file.update(change);
    return;
  }
  await parts.file.update((content) => withLeftover(content, key));
  try {
    await parts.file.update(async (content) => {
      const changed = change(content);
      await parts.secrets.store(key.home).set(key.account, secret);
      return withoutLeftover(changed, key);
    });
  } catch (error) {
    await deleteLeftovers(parts);
    throw error;
  }
}

/** Deletes what was noted as left over and is not in use; what a locked keychain does not let go stays noted. */
export async function deleteLeftovers(parts: ConnectionParts): Promise<void> {
  try {
    await parts.file.update(async (content) => {
      let rest = content;
      for (const key of content.leftovers) {
        if (isInUse(key, content) || (await deleteKey(key, parts))) rest = withoutLeftover(rest, key);
      }
      return rest;
    });
  } catch (error) {
    parts.logger.warn('Left-over keys are deleted later', { error });
  }
}

/** A replacement that came too late noted the very key that was stored meanwhile. */
function isInUse(key: StoredKey, { connections, removed }: ConnectionFileContent): boolean {
  const users = [...connections, ...removed.map(({ connection }) => connection)].map(storedKeyOf);
  return users.some((user) => user?.home === key.home && user.account === key.account);
}

/** Answers whether it is gone; a locked store is told to the log only. */
export async function deleteKey(
  { home, account }: StoredKey,
  { secrets, logger }: Pick<ConnectionParts, 'secrets' | 'logger'>,
): Promise<boolean> {
  try {
    await secrets.store(home).delete(account);
    return true;
  } catch (error) {
    logger.warn('A key could not be deleted', { account, error });
    return false;
  }
}

/** Where the connection's key lies; undefined for one that is not kept by us. */
export function storedKeyOf(connection: Pick<Connection, 'id' | 'credential'>): StoredKey | undefined {
  const { home } = connection.credential;
  return isReference(home) ? undefined : { home, account: secretAccountOf(connection) };
}
