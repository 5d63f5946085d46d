import pLimit, { type LimitFunction } from 'p-limit';

/** Runs the requests of one connection, so many at the same moment as it allows; the rest wait their turn. */
export interface ParallelLimits {
  run<T>(whose: string, most: number, work: () => Promise<T>): Promise<T>;
}

/** One for the whole process: every call of a connection opens a client of its own. */
export function createParallelLimits(): ParallelLimits {
  const limits = new Map<string, LimitFunction>();
  return {
    run(whose, most, work) {
      const known = limits.get(whose) ?? pLimit(most);
      // The user may have changed the connection meanwhile.
      if (known.concurrency !== most) known.concurrency = most;
      limits.set(whose, known);
      return known(work);
    },
  };
}
