import { readFile, stat } from 'node:fs/promises';
import { systemClock } from '../lib/system-clock.ts';
import { createReferenceReader, type ReferenceReader } from '../secrets/reference-reader.ts';
import { createCommandRunner } from '../secrets/run-command.ts';
import type { Surroundings } from '../settings/data-folder.ts';

/** Reads keys that are kept elsewhere on this computer. `client`: this process was started by Claude. */
export function openReferences({ platform, home, env }: Surroundings, startedBy: 'user' | 'client'): ReferenceReader {
  return createReferenceReader({
    platform,
    home,
    env,
    startedBy,
    files: { stat: (path) => stat(path), readFile: (path) => readFile(path) },
    run: createCommandRunner(env, platform),
    clock: systemClock,
  });
}
