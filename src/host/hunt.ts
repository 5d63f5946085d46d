import manifest from '../../package.json' with { type: 'json' };
import { createBackups } from '../clients/files/backups.ts';
import { createAddedPlaces } from '../hunt/added-places.ts';
import { createIds } from '../hunt/groups.ts';
import { inspect } from '../hunt/inspect.ts';
import type { HuntReport } from '../hunt/report.ts';
import { AppError, type Problem } from '../lib/app-error.ts';
import { systemClock } from '../lib/system-clock.ts';
import { huntText } from './hunt-text.ts';
import { hostFiles, hostSurroundings } from './surroundings.ts';

type HuntOptions = {
  /** Another data folder than the usual one. */
  readonly home: string | undefined;
  readonly json: boolean;
};

/** Documented in docs/hunt.md. */
const exitCodes = { none: 0, found: 1, incomplete: 3 } as const;

type Outcome = { readonly report?: HuntReport; readonly problem?: Problem };

/** `keyring-host hunt`: looks for keys in plain text, changes nothing, and ends the process. */
export async function runHunt({ home, json }: HuntOptions): Promise<void> {
  const outcome = await look(home);
  const { report, problem } = outcome;
  const ids = (name: string, value: unknown): unknown => (name === 'id' ? undefined : value);
  if (json) process.stdout.write(`${JSON.stringify({ version: manifest.version, ...outcome }, ids, 2)}\n`);
  else if (report !== undefined) process.stdout.write(huntText(report));
  if (problem !== undefined) process.stderr.write(`${problem.message} ${problem.next}\n`);
  process.exitCode = exitCodeOf(outcome);
}

async function look(home: string | undefined): Promise<Outcome> {
  try {
    const surroundings = hostSurroundings();
    const files = hostFiles(surroundings, home);
    const { report } = await inspect({
      surroundings,
      backups: createBackups({ folder: files.backups, clock: systemClock }),
      places: createAddedPlaces({ path: files.huntPlaces, home: surroundings.home }),
      now: () => systemClock.now(),
      // Nothing is logged here.
      learn: () => undefined,
      idOf: createIds(),
    });
    return { report };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: error.toProblem() };
  }
}

function exitCodeOf({ report }: Outcome): number {
  if (report === undefined) return exitCodes.incomplete;
  if (report.groups.length > 0) return exitCodes.found;
  return report.unread.length > 0 ? exitCodes.incomplete : exitCodes.none;
}
