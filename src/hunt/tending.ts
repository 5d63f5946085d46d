import { AppError } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { PreferencesFile } from '../settings/preferences-file.ts';

/** Not while the window opens. */
const firstMs = 10_000;
const betweenMs = 24 * 60 * 60_000;

type Tending = {
  readonly scan: () => Promise<unknown>;
  readonly preferences: Pick<PreferencesFile, 'read'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
};

/** Looks through the files soon after the start and once a day, unless the user does not want it. Only reads. */
export async function keepHunting({ scan, preferences, clock, logger, signal }: Tending): Promise<void> {
  for (let pause = firstMs; ; pause = betweenMs) {
    try {
      await clock.wait(pause, signal);
      if ((await preferences.read()).huntDaily) await scan();
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof AppError && error.code === 'cancelled'))
        logger.warn('The files could not be looked through', { error });
    }
  }
}
