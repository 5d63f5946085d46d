import { AppError } from '../lib/app-error.ts';
import { seenBy, type ClientRules } from '../policy/client-access.ts';
import { guardClient } from '../policy/guarded-client.ts';
import type { Credentials, Provider, ProviderClient, ProviderId } from '../providers/provider.ts';
import type { Connection } from './connection.ts';
import type { ConnectionFile } from './connection-file.ts';
import { credentialsOf, currentKey, renewalOf, type SecretReader } from './current-key.ts';

export { credentialsOf, secretAccountOf, type SecretReader } from './current-key.ts';

/**
 * What an `mcp` process may do with connections: read them and use them. Its client's rules are in all that it sees: a
 * connection that the client may not see is not there, and a policy is the stricter of the connection's and the client's.
 */
export interface ConnectionAccess {
  /** As the file says now, in the order the user sees. */
  list(): Promise<readonly Connection[]>;
  /** By id or by name, ignoring case; AppError `unknown-connection` names the ones there are. */
  find(nameOrId: string): Promise<Connection>;
  /**
   * A client that does what the connection's policy allows and signs with its current key. Reads the secret when its
   * version is not the cached one, so a replaced key is used from the next call on; a call that is refused because the
   * key was replaced while it was under way goes on with the new one. AppError `connection-paused`, `secret-missing`,
   * `keychain-locked`, `keychain-unavailable` or `vault-locked` when there is no key to use.
   */
  open(connection: Connection): Promise<ProviderClient>;
}

export type ConnectionAccessParts = {
  readonly file: Pick<ConnectionFile, 'read'>;
  readonly providers: Readonly<Record<ProviderId, Provider>>;
  readonly secrets: SecretReader;
  /** What the client may do, asked at every call; absent where the user asks. A failure means no access at all. */
  readonly rules?: () => Promise<ClientRules>;
};

export function createConnectionAccess({ file, providers, secrets, rules }: ConnectionAccessParts): ConnectionAccess {
  const seen = async (connections: readonly Connection[]): Promise<readonly Connection[]> => {
    const own = await rules?.();
    if (own === undefined) return connections;
    return connections.flatMap((connection) => seenBy(own, connection) ?? []);
  };
  const list = async () => seen((await file.read()).connections);
  return {
    list,
    find: async (nameOrId) => pick(await list(), nameOrId),
    open: async (found) => {
      if (!found.active) throw paused(found);
      const parts = { file, secrets };
      const opened = await currentKey(found, parts);
      const { connection, secret } = opened;
      if (!connection.active) throw paused(connection);
      // Once more: the rules may have changed since it was found, and the connection may come from the file anew.
      const [visible] = await seen([connection]);
      if (visible === undefined) throw noneCalled(connection.name, await list());
      return guardClient(openClient(visible, providers, secret, renewalOf(opened, parts)), visible);
    },
  };
}

/** A client for a connection and a key, paused or not. Without `renew` it stays with this key. */
export function openClient(
  connection: Connection,
  providers: Readonly<Record<ProviderId, Provider>>,
  secret: string,
  renew?: () => Promise<Credentials | undefined>,
): ProviderClient {
  return providers[connection.provider].open({
    endpoint: connection.endpoint,
    credentials: credentialsOf(connection, secret),
    http: { ...connection.options, limitedAs: connection.id },
    workspaceId: connection.workspaceId,
    renew,
  });
}

function pick(connections: readonly Connection[], nameOrId: string): Connection {
  const wanted = nameOrId.trim().toLowerCase();
  const found = connections.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  if (second !== undefined) {
    throw new AppError(
      'unknown-connection',
      `${found.length} connections are called "${nameOrId}".`,
      `Use the id instead: ${found.map(({ id }) => id).join(', ')}.`,
    );
  }
  throw noneCalled(nameOrId, connections);
}

const noneCalled = (nameOrId: string, connections: readonly Connection[]): AppError =>
  new AppError('unknown-connection', `There is no connection "${nameOrId}".`, whichThereAre(connections));

function whichThereAre(connections: readonly Connection[]): string {
  if (connections.length === 0) return 'Add a connection in MCP Keyring first.';
  return `There are: ${connections.map(({ name }) => name).join(', ')}.`;
}

function paused({ name }: Connection): AppError {
  return new AppError('connection-paused', `The connection "${name}" is paused.`, 'Resume it in MCP Keyring.');
}
