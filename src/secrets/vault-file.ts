import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { createDataFile } from '../lib/data-file.ts';
import { kdf, sealed } from './vault-crypto.ts';

const vaultContent = z.object({
  kdf,
  /** An empty text under the key: tells a wrong passphrase from a damaged file. */
  verifier: sealed,
  entries: z.record(z.string(), sealed),
});
export type VaultContent = z.infer<typeof vaultContent>;

export interface VaultFile {
  /** As it is on disk now; undefined when there is none. AppError `vault-damaged`, and the file is left alone. */
  read(): Promise<VaultContent | undefined>;
  update(change: (current: VaultContent | undefined) => VaultContent | undefined): Promise<void>;
}

export function createVaultFile(path: string): VaultFile {
  const file = createDataFile<VaultContent | undefined>({ path, version: 1, schema: vaultContent, empty: undefined });
  return {
    read: () => file.read().catch((error: unknown) => asVaultError(error, path)),
    update: async (change) => {
      await file.update(change).catch((error: unknown) => asVaultError(error, path));
    },
  };
}

function asVaultError(error: unknown, path: string): never {
  if (error instanceof AppError && error.code === 'data-file-damaged') throw vaultDamaged(path, error);
  throw error;
}

export function vaultDamaged(path: string, cause: unknown): AppError {
  return new AppError(
    'vault-damaged',
    `The vault ${path} is damaged and was left as it is.`,
    'Restore it from a backup, or move it away, create a new vault and enter the keys again.',
    { cause },
  );
}
