import { AppError } from '../lib/app-error.ts';
import { guardClient } from '../policy/guarded-client.ts';
import type { Provider, ProviderClient, ProviderId } from '../providers/provider.ts';
import type { SecretPlace } from '../secrets/secret-reference.ts';
import { secretAccount } from '../secrets/secret-store.ts';
import type { Connection } from './connection.ts';
import type { ConnectionFile } from './connection-file.ts';

/** What an `mcp` process may do with connections: read them and use them. */
export interface ConnectionAccess {
  /** As the file says now, in the order the user sees. */
  list(): Promise<readonly Connection[]>;
  /** By id or by name, ignoring case; AppError `unknown-connection` names the ones there are. */
  find(nameOrId: string): Promise<Connection>;
  /**
   * A client that does what the connection's policy allows and signs with its current key. Reads the secret when its version is not the cached one,
   * so a replaced key is used from the next call on. AppError `connection-paused`, `secret-missing`,
   * `keychain-locked`, `keychain-unavailable` or `vault-locked` when there is no key to use.
   */
  open(connection: Connection): Promise<ProviderClient>;
}

/** Reads secrets, once for each version (src/secrets/secret-cache.ts), or where a reference points. */
export interface SecretReader {
  read(account: string, place: SecretPlace): Promise<string>;
  /** Past what is kept in memory: after the system refused what `read` gave. */
  readAnew(account: string, place: SecretPlace): Promise<string>;
}

export type ConnectionAccessParts = {
  readonly file: Pick<ConnectionFile, 'read'>;
  readonly providers: Readonly<Record<ProviderId, Provider>>;
  readonly secrets: SecretReader;
};

export function createConnectionAccess({ file, providers, secrets }: ConnectionAccessParts): ConnectionAccess {
  return {
    list: async () => (await file.read()).connections,
    find: async (nameOrId) => pick((await file.read()).connections, nameOrId),
    open: async (connection) => {
      if (!connection.active) throw paused(connection);
      const secret = await secrets.read(secretAccountOf(connection), connection.credential.home);
      return guardClient(openClient(connection, providers, secret), connection);
    },
  };
}

/** A client for a connection and a key, paused or not. */
export function openClient(
  connection: Connection,
  providers: Readonly<Record<ProviderId, Provider>>,
  secret: string,
): ProviderClient {
  return providers[connection.provider].open({
    endpoint: connection.endpoint,
    credentials: credentialsOf(connection, secret),
    http: { ...connection.options, limitedAs: connection.id },
    workspaceId: connection.workspaceId,
  });
}

/** What signs the connection's calls. */
export function credentialsOf({ auth }: Pick<Connection, 'auth'>, secret: string) {
  return { method: auth.method, account: 'account' in auth ? auth.account : undefined, secret };
}

/** The keychain item of the connection's current key. */
export function secretAccountOf({ id, credential }: Pick<Connection, 'id' | 'credential'>): string {
  return secretAccount(id, credential.field, credential.version);
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
  throw new AppError('unknown-connection', `There is no connection "${nameOrId}".`, whichThereAre(connections));
}

function whichThereAre(connections: readonly Connection[]): string {
  if (connections.length === 0) return 'Add a connection in MCP Keyring first.';
  return `There are: ${connections.map(({ name }) => name).join(', ')}.`;
}

function paused({ name }: Connection): AppError {
  return new AppError('connection-paused', `The connection "${name}" is paused.`, 'Resume it in MCP Keyring.');
}
