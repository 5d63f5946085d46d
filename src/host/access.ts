import { createConnectionAccess, type ConnectionAccess, type SecretReader } from '../connections/connection-access.ts';
import { createConnectionFile } from '../connections/connection-file.ts';
import { systemClock } from '../lib/system-clock.ts';
import { createProviders } from '../providers/catalog.ts';
import { createClientAccessFile, readRules } from '../policy/client-access-file.ts';
import type { Redactor } from '../secrets/redaction.ts';
import type { DataFiles, Surroundings } from '../settings/data-folder.ts';
import { createPreferencesFile } from '../settings/preferences-file.ts';
import { createHostFetch } from './network.ts';
import { openSecretReading } from './secret-reading.ts';
import { vendorAddresses } from './vendor-addresses.ts';

type AccessParts = {
  readonly files: DataFiles;
  readonly surroundings: Surroundings;
  readonly redactor: Redactor;
  readonly version: string;
  /** Whose environment we have; a client's by default. */
  readonly startedBy?: 'user' | 'client';
};

/** What an `mcp` process reads connections and keys with, for its client. Nothing is opened before it is asked. */
export function openAccess(parts: AccessParts & { readonly client: string | undefined }): ConnectionAccess {
  const rules = readRules(createClientAccessFile(parts.files.clientAccess), parts.client);
  return createConnectionAccess({ ...openReading(parts), rules });
}

/** What that access is made of. */
export function openReading({ files, surroundings, redactor, version, startedBy = 'client' }: AccessParts) {
  const { env } = surroundings;
  const { stores, reader: cached } = openSecretReading({ files, surroundings, startedBy });
  const learned = async (reading: Promise<string>): Promise<string> => {
    const secret = await reading;
    redactor.learn(secret);
    return secret;
  };
  const secrets: SecretReader = {
    read: (account, place) => learned(cached.read(account, place)),
    readAnew: (account, place) => learned(cached.readAnew(account, place)),
  };
  const providers = createProviders({
    fetch: createHostFetch(env, () => createPreferencesFile(files.settings).read()),
    wait: (ms, signal) => systemClock.wait(ms, signal),
    now: () => systemClock.now(),
    ...vendorAddresses(env),
    version,
  });
  return { file: createConnectionFile(files.connections), providers, secrets, stores };
}
