import type { ProviderClient } from '../providers/provider.ts';
import { describeOwnToken, supportsTokens, type OwnToken } from '../rotation/tokens.ts';
import type { Connection } from './connection.ts';
import type { Credential } from './credential.ts';

/**
 * What the system tells of the key that `client` signs with, its days being those of `zone`; asked after a test that
 * succeeded. `undefined`: nothing.
 */
export async function tokenFacts(
  connection: Pick<Connection, 'provider' | 'endpoint'> & { readonly auth: Pick<Connection['auth'], 'method'> },
  client: ProviderClient,
  zone: string,
): Promise<OwnToken | undefined> {
  return supportsTokens(connection) ? await describeOwnToken(client, zone) : undefined;
}

/** The system's word counts more than what anybody typed. */
export function withTokenFacts(credential: Credential, facts: OwnToken | undefined): Credential {
  if (facts === undefined) return credential;
  const { tokenId, createdAt = credential.createdAt, expiresAt } = facts;
  return { ...credential, tokenId, createdAt, expiresAt, expiryFrom: 'system' };
}
