import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

type RepeatParts = {
  readonly clock: Pick<Clock, 'wait'>;
  readonly logger: Pick<Logger, 'error'>;
  /** Milliseconds between the end of one run and the begin of the next; also before the first. */
  readonly everyMs: number;
  readonly work: () => Promise<void>;
  readonly signal: AbortSignal;
};

/** Does the work again and again, never twice at once. Resolves after `signal` aborted and a run under way has ended; never rejects. */
export async function repeat({ clock, logger, everyMs, work, signal }: RepeatParts): Promise<void> {
  const waited = (): Promise<boolean> =>
    clock.wait(everyMs, signal).then(
      () => !signal.aborted,
      () => false,
    );
  while (!signal.aborted && (await waited())) {
    await work().catch((error: unknown) => {
      logger.error('Something that is done now and then failed', { error });
    });
  }
}
