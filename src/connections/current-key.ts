import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../lib/app-error.ts';
import type { Credentials } from '../providers/provider.ts';
import { hintOf } from '../secrets/redaction.ts';
import { isReference, type SecretPlace } from '../secrets/secret-reference.ts';
import { secretAccount } from '../secrets/secret-store.ts';
import type { ConnectionFile } from './connection-file.ts';
import type { Connection } from './connection.ts';

/** Reads secrets, once for each version (src/secrets/secret-cache.ts), or where a reference points. */
export interface SecretReader {
  read(account: string, place: SecretPlace): Promise<string>;
  /** Past what is kept in memory: after the system refused what `read` gave. */
  readAnew(account: string, place: SecretPlace): Promise<string>;
}

type KeyParts = { readonly file: Pick<ConnectionFile, 'read'>; readonly secrets: SecretReader };

/** A connection and the key it names. */
export type Keyed = { readonly connection: Connection; readonly secret: string };

/** What signs the connection's calls. */
export function credentialsOf({ auth }: Pick<Connection, 'auth'>, secret: string): Credentials {
  return { method: auth.method, account: 'account' in auth ? auth.account : undefined, secret };
}

/** The keychain item of the connection's current key. */
export function secretAccountOf({ id, credential }: Pick<Connection, 'id' | 'credential'>): string {
  return secretAccount(id, credential.field, credential.version);
}

/** Whether this is the connection's key. One that cannot be read now, behind a locked door, counts as another one. */
export async function holdsKey(
  connection: Connection,
  secret: string,
  reader: Pick<SecretReader, 'read'>,
): Promise<boolean> {
  // Only a key with the same last characters is read for it.
  if (connection.credential.hint !== hintOf(secret)) return false;
  try {
    return (await reader.read(secretAccountOf(connection), connection.credential.home)) === secret;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** Reads the connection's key. One that was replaced, and its item deleted, since the file was read is looked up again. */
export async function currentKey(connection: Connection, parts: KeyParts): Promise<Keyed> {
  try {
    return { connection, secret: await readKey(connection, parts) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'secret-missing') throw error;
    const now = await asNow(connection, parts);
    if (now === undefined || isSameItem(now, connection)) throw error;
    return { connection: now, secret: await readKey(now, parts) };
  }
}

/**
 * For ClientSettings.renew: the credentials as they are now, if they are others than those a client was opened with.
 * What was removed, paused or moved to another address meanwhile is not called any more.
 */
export function renewalOf(opened: Keyed, parts: KeyParts): () => Promise<Credentials | undefined> {
  let known = opened;
  return async () => {
    const now = await asNow(known.connection, parts);
    if (now?.active !== true || !isDeepStrictEqual(now.endpoint, known.connection.endpoint)) return undefined;
    const isHeldElsewhere = isReference(now.credential.home);
    if (isSameItem(now, known.connection) && !isHeldElsewhere && isDeepStrictEqual(now.auth, known.connection.auth))
      return undefined;
    const newer = isHeldElsewhere
      ? { connection: now, secret: await parts.secrets.readAnew(secretAccountOf(now), now.credential.home) }
      : await currentKey(now, parts);
    const before = credentialsOf(known.connection, known.secret);
    known = newer;
    const after = credentialsOf(newer.connection, newer.secret);
    return isDeepStrictEqual(after, before) ? undefined : after;
  };
}

const readKey = (connection: Connection, { secrets }: KeyParts): Promise<string> =>
  secrets.read(secretAccountOf(connection), connection.credential.home);

async function asNow({ id }: Connection, { file }: KeyParts): Promise<Connection | undefined> {
  return (await file.read()).connections.find((each) => each.id === id);
}

const isSameItem = (one: Connection, other: Connection): boolean =>
  one.credential.version === other.credential.version && isDeepStrictEqual(one.credential.home, other.credential.home);
