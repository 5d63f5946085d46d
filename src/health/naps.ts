import type { Clock } from '../lib/clock.ts';

/** Waiting that can be cut short; for good when `closing` aborts. */
export function createNaps(clock: Pick<Clock, 'wait'>, closing: AbortSignal) {
  let nap = new AbortController();
  return {
    async sleep(ms: number): Promise<void> {
      const signal = AbortSignal.any([closing, nap.signal]);
      if (!signal.aborted) await clock.wait(ms, signal).catch(() => undefined);
      if (nap.signal.aborted) nap = new AbortController();
    },
    /** Ends the nap under way, or else the next one at once. */
    end(): void {
      nap.abort();
    },
  };
}
