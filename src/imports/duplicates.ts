import { holdsKey, type SecretReader } from '../connections/current-key.ts';
import type { Connection } from '../connections/connection.ts';
import type { Provider, ProviderId } from '../providers/provider.ts';
import type { FoundConnection } from './found.ts';
import type { Candidate } from './preview.ts';

type Readers = Readonly<Record<ProviderId, Pick<Provider, 'readAddress'>>>;
type Same = NonNullable<Candidate['same']>;

/** The connection that is already here, told by its key, else by address and account, else by the address alone. */
export async function sameAs(
  found: FoundConnection,
  connections: readonly Connection[],
  { providers, reader }: { readonly providers: Readers; readonly reader: SecretReader },
): Promise<Same | undefined> {
  const ofSystem = connections.filter(({ provider }) => provider === found.provider);
  for (const each of ofSystem) if (await holdsKey(each, found.secret, reader)) return same(each, 'key');
  const host = hostOf(found.provider, found.address, providers);
  const there = ofSystem.filter(({ provider, endpoint }) => hostOf(provider, endpoint.baseUrl, providers) === host);
  if (host === undefined) return undefined;
  const account = there.find((each) => found.account !== undefined && isAccountOf(each, found.account));
  if (account !== undefined) return same(account, 'account');
  return there[0] && same(there[0], 'address');
}

const same = ({ id, name }: Connection, by: Same['by']): Same => ({ connectionId: id, name, by });

function isAccountOf({ auth, owner }: Connection, account: string): boolean {
  const known = ['account' in auth ? auth.account : undefined, owner.email];
  return known.some((each) => each?.toLowerCase() === account.toLowerCase());
}

/** Host and port: `/wiki` and `/browse/PROJ-1` do not matter. */
export function hostOf(provider: ProviderId, address: string | undefined, providers: Readers): string | undefined {
  return address === undefined ? undefined : providers[provider].readAddress(address)?.host;
}
