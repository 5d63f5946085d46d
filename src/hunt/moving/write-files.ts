import type { Backups } from '../../clients/files/backups.ts';
import { createFileChanges } from '../../clients/files/change-file.ts';
import { fingerprintOf } from '../../clients/files/config-file.ts';
import { AppError, toProblem } from '../../lib/app-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { MovedFile } from '../move.ts';
import type { MovingParts } from './parts.ts';
import { readTarget } from '../read-target.ts';
import type { FileCopy } from '../sealed.ts';

/** Its bytes are kept encrypted already: a plain backup would hold the key again. */
const keptSealed = (copies: readonly FileCopy[], clock: Clock): Pick<Backups, 'keep'> => ({
  keep: (origin, bytes) => {
    if (!copies.some(({ path, before }) => path === origin && bytes.equals(Buffer.from(before))))
      throw new AppError(
        'file-changed-meanwhile',
        `${origin} was changed in the meantime.`,
        'Look through the files again.',
      );
    return Promise.resolve({ id: '', origin, at: clock.now().toISOString(), kind: 'change', path: origin });
  },
});

/** Changes each file, and looks at each again: what is told of it is what is in it now. */
export async function writeFiles(
  copies: readonly FileCopy[],
  literals: readonly string[],
  { clock, locks }: Pick<MovingParts, 'clock' | 'locks'>,
): Promise<MovedFile[]> {
  const changeFile = createFileChanges({ backups: keptSealed(copies, clock), clock, locks });
  const files: MovedFile[] = [];
  for (const { path, before, after } of copies) {
    try {
      await changeFile({ path, fingerprint: fingerprintOf(before), edit: () => after });
      const meant = literals.flatMap(spellings).some((spelling) => after.includes(spelling)) ? 'left' : 'clean';
      files.push({
        path,
        outcome: (await isGone(path, literals)) ? 'clean' : meant === 'left' ? 'left' : 'still-there',
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const gone = await isGone(path, literals);
      files.push({ path, outcome: gone ? 'clean' : 'still-there', problem: toProblem(error) });
    }
  }
  return files;
}

async function isGone(path: string, literals: readonly string[]): Promise<boolean> {
  const read = await readTarget(path);
  if (read === undefined) return true;
  return 'text' in read && !literals.flatMap(spellings).some((spelling) => read.text.includes(spelling));
}

/** As it is, as JSON, TOML and YAML write it in double quotes, and as YAML does in single ones. */
const spellings = (key: string): readonly string[] => [
  key,
  JSON.stringify(key).slice(1, -1),
  JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/'),
  key.replaceAll("'", "''"),
];
