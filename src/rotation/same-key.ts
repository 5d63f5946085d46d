import { secretAccountOf } from '../connections/connection-access.ts';
import type { Connection } from '../connections/connection.ts';
import type { ConnectionParts } from '../connections/parts.ts';
import { isReference } from '../secrets/secret-reference.ts';

/** The key in use; undefined where it cannot be read (missing, locked): the log says why. */
export async function readKey(
  connection: Connection,
  { secrets, logger }: Pick<ConnectionParts, 'secrets' | 'logger'>,
): Promise<string | undefined> {
  try {
    return await secrets.reader.read(secretAccountOf(connection), connection.credential.home);
  } catch (error) {
    logger.warn('A key could not be read for its rotation', { connection: connection.name, error });
    return undefined;
  }
}

/** Those of the other connections that hold this very key. Only ones that could are read. */
export async function holdersOf(
  secret: string,
  connection: Connection,
  { among, parts }: { among: readonly Connection[]; parts: Pick<ConnectionParts, 'secrets' | 'logger'> },
): Promise<Connection[]> {
  const candidates = among.filter((other) => other.id !== connection.id && couldShare(connection, other));
  const keys = await Promise.all(candidates.map((candidate) => readKey(candidate, parts)));
  return candidates.filter((_, index) => keys[index] === secret);
}

/** One key of Atlassian opens Jira and Confluence alike. */
export function couldShare(one: Connection, other: Connection): boolean {
  return (
    familyOf(one) === familyOf(other) &&
    one.endpoint.deployment === other.endpoint.deployment &&
    one.auth.method === other.auth.method &&
    accountOf(one) === accountOf(other) &&
    !isReference(one.credential.home) &&
    !isReference(other.credential.home)
  );
}

const familyOf = ({ provider }: Connection): string =>
  provider === 'jira' || provider === 'confluence' ? 'atlassian' : provider;

const accountOf = ({ auth }: Connection): string => ('account' in auth ? auth.account.trim().toLowerCase() : '');
