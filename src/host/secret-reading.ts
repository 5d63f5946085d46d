import { vaultAgentPath } from '../secrets/vault-agent-wire.ts';
import { createVaultClient } from '../secrets/vault-client.ts';
import { createSecretReader } from '../secrets/secret-cache.ts';
import type { DataFiles, Surroundings } from '../settings/data-folder.ts';
import { openReferences } from './references.ts';
import { openKeychain } from './secret-homes.ts';

type SecretReadingParts = {
  readonly files: DataFiles;
  readonly surroundings: Surroundings;
  /** Whose environment we have. */
  readonly startedBy: 'user' | 'client';
};

/** Keys as a process reads them that is not the app. Nothing is opened before it is asked. */
export function openSecretReading({ files, surroundings, startedBy }: SecretReadingParts) {
  const { platform, home } = surroundings;
  const stores = {
    keychain: openKeychain(surroundings),
    // The passphrase is typed into the window; its process answers for the vault while it is unlocked.
    vault: createVaultClient({ path: vaultAgentPath({ folder: files.folder, platform, home }) }),
  };
  return { stores, reader: createSecretReader((where) => stores[where], openReferences(surroundings, startedBy)) };
}
