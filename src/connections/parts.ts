import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { Provider, ProviderId } from '../providers/provider.ts';
import type { SecretReference } from '../secrets/secret-reference.ts';
import type { SecretHome, SecretStore } from '../secrets/secret-store.ts';
import type { SecretReader } from './connection-access.ts';
import type { ConnectionFile } from './connection-file.ts';

/** What changing connections needs from outside. */
export type ConnectionParts = {
  readonly file: ConnectionFile;
  readonly providers: Readonly<Record<ProviderId, Provider>>;
  readonly secrets: ConnectionSecrets;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly newId: () => string;
  /** The user's time zone now, `Europe/Berlin`: it changes with travelling. */
  readonly zone: () => string;
  /** Called after the file changed. */
  readonly changed: () => void;
};

type ConnectionSecrets = {
  /** Where a new secret goes, as the user chose. */
  homeForNew(): Promise<SecretHome>;
  store(home: SecretHome): SecretStore;
  readonly reader: SecretReader;
  /** A place outside as it is to be stored, with full paths. */
  resolve(reference: SecretReference): Promise<SecretReference>;
  /** Makes the log sinks mask this text from now on. */
  learn(secret: string): void;
};
