import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { systemClock } from '../lib/system-clock.ts';
import { longestKey } from '../secrets/file-reference.ts';
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
    files: { stat: (path) => stat(path), readFile: (path) => readBeginning(path, longestKey + 1) },
    run: createCommandRunner(env, platform),
    clock: systemClock,
  });
}

/** Some files say that they are empty and have no end (/proc), and some become a pipe after they were looked at. */
async function readBeginning(path: string, most: number): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const bytes = Buffer.alloc(most);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, most - length, null);
      if (bytesRead === 0) return bytes.subarray(0, length);
      length += bytesRead;
    }
  } finally {
    await file.close();
  }
}
