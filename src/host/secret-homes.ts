import { isSea } from 'node:sea';
import { createKeychain } from '../secrets/keychain.ts';
import { loadKeytar, missingSessionBusAddress } from '../secrets/load-keytar.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Surroundings } from '../settings/data-folder.ts';

/** The keychain of this computer. */
export function openKeychain({ platform, env }: Surroundings): SecretStore {
  const bus = platform === 'linux' ? missingSessionBusAddress({ env, uid: process.getuid?.() }) : undefined;
  if (bus !== undefined) process.env['DBUS_SESSION_BUS_ADDRESS'] = bus;
  return createKeychain({ load: () => loadKeytar({ execPath: process.execPath, isSea }), platform });
}
