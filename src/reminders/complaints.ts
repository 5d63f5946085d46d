import { toProblem } from '../lib/app-error.ts';
import type { Logger } from '../lib/logger.ts';

/** Tells the log of something that goes wrong each time, once until it is over or something else goes wrong. */
export function createComplaints(logger: Pick<Logger, 'warn'>, message: string) {
  let last: string | undefined;
  return {
    about(error: unknown): void {
      const { code } = toProblem(error);
      if (code !== last) logger.warn(message, { error });
      last = code;
    },
    over(): void {
      last = undefined;
    },
  };
}
