import type { ProviderClient } from '../providers/provider.ts';
import type { Connection } from './connection.ts';

/** What an `mcp` process may do with connections: read them and use them. */
export interface ConnectionAccess {
  /** As the file says now, in the order the user sees. */
  list(): Promise<readonly Connection[]>;
  /** By id or by name, ignoring case; AppError `unknown-connection` names the ones there are. */
  find(nameOrId: string): Promise<Connection>;
  /**
   * A client that signs with the connection's current key. Reads the secret when its version is not the cached one,
   * so a replaced key is used from the next call on. AppError `connection-paused`, `secret-missing`,
   * `keychain-locked`, `keychain-unavailable` or `vault-locked` when there is no key to use.
   */
  open(connection: Connection): Promise<ProviderClient>;
}
