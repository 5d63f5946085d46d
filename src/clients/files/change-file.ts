import { AppError } from '../../lib/app-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Backup, Backups } from './backups.ts';
import { assertWritable, readConfigFile, writeConfigFile } from './config-file.ts';

type ChangeParts = { readonly backups: Backups; readonly clock: Clock };
type Change = {
  readonly path: string;
  /** What was shown to the user: the change is refused when the file is no longer that. Absent: whatever is there. */
  readonly fingerprint?: string | undefined;
  readonly edit: (text: string) => string;
};

/** What became of the file. Without a change no backup is made. */
export type Changed = {
  readonly path: string;
  readonly changed: boolean;
  readonly backupPath?: string;
  readonly backupId?: string;
};

export type ChangeFile = (change: Change) => Promise<Changed>;

/**
 * Changes files of other programs: one after the other, with a dated backup, refused when anybody else writes in
 * between, in one step, and read again. AppError `file-changed-meanwhile`, `file-unreadable`, `file-not-parsable`.
 */
export function createFileChanges(parts: ChangeParts): ChangeFile {
  let last: Promise<unknown> = Promise.resolve();
  return (change) => {
    const turn = last.then(() => changeFile(change, parts));
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function changeFile({ path, fingerprint, edit }: Change, { backups, clock }: ChangeParts): Promise<Changed> {
  const file = await readConfigFile(path);
  if (fingerprint !== undefined && file.fingerprint !== fingerprint) throw changedMeanwhile(path);
  const text = edit(file.text);
  if (text === file.text) return { path, changed: false };
  await assertWritable(path);
  const backup = file.bytes === undefined ? {} : named(await backups.keep(path, file.bytes));
  // Its owner may have written while the backup was made.
  if ((await readConfigFile(path)).fingerprint !== file.fingerprint) throw changedMeanwhile(path);
  await writeConfigFile(path, text, clock);
  if ((await readConfigFile(path)).text !== text) throw changedMeanwhile(path);
  return { path, changed: true, ...backup };
}

const named = ({ id, path }: Backup) => ({ backupPath: path, backupId: id });

const changedMeanwhile = (path: string): AppError =>
  new AppError(
    'file-changed-meanwhile',
    `${path} was changed by another program in the meantime.`,
    'Quit the program that it belongs to, look at the change again and repeat it.',
  );
