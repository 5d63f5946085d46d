import type { Engine } from './parts.ts';
import type { Rotation } from './rotation.ts';

/** Longer than any step can take between two writes: a call waits five minutes at most. */
const leaseMs = 20 * 60_000;

export function workerFor(run: string, { clock, thisProcess }: Pick<Engine, 'clock' | 'thisProcess'>) {
  return { run, pid: thisProcess.pid, until: new Date(clock.now().getTime() + leaseMs).toISOString() };
}

/** Whether somebody, here or in another living process, is working on it. */
export function isWorkedOn(
  { worker }: Pick<Rotation, 'worker'>,
  { runs, clock, thisProcess }: Pick<Engine, 'runs' | 'clock' | 'thisProcess'>,
): boolean {
  if (worker === undefined) return false;
  if (runs.has(worker.run)) return true;
  // A run of this process number that we do not know belonged to an earlier process of the same number.
  if (worker.pid === thisProcess.pid) return false;
  const leftMs = Date.parse(worker.until) - clock.now().getTime();
  // Noted by a clock that was far ahead, it would keep everybody off for as long.
  return thisProcess.isAlive(worker.pid) && leftMs > 0 && leftMs <= 2 * leaseMs;
}
