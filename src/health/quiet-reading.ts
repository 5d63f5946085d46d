import type { Connection } from '../connections/connection.ts';
import { isReference } from '../secrets/secret-reference.ts';
import type { SecretHome, SecretStore } from '../secrets/secret-store.ts';

/**
 * Whether the key can be read without anything being shown to the user. A locked store might open a dialog; a
 * command (`op read`) might want a fingerprint, so it is run only when the user or Claude does something.
 */
export async function canReadQuietly(
  { credential }: Connection,
  store: (home: SecretHome) => Pick<SecretStore, 'status'>,
): Promise<boolean> {
  const { home } = credential;
  if (isReference(home)) return home.kind !== 'command';
  return (await store(home).status()).state === 'ready';
}
