import { timingSafeEqual } from 'node:crypto';
import { secretAccountOf, type SecretReader } from '../connections/current-key.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../lib/app-error.ts';
import type { Provider, ProviderId } from '../providers/provider.ts';
import { hintOf } from '../secrets/redaction.ts';
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
  for (const each of ofSystem) if (await hasKey(each, found.secret, reader)) return same(each, 'key');
  const host = hostOf(found.provider, found.address, providers);
  const there = ofSystem.filter(({ provider, endpoint }) => hostOf(provider, endpoint.baseUrl, providers) === host);
  if (host === undefined) return undefined;
  const account = there.find((each) => found.account !== undefined && isAccountOf(each, found.account));
  if (account !== undefined) return same(account, 'account');
  return there[0] && same(there[0], 'address');
}

const same = ({ id, name }: Connection, by: Same['by']): Same => ({ connectionId: id, name, by });

/** Keys are compared here and nowhere else; only one with the same last characters is read for it. */
async function hasKey(connection: Connection, secret: string, reader: SecretReader): Promise<boolean> {
  if (connection.credential.hint !== hintOf(secret)) return false;
  try {
    return isEqual(await reader.read(secretAccountOf(connection), connection.credential.home), secret);
  } catch (error) {
    // A locked keychain is no reason not to look at the rest.
    if (error instanceof AppError) return false;
    throw error;
  }
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isAccountOf({ auth, owner }: Connection, account: string): boolean {
  const known = ['account' in auth ? auth.account : undefined, owner.email];
  return known.some((each) => each?.toLowerCase() === account.toLowerCase());
}

/** Host and port: `/wiki` and `/browse/PROJ-1` do not matter. */
export function hostOf(provider: ProviderId, address: string | undefined, providers: Readers): string | undefined {
  return address === undefined ? undefined : providers[provider].readAddress(address)?.host;
}
