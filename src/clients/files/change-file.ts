import { AppError } from '../../lib/app-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Backup, Backups } from './backups.ts';
import { assertWritable, readConfigFile, writeConfigFile, type ConfigFile } from './config-file.ts';
import type { FileLocks } from './file-locks.ts';
import { settle } from './replace-file.ts';

type ChangeParts = {
  readonly backups: Pick<Backups, 'keep'>;
  readonly clock: Clock;
  /** Keeps other processes of ours away. */
  readonly locks: FileLocks;
};
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
 * Changes files of other programs: one after the other, among all processes of ours, with a dated backup, in one step,
 * and read again. What another program writes in between stays; then the change is refused, or made anew where nobody
 * was shown the file. AppError `file-changed-meanwhile`, `file-unreadable`, `file-not-parsable`, `busy`.
 */
export function createFileChanges(parts: ChangeParts): ChangeFile {
  let last: Promise<unknown> = Promise.resolve();
  return (change) => {
    const turn = last.then(() => changeFile(change, parts));
    last = turn.catch(() => undefined);
    return turn;
  };
}

const attempts = 5;

async function changeFile(change: Change, parts: ChangeParts): Promise<Changed> {
  const { path, fingerprint, edit } = change;
  const file = await readSettled(change);
  if (edit(file.text) === file.text) return { path, changed: false };
  await assertWritable(path);
  const work = async (): Promise<Changed> => {
    for (let attempt = 1; attempt <= (fingerprint === undefined ? attempts : 1); attempt += 1) {
      const changed = await attemptChange(change, parts);
      if (changed !== undefined) return changed;
    }
    throw changedMeanwhile(path);
  };
  return parts.locks.hold(path, work);
}

/** Undefined where another program wrote in between. */
async function attemptChange(change: Change, { backups, clock }: ChangeParts): Promise<Changed | undefined> {
  const { path, edit } = change;
  const file = await readSettled(change);
  const text = edit(file.text);
  if (text === file.text) return { path, changed: false };
  const backup = file.bytes === undefined ? {} : named(await backups.keep(path, file.bytes));
  if (!(await writeConfigFile(path, text, file, clock))) return undefined;
  if ((await readConfigFile(path)).text !== text) throw changedMeanwhile(path);
  return { path, changed: true, ...backup };
}

const named = ({ id, path }: Backup) => ({ backupPath: path, backupId: id });

/** A program that empties a file before it writes it leaves it without a byte for a moment. */
async function readSettled({ path, fingerprint }: Change): Promise<ConfigFile> {
  const read = await readConfigFile(path);
  if (read.bytes?.length === 0) await settle();
  const file = read.bytes?.length === 0 ? await readConfigFile(path) : read;
  if (fingerprint !== undefined && file.fingerprint !== fingerprint) throw changedMeanwhile(path);
  return file;
}

const changedMeanwhile = (path: string): AppError =>
  new AppError(
    'file-changed-meanwhile',
    `${path} was changed by another program in the meantime.`,
    'Quit the program that it belongs to, look at the change again and repeat it.',
  );
