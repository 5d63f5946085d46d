import { hintOf } from '../secrets/redaction.ts';
import { secretAccountOf } from './connection-access.ts';
import { withLeftover, withoutLeftover, type ConnectionFileContent } from './connection-file.ts';
import { isReference } from '../secrets/secret-reference.ts';
import { deleteKey, type StoredKey } from '../secrets/stored-key.ts';
import type { Connection } from './connection.ts';
import type { Credential } from './credential.ts';
import type { Rotation } from '../rotation/rotation.ts';
import type { ConnectionParts } from './parts.ts';

/** What is recorded of a new key. `version` is 1 for a new connection; `expiresAt` is null for a key that does not end. */
export async function newCredential(
  key: { field: string; secret: string; version: number; expiresAt?: string | null | undefined },
  { clock, secrets }: ConnectionParts,
): Promise<Credential> {
  return {
    field: key.field,
    home: await secrets.homeForNew(),
    hint: hintOf(key.secret),
    version: key.version,
    createdAt: clock.now().toISOString(),
    ...(key.expiresAt ? { expiresAt: key.expiresAt } : {}),
    ...(key.expiresAt === undefined ? {} : { expiryFrom: 'user' }),
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

/** A replacement that came too late noted the very key that was stored meanwhile; a rotation needs both keys until it is over. */
function isInUse(key: StoredKey, { connections, removed, rotations }: ConnectionFileContent): boolean {
  const current = [...connections, ...removed.map(({ connection }) => connection)].map(storedKeyOf);
  const rotated = rotations.filter(({ ending }) => ending === undefined).flatMap((rotation) => keysOf(rotation));
  return [...current, ...rotated].some((user) => user?.home === key.home && user.account === key.account);
}

/** Where the keys of a rotation lie: both of each connection, or only one side. */
export function keysOf({ members }: Rotation, side?: 'before' | 'after'): StoredKey[] {
  const sides = side === undefined ? (['before', 'after'] as const) : [side];
  const keys = members.flatMap((member) =>
    sides.map((each) => storedKeyOf({ id: member.connectionId, credential: member[each].credential })),
  );
  return keys.filter((key) => key !== undefined);
}

/** A version that no key of this connection ever had: readers know keys by their version. */
export function nextVersion({ credential, lastVersion = 0 }: Pick<Connection, 'credential' | 'lastVersion'>): number {
  return Math.max(credential.version, lastVersion) + 1;
}

/** Where the connection's key lies; undefined for one that is not kept by us. */
export function storedKeyOf(connection: Pick<Connection, 'id' | 'credential'>): StoredKey | undefined {
  const { home } = connection.credential;
  return isReference(home) ? undefined : { home, account: secretAccountOf(connection) };
}
