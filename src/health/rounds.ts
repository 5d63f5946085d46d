import type { Connection } from '../connections/connection.ts';
import { CheckQueue } from './check-queue.ts';
import { hostOf } from './check-times.ts';
import type { HealthParts } from './parts.ts';
import { canReadQuietly } from './quiet-reading.ts';

const hourMs = 3_600_000;

/** Begins one check after the other, never two at once at one host. */
export function createRounds(parts: HealthParts, signal: AbortSignal) {
  const queue = new CheckQueue(parts.clock);
  const busyHosts = new Set<string>();
  const underWay = new Set<Promise<void>>();

  const run = async (connection: Connection): Promise<void> => {
    if (!(await canReadQuietly(connection, parts.store))) {
      queue.noteLocked(connection);
      return;
    }
    queue.noteBegun(connection);
    const checked = await parts.tests.check(connection, signal);
    if (!signal.aborted && queue.isWorthKeeping(checked)) await parts.tests.keep(checked);
  };
  const begin = (connection: Connection): void => {
    const host = hostOf(connection);
    busyHosts.add(host);
    const checking = run(connection)
      .catch((error: unknown) => {
        parts.logger.warn('A connection could not be checked in the background', { error });
      })
      .finally(() => {
        busyHosts.delete(host);
        underWay.delete(checking);
      });
    underWay.add(checking);
  };

  return {
    /** `onlyAsked`: nothing that is merely due. Answers whether a check was begun. */
    async beginNext(onlyAsked: boolean): Promise<boolean> {
      const { checkEveryHours } = await parts.preferences.read();
      if (checkEveryHours === 0) return false;
      const active = (await parts.file.read()).connections.filter((connection) => connection.active);
      const due = queue.due(active, checkEveryHours * hourMs, onlyAsked);
      const next = due.find((connection) => !busyHosts.has(hostOf(connection)));
      if (next === undefined || signal.aborted) return false;
      begin(next);
      return true;
    },
    checkSoon: (ids: readonly string[]): void => {
      queue.ask(ids);
    },
    wake: (): void => {
      queue.wake();
    },
    async settled(): Promise<void> {
      await Promise.all(underWay);
    },
  };
}
