import { AppError } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { repeat } from '../lib/repeat.ts';
import type { PreferencesFile } from '../settings/preferences-file.ts';

/** Not while the window opens. */
const firstMs = 10_000;
const everyMs = 24 * 60 * 60_000;

type Tending = {
  readonly scan: () => Promise<unknown>;
  readonly preferences: Pick<PreferencesFile, 'read'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
};

/** Looks through the files soon after the start and once a day, unless the user does not want it. Only reads. */
export function keepHunting({ scan, preferences, ...parts }: Tending): Promise<void> {
  const work = async (): Promise<void> => {
    if (!(await preferences.read()).huntDaily) return;
    await scan().catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'cancelled')) throw error;
    });
  };
  return repeat({ ...parts, firstMs, everyMs, work });
}
