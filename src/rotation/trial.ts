import { credentialsOf, openClient, secretAccountOf } from '../connections/connection-access.ts';
import { httpForTests, tryKey, type Reached } from '../connections/connection-test.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../lib/app-error.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { isReference, type SecretPlace } from '../secrets/secret-reference.ts';
import type { ConnectionParts } from '../connections/parts.ts';
import { compareKeys, type Comparison } from './comparison.ts';
import type { KeyComparison } from './rotation.ts';
import { readKey } from './same-key.ts';

/** A key that worked with a connection as it is now. */
export type Tried = {
  readonly connection: Connection;
  readonly reached: Reached;
};

/** Tests a key for a connection. AppError with a connection code where it does not work. */
export async function tryFor(connection: Connection, secret: string, parts: ConnectionParts): Promise<Tried> {
  const address = connection.endpoint.baseUrl;
  const reached = await tryKey({ ...connection, address, credentials: credentialsOf(connection, secret) }, parts);
  return { connection, reached };
}

export function clientFor(connection: Connection, secret: string, { providers }: ConnectionParts): ProviderClient {
  return openClient({ ...connection, options: httpForTests(connection) }, providers, secret);
}

/** A client that signs with the key in use. */
export async function clientInUse(connection: Connection, parts: ConnectionParts): Promise<ProviderClient> {
  const secret = await parts.secrets.reader.read(secretAccountOf(connection), connection.credential.home);
  return clientFor(connection, secret, parts);
}

export async function compareWithKeyInUse(
  { connection, reached }: Tried,
  secret: string,
  parts: ConnectionParts,
): Promise<Comparison> {
  const old = await readKey(connection, parts);
  return compareKeys(
    old === undefined ? undefined : clientFor(connection, old, parts),
    clientFor({ ...connection, endpoint: reached.endpoint }, secret, parts),
  );
}

export function comparisonOf({ connection, reached }: Tried, compared: Comparison): KeyComparison {
  return {
    account: reached.owner,
    sameAccount: reached.owner.id === connection.owner.id,
    ...compared,
    ...(reached.token?.expiresAt === undefined ? {} : { expiresAt: reached.token.expiresAt }),
  };
}

/** AppError `unsupported` for a key that is kept elsewhere. */
export function assertKeptByUs({ credential }: Connection): void {
  const elsewhere = elsewhereOf(credential.home);
  if (elsewhere === undefined) return;
  throw new AppError('unsupported', 'This key is not kept by MCP Keyring and is not replaced here.', elsewhere);
}

/** Where a key that is not kept by us is replaced, in words; undefined: here. The arguments of a command are not shown. */
export function elsewhereOf(home: SecretPlace): string | undefined {
  if (!isReference(home)) return undefined;
  switch (home.kind) {
    case 'file':
      return `The key is read from the file ${home.path}. Write the new key into that file: it is used from then on.`;
    case 'env':
      return `The key is read from the environment variable ${home.name}. Change it where it is set, then start MCP Keyring and Claude again.`;
    case 'command':
      return `The key is what the command ${home.command[0] ?? ''} prints. Replace it where that command takes it from: it is used a few minutes later.`;
  }
}
