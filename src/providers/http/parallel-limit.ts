import pLimit, { type LimitFunction } from 'p-limit';

/** Runs work of one server, so many at the same moment as the connection allows; the rest waits its turn. */
export interface ParallelLimits {
  run<T>(server: string, most: number, work: () => Promise<T>): Promise<T>;
}

/** One for the whole process: every call of a connection opens a client of its own. */
export function createParallelLimits(): ParallelLimits {
  const limits = new Map<string, LimitFunction>();
  return {
    run(server, most, work) {
      const known = limits.get(server) ?? pLimit(most);
      // Two connections to one server share its limit; the latest setting counts.
      if (known.concurrency !== most) known.concurrency = most;
      limits.set(server, known);
      return known(work);
    },
  };
}
