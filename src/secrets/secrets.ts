import type { Logger } from '../lib/logger.ts';
import type { PreferencesFile } from '../settings/preferences-file.ts';
import type { Redactor } from './redaction.ts';
import type { ReferenceReader } from './reference-reader.ts';
import { createSecretReader, type CachedSecretReader } from './secret-cache.ts';
import type { SecretReference } from './secret-reference.ts';
import type { SecretHome, SecretStore, StoreStatus } from './secret-store.ts';
import { createVaultAgent } from './vault-agent.ts';
import type { Vault } from './vault.ts';

export type SecretsParts = {
  readonly keychain: SecretStore;
  readonly keychainName: string;
  readonly vault: Vault;
  /** Where the agent listens for `mcp` processes. */
  readonly agentPath: string;
  readonly redactor: Redactor;
  readonly references: ReferenceReader;
  readonly preferences: PreferencesFile;
  readonly logger: Logger;
  /** Called after the vault or the choice of home changed. */
  readonly changed: () => void;
};

type SecretsStatus = {
  readonly home: SecretHome;
  readonly keychain: StoreStatus;
  readonly keychainName: string;
  readonly vault: StoreStatus;
};

/** The app's secrets: both homes, which of them new secrets go to, and the vault's agent. */
export interface Secrets {
  homeForNew(): Promise<SecretHome>;
  store(home: SecretHome): SecretStore;
  readonly reader: CachedSecretReader;
  /** A place outside as it is to be stored (src/secrets/reference-reader.ts). */
  resolve(reference: SecretReference): Promise<SecretReference>;
  learn(secret: string): void;
  status(): Promise<SecretsStatus>;
  /** Also makes the vault the home of new secrets where the keychain cannot be used. */
  createVault(passphrase: string): Promise<SecretsStatus>;
  unlockVault(passphrase: string): Promise<SecretsStatus>;
  lockVault(): Promise<SecretsStatus>;
  useHome(home: SecretHome): Promise<SecretsStatus>;
  /** Locks the vault and stops answering for it. */
  close(): Promise<void>;
}

export function createSecrets(parts: SecretsParts): Secrets {
  const { preferences, vault, redactor } = parts;
  const stores = {
    keychain: learning(parts.keychain, redactor),
    vault: learning(vault, redactor),
  };
  const agent = createVaultAgent({ vault, path: parts.agentPath, logger: parts.logger });
  const homeForNew = async (): Promise<SecretHome> => (await preferences.read()).secretHome;
  const status = async (): Promise<SecretsStatus> => {
    const [home, keychain, vaultStatus] = await Promise.all([homeForNew(), parts.keychain.status(), vault.status()]);
    return { home, keychain, keychainName: parts.keychainName, vault: vaultStatus };
  };
  const after = async (change: () => Promise<unknown>): Promise<SecretsStatus> => {
    await change();
    parts.changed();
    return status();
  };
  const useHome = (home: SecretHome) => preferences.update((current) => ({ ...current, secretHome: home }));
  const createVault = async (passphrase: string): Promise<void> => {
    redactor.learn(passphrase);
    await vault.create(passphrase);
    await openAgent();
    // Whoever makes a vault because the keychain cannot be used wants the next key to go there.
    if ((await parts.keychain.status()).state !== 'ready') await useHome('vault');
  };
  const unlockVault = async (passphrase: string): Promise<void> => {
    redactor.learn(passphrase);
    await vault.unlock(passphrase);
    await openAgent();
  };
  /** The vault is open all the same when nobody can be answered for it. */
  const openAgent = (): Promise<void> =>
    agent.open().catch((error: unknown) => {
      parts.logger.error('Claude cannot reach the vault: its socket does not open', { error });
    });
  const reader = createSecretReader((home) => stores[home], learningReferences(parts.references, redactor));
  const lock = async (): Promise<void> => {
    await agent.close();
    vault.lock();
    reader.forget();
  };

  return {
    homeForNew,
    store: (home) => stores[home],
    reader,
    resolve: (reference) => parts.references.resolve(reference),
    learn: (secret) => {
      redactor.learn(secret);
    },
    status,
    createVault: (passphrase) => after(() => createVault(passphrase)),
    unlockVault: (passphrase) => after(() => unlockVault(passphrase)),
    lockVault: () => after(lock),
    useHome: (home) => after(() => useHome(home)),
    close: lock,
  };
}

/** The store, with every secret that passes through it made known to the log's masks. */
function learning(store: SecretStore, redactor: Redactor): SecretStore {
  return {
    home: store.home,
    get: async (account) => {
      const secret = await store.get(account);
      if (secret !== undefined) redactor.learn(secret);
      return secret;
    },
    set: (account, secret) => {
      redactor.learn(secret);
      return store.set(account, secret);
    },
    delete: (account) => store.delete(account),
    status: () => store.status(),
  };
}

function learningReferences(references: ReferenceReader, redactor: Redactor): ReferenceReader {
  const learned = async (reading: Promise<string>): Promise<string> => {
    const secret = await reading;
    redactor.learn(secret);
    return secret;
  };
  return {
    ...references,
    read: (reference) => learned(references.read(reference)),
    readAnew: (reference) => learned(references.readAnew(reference)),
  };
}
