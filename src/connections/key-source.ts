import { hintOf } from '../secrets/redaction.ts';
import { isReference, type SecretReference } from '../secrets/secret-reference.ts';
import { newCredential } from './connection-secret.ts';
import type { Connection } from './connection.ts';
import type { Credential } from './credential.ts';
import type { ConnectionParts } from './parts.ts';

/** The key itself, or where it is read from; inputs.ts sees to it that it is one of them. */
export type KeySource = { readonly secret?: string | undefined; readonly reference?: SecretReference | undefined };

export type FoundKey = {
  readonly secret: string;
  /** Where it is read from, as it is to be stored; undefined for a key that was typed and is kept here. */
  readonly reference: SecretReference | undefined;
};

/**
 * The key that was typed, or what its source gives now. Log masks know it when this returns.
 * AppError `secret-source-failed`, or `invalid-input` for a place that cannot be meant.
 */
export async function findKey(source: KeySource, secrets: ConnectionParts['secrets']): Promise<FoundKey> {
  const { secret, reference } = source;
  if (reference === undefined) {
    if (secret === undefined) throw new Error('A key source has a key or a reference, which its schema demands');
    secrets.learn(secret);
    return { secret, reference };
  }
  const resolved = await secrets.resolve(reference);
  const found = await secrets.reader.readAnew('', resolved);
  secrets.learn(found);
  return { secret: found, reference: resolved };
}

/** What is recorded of it, wherever it is. */
export async function credentialOf(
  { secret, reference }: FoundKey,
  known: Pick<Credential, 'field' | 'version' | 'expiresAt'>,
  parts: ConnectionParts,
): Promise<Credential> {
  const credential = await newCredential({ ...known, secret }, parts);
  return reference === undefined ? credential : { ...credential, home: reference };
}

/** The hint of the key that another place gave last; undefined for one that is kept here. */
export async function hintElsewhere(
  { credential }: Pick<Connection, 'credential'>,
  { reader }: Pick<ConnectionParts['secrets'], 'reader'>,
): Promise<string | undefined> {
  return isReference(credential.home) ? hintOf(await reader.read('', credential.home)) : undefined;
}

/** After a test that succeeded: a key with another hint was put there in the meantime, and nothing is known of its dates. */
export function withFoundKey(credential: Credential, hint: string | undefined, at: string): Credential {
  if (hint === undefined || hint === credential.hint) return credential;
  const { field, home, version } = credential;
  return { field, home, version, hint, createdAt: at };
}
