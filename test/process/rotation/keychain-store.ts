import { basename } from 'node:path';
import { createKeychain } from '../../../src/secrets/keychain.ts';
import { loadKeytar } from '../../../src/secrets/load-keytar.ts';
import type { Gate } from './gate.ts';
import type { TestStore } from './scene.ts';

/** The real keychain, with items of this folder alone. `place`: where the addon is found, also by a bundled child. */
export const keychainStore =
  (place: string) =>
  (folder: string, gate: Gate): TestStore => {
    const load = () => loadKeytar({ execPath: place, isSea: () => true });
    const keychain = createKeychain({ load, platform: 'linux' });
    const own = (account: string): string => `${basename(folder)}-${account}`;
    return {
      home: 'keychain',
      get: (account) => keychain.get(own(account)),
      set: async (account, secret) => {
        gate();
        await keychain.set(own(account), secret);
        gate();
      },
      delete: async (account) => {
        gate();
        const wasThere = await keychain.delete(own(account));
        gate();
        return wasThere;
      },
      status: () => keychain.status(),
      among: async (accounts) => {
        const found = await Promise.all(accounts.map((account) => keychain.get(own(account))));
        return accounts.filter((_, index) => found[index] !== undefined);
      },
    };
  };
