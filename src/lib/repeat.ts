import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

type RepeatParts = {
  readonly clock: Pick<Clock, 'wait'>;
  readonly logger: Pick<Logger, 'error'>;
  /** Milliseconds between the end of one run and the begin of the next. */
  readonly everyMs: number;
  /** Before the first run; as long as between the others if it is not given. */
  readonly firstMs?: number;
  readonly work: () => Promise<void>;
  readonly signal: AbortSignal;
};

/** Does the work again and again, never twice at once. Resolves after `signal` aborted and a run under way has ended; never rejects. */
export async function repeat({ clock, logger, everyMs, firstMs = everyMs, work, signal }: RepeatParts): Promise<void> {
  const waited = (ms: number): Promise<boolean> =>
    clock.wait(ms, signal).then(
      () => !signal.aborted,
      () => false,
    );
  for (let pause = firstMs; !signal.aborted && (await waited(pause)); pause = everyMs) {
    await work().catch((error: unknown) => {
      logger.error('Something that is done now and then failed', { error });
    });
  }
}
