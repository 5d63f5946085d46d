import type { ActivityLog } from '../activity/activity-log.ts';
import type { ConnectionFile } from '../connections/connection-file.ts';
import type { TestRuns } from '../connections/test-runs.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { SecretHome, SecretStore } from '../secrets/secret-store.ts';
import type { PreferencesFile } from '../settings/preferences-file.ts';

/** What watching over the connections needs from outside. */
export type HealthParts = {
  readonly file: Pick<ConnectionFile, 'read'>;
  readonly preferences: Pick<PreferencesFile, 'read'>;
  readonly tests: Pick<TestRuns, 'check' | 'keep'>;
  readonly store: (home: SecretHome) => Pick<SecretStore, 'status'>;
  readonly activity: Pick<ActivityLog, 'list'>;
  /** Calls back whenever something was added to the record of Claude's calls; returns how to stop. */
  readonly onActivity: (added: () => void) => () => void;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Another text on another network, empty without any. */
  readonly networkId: () => string;
};
