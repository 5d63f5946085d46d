import { createBackups } from '../../../src/clients/files/backups.ts';
import { createFileChanges } from '../../../src/clients/files/change-file.ts';
import { createFileLocks } from '../../../src/clients/files/file-locks.ts';
import { strictJson } from '../../../src/clients/formats/json.ts';
import { AppError } from '../../../src/lib/app-error.ts';
import { join } from 'node:path';

/** Puts its own server into a file and takes it out again, many times, and leaves it in. */
const [path = '', data = '', name = '', rounds = ''] = process.argv.slice(2);
const list = { root: ['mcpServers'], kind: 'map' } as const;
const clock = {
  now: () => new Date(),
  wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};
const changeFile = createFileChanges({
  backups: createBackups({ folder: join(data, 'backups'), clock }),
  locks: createFileLocks(join(data, 'locks')),
  clock,
});

/** Refused because another program wrote in between: looked at again, as a user would. */
async function insist(edit: (text: string) => string): Promise<void> {
  for (;;) {
    try {
      const { changed } = await changeFile({ path, edit });
      if (!changed) return;
    } catch (error) {
      const isMeanwhile =
        error instanceof AppError && ['file-changed-meanwhile', 'file-not-parsable', 'busy'].includes(error.code);
      if (!isMeanwhile) throw error;
    }
  }
}

for (let round = 1; round <= Number(rounds); round += 1) {
  await insist((text) => strictJson.putServer(text, list, name, { command: name, args: [String(round)] }));
  if (round < Number(rounds)) await insist((text) => strictJson.takeServer(text, list, name));
}
