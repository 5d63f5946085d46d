import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { repeat } from '../lib/repeat.ts';
import type { Rotations } from './rotations.ts';

const everyMs = 15 * 60_000;

type Tending = {
  readonly rotations: Pick<Rotations, 'recover' | 'tend'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
};

/** Goes on with what an earlier run left, then looks after the rotations until `signal` aborts. Never rejects. */
export async function tendRotations({ rotations, clock, logger, signal }: Tending): Promise<void> {
  await rotations.recover().catch((error: unknown) => {
    logger.warn('Interrupted rotations could not be looked at', { error });
  });
  await rotations.tend();
  await repeat({ clock, logger, everyMs, work: () => rotations.tend(), signal });
}
