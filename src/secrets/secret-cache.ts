import { AppError } from '../lib/app-error.ts';
import type { ReferenceReader } from './reference-reader.ts';
import { isReference, type SecretPlace } from './secret-reference.ts';
import type { SecretHome, SecretStore } from './secret-store.ts';

export interface CachedSecretReader {
  /** AppError `secret-missing` when there is none, and what the store throws when it is locked or unavailable. */
  read(account: string, place: SecretPlace): Promise<string>;
  /** Past what is kept in memory: after the system refused what `read` gave. */
  readAnew(account: string, place: SecretPlace): Promise<string>;
  /** Drops every secret from memory; the next read asks the store again. */
  forget(): void;
}

type Held = { readonly account: string; readonly secret: Promise<string> };

/**
 * Reads each version of a key once; readers at the same moment share one call, failures are not kept.
 * Secrets of the vault are not kept at all: locking it must work from the next call on.
 */
export function createSecretReader(
  stores: (home: SecretHome) => SecretStore,
  references: ReferenceReader,
): CachedSecretReader {
  const kept = createKeptReader(stores);
  return {
    read: (account, place) => (isReference(place) ? references.read(place) : kept.read(account, place)),
    readAnew: (account, place) => {
      if (isReference(place)) return references.readAnew(place);
      kept.drop(account, place);
      return kept.read(account, place);
    },
    forget: () => {
      kept.forget();
      references.forget();
    },
  };
}

function createKeptReader(stores: (home: SecretHome) => SecretStore) {
  const held = new Map<string, Held>();
  const slotOf = (account: string, home: SecretHome): string => `${home}:${withoutVersion(account)}`;
  return {
    drop: (account: string, home: SecretHome): void => {
      held.delete(slotOf(account, home));
    },
    read: (account: string, home: SecretHome): Promise<string> => {
      const slot = slotOf(account, home);
      const known = held.get(slot);
      if (known?.account === account) return known.secret;
      const entry: Held = { account, secret: readOnce(stores(home), account) };
      const drop = (): void => {
        if (held.get(slot) === entry) held.delete(slot);
      };
      // A newer version takes the slot of the older one, so that a replaced key does not stay in memory.
      held.set(slot, entry);
      entry.secret.then(home === 'vault' ? drop : undefined, drop);
      return entry.secret;
    },
    forget: (): void => {
      held.clear();
    },
  };
}

/** See secretAccount(): the version is the last part. */
const withoutVersion = (account: string): string => account.slice(0, Math.max(0, account.lastIndexOf('/')));

async function readOnce(store: SecretStore, account: string): Promise<string> {
  const secret = await store.get(account);
  if (secret !== undefined) return secret;
  throw new AppError(
    'secret-missing',
    store.home === 'keychain' ? 'The key is not in the keychain any more.' : 'The key is not in the vault any more.',
    'Replace the key of this connection in MCP Keyring.',
  );
}
