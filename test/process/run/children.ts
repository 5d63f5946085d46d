import { chmod, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { isSea } from 'node:sea';
import { silentLogger } from '../../../src/lib/logger.ts';
import { systemClock } from '../../../src/lib/system-clock.ts';
import { createProfileFile } from '../../../src/profiles/profile-file.ts';
import { createProfiles, type Profiles } from '../../../src/profiles/profiles.ts';
import { createKeychain } from '../../../src/secrets/keychain.ts';
import { loadKeytar } from '../../../src/secrets/load-keytar.ts';
import type { ReferenceReader } from '../../../src/secrets/reference-reader.ts';
import type { SecretStore } from '../../../src/secrets/secret-store.ts';
import { createSecretReader } from '../../../src/secrets/secret-cache.ts';
import { dataFiles } from '../../../src/settings/data-folder.ts';
import { builtHost } from '../built-host.ts';
import { insideKeyring } from '../secrets/surrounding-keyring.ts';

export const secret = 'gh-secret-of-the-tests-0123';

type Place = {
  readonly folder: string;
  readonly profiles: Profiles;
  /** One more, `vaulted`, whose key is in this vault. */
  readonly inVault: (vault: SecretStore, key: string) => Promise<unknown>;
};

/** A data folder with the profile `server`: its key is in the real keychain where there is one, else in a file. */
export async function madePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'keyring-run-'));
  const keychain = createKeychain({ load: () => loadKeytar({ execPath: process.execPath, isSea }), platform: 'linux' });
  const references: ReferenceReader = {
    read: () => Promise.resolve(secret),
    readAnew: () => Promise.resolve(secret),
    resolve: (reference) => Promise.resolve(reference),
    forget: () => undefined,
  };
  const profilesIn = (store: SecretStore): Profiles =>
    createProfiles({
      file: createProfileFile(dataFiles(folder).profiles),
      secrets: {
        homeForNew: () => Promise.resolve(store.home),
        store: () => store,
        reader: createSecretReader(() => keychain, references),
        resolve: (reference) => Promise.resolve(reference),
      },
      clock: systemClock,
      logger: silentLogger,
      changed: () => undefined,
    });
  const profiles = profilesIn(keychain);
  const key = join(folder, 'key');
  await writeFile(key, secret, { mode: 0o600 });
  const source = insideKeyring ? secret : ({ kind: 'file', path: key } as const);
  await profiles.create({ name: 'Server', variables: { SERVER_TOKEN: source } });
  const inVault: Place['inVault'] = (vault, held) =>
    profilesIn(vault).create({ name: 'Vaulted', variables: { VAULTED: held } });
  return { folder, profiles, inVault };
}

/** A data folder whose profile `server` names a key in the keychain, whether it is there or not. */
export async function placeInKeychain(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keyring-run-'));
  const createdAt = new Date().toISOString();
  const variable = { name: 'SERVER_TOKEN', home: 'keychain' as const, hint: '…0123', version: 1, createdAt };
  const server = { id: 'server', name: 'Server', variables: [variable], lastVersion: 1, createdAt };
  await createProfileFile(dataFiles(folder).profiles).update((content) => ({ ...content, profiles: [server] }));
  return folder;
}

/** Built where it finds the keychain's addon, as the program does that users have. */
export async function hostWithKeychain(): Promise<string> {
  const host = await builtHost(['mcp-session', 'run']);
  await symlink(join(import.meta.dirname, '../../../node_modules'), join(dirname(host), 'node_modules'), 'dir');
  return host;
}

/** A program that puts a key into the keychain of the session it runs in. */
export function storing(account: string): string {
  const source = (path: string) => JSON.stringify(join(import.meta.dirname, '../../../src', path));
  return `import { createKeychain } from ${source('secrets/keychain.ts')};
    import { loadKeytar } from ${source('secrets/load-keytar.ts')};
    const load = () => loadKeytar({ execPath: process.execPath, isSea: () => false });
    await createKeychain({ load, platform: 'linux' }).set(${JSON.stringify(account)}, ${JSON.stringify(secret)});
    process.exit(0);`;
}

/** A client's environment: PATH, HOME and, where there is a keychain, the way to it. */
export function clientEnv(folder: string): Record<string, string> {
  const bus = process.env['DBUS_SESSION_BUS_ADDRESS'];
  return {
    PATH: [join(folder, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    HOME: folder,
    ...(insideKeyring && bus !== undefined ? { DBUS_SESSION_BUS_ADDRESS: bus } : {}),
  };
}

/** A program on the PATH of `clientEnv`. */
export async function madeProgram(folder: string, name: string, text: string, mode = 0o755): Promise<void> {
  await mkdir(join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'bin', name), text);
  await chmod(join(folder, 'bin', name), mode);
}
