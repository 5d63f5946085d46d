import { AppError } from '../lib/app-error.ts';
import type { SecretStore, StoreStatus } from './secret-store.ts';
import { deriveKey, newKdf, open, seal } from './vault-crypto.ts';
import { createVaultFile, vaultDamaged, type VaultContent, type VaultFile } from './vault-file.ts';

/** Where there is no keychain: a file that opens with a passphrase. The key is in memory only, while it is unlocked. */
export interface Vault extends SecretStore {
  /** Makes the file and unlocks it; AppError `invalid-input` when there is one already. */
  create(passphrase: string): Promise<void>;
  /** AppError `vault-absent`, `vault-wrong-passphrase` or `vault-damaged`. */
  unlock(passphrase: string): Promise<void>;
  lock(): void;
}

type VaultOptions = {
  readonly path: string;
  /** scrypt's N for a new vault; tests pass a small one. */
  readonly cost?: number;
};

export function createVault({ path, cost }: VaultOptions): Vault {
  return new FileVault(path, createVaultFile(path), cost);
}

const verifierName = 'verifier';
const entryName = (account: string): string => `entry ${account}`;

class FileVault implements Vault {
  readonly home = 'vault';
  readonly #path: string;
  readonly #file: VaultFile;
  readonly #cost: number | undefined;
  #key: Buffer | undefined;

  constructor(path: string, file: VaultFile, cost: number | undefined) {
    this.#path = path;
    this.#file = file;
    this.#cost = cost;
  }

  async create(passphrase: string): Promise<void> {
    if ((await this.#file.read()) !== undefined) throw alreadyThere();
    const kdf = newKdf(this.#cost);
    const key = await deriveKey(passphrase, kdf);
    await this.#file.update((current) => {
      if (current !== undefined) throw alreadyThere();
      return { kdf, verifier: seal(key, verifierName, ''), entries: {} };
    });
    this.#hold(key);
  }

  async unlock(passphrase: string): Promise<void> {
    const content = await this.#file.read();
    if (content === undefined) throw vaultAbsent();
    const key = await deriveKey(passphrase, content.kdf);
    if (open(key, verifierName, content.verifier) === undefined) throw wrongPassphrase();
    this.#hold(key);
  }

  lock(): void {
    this.#key?.fill(0);
    this.#key = undefined;
  }

  async get(account: string): Promise<string | undefined> {
    const content = await this.#file.read();
    return this.#openEntry(content, account);
  }

  async set(account: string, secret: string): Promise<void> {
    await this.#file.update((current) => {
      const { content, key } = this.#unlocked(current);
      return { ...content, entries: { ...content.entries, [account]: seal(key, entryName(account), secret) } };
    });
    if ((await this.get(account)) !== secret) throw vaultDamaged(this.#path, new Error('It gave back something else'));
  }

  async delete(account: string): Promise<boolean> {
    let found = false;
    await this.#file.update((current) => {
      const { content } = this.#unlocked(current);
      found = Object.hasOwn(content.entries, account);
      const entries = Object.fromEntries(Object.entries(content.entries).filter(([name]) => name !== account));
      return found ? { ...content, entries } : current;
    });
    return found;
  }

  async status(): Promise<StoreStatus> {
    try {
      this.#unlocked(await this.#file.read());
      return { state: 'ready' };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'vault-absent') return { state: 'absent' };
      return { state: error.code === 'vault-locked' ? 'locked' : 'unavailable', problem: error.toProblem() };
    }
  }

  #openEntry(current: VaultContent | undefined, account: string): string | undefined {
    const { content, key } = this.#unlocked(current);
    const entry = Object.hasOwn(content.entries, account) ? content.entries[account] : undefined;
    if (entry === undefined) return undefined;
    const secret = open(key, entryName(account), entry);
    if (secret === undefined) throw vaultDamaged(this.#path, new Error('An entry was changed'));
    return secret;
  }

  /** Checks the key against the file each time: another process may have put a new vault in its place. */
  #unlocked(content: VaultContent | undefined): { content: VaultContent; key: Buffer } {
    if (content === undefined) this.lock();
    if (content === undefined) throw vaultAbsent();
    if (this.#key !== undefined && open(this.#key, verifierName, content.verifier) === undefined) this.lock();
    if (this.#key === undefined) throw vaultLocked();
    return { content, key: this.#key };
  }

  #hold(key: Buffer): void {
    this.lock();
    this.#key = key;
  }
}

export function vaultLocked(): AppError {
  return new AppError(
    'vault-locked',
    'The passphrase vault is locked.',
    'Unlock MCP Keyring: open it and enter the passphrase. Nothing has to be restarted.',
  );
}

function vaultAbsent(): AppError {
  return new AppError('vault-absent', 'There is no passphrase vault yet.', 'Create one in Settings.');
}

function wrongPassphrase(): AppError {
  return new AppError('vault-wrong-passphrase', 'This is not the passphrase of the vault.', 'Enter it again.');
}

function alreadyThere(): AppError {
  return new AppError('invalid-input', 'There is a passphrase vault already.', 'Unlock it with its passphrase.');
}
