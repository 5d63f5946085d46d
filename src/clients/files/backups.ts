import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { AppError } from '../../lib/app-error.ts';
import type { Clock } from '../../lib/clock.ts';

/** `change`: made before we changed the file. `seen`: what the guard found in it. Neither pushes the other out. */
type BackupKind = 'change' | 'seen';

/** A copy of somebody else's file. */
export type Backup = {
  /** `<folder>/<file>` below the folder of backups. */
  readonly id: string;
  /** Where the original is, or was. */
  readonly origin: string;
  readonly at: string;
  readonly kind: BackupKind;
  /** Where the copy is. */
  readonly path: string;
};

export interface Backups {
  /** Keeps the bytes as a dated file that only this user can read, and lets the oldest of the same origin and kind go. */
  keep(origin: string, bytes: Buffer, kind?: BackupKind): Promise<Backup>;
  /** Newest first; of all files, or of one. */
  list(origin?: string): Promise<readonly Backup[]>;
  /** AppError `file-unreadable` where there is no such backup. */
  read(id: string): Promise<Buffer>;
  /** For taking keys out of old copies. */
  rewrite(id: string, bytes: Buffer): Promise<void>;
}

const keptOfEach: Readonly<Record<BackupKind, number>> = { change: 20, seen: 40 };
const originFile = 'origin';
/** Only names of this form are ours to delete. */
const dated = /^(\d{4}-\d{2}-\d{2}T\d{6}\.\d{3}Z)-\d{3,}(-seen)?\.bak$/;
const ids = /^[0-9a-f]{16}\/[0-9TZ.-]+(-seen)?\.bak$/;

/** Backups of other programs' files: one folder for each file, with the file's path in it. */
export function createBackups({ folder, clock }: { readonly folder: string; readonly clock: Clock }): Backups {
  const folderOf = (origin: string): string => createHash('sha256').update(origin).digest('hex').slice(0, 16);
  return {
    async keep(origin, bytes, kind = 'change') {
      try {
        const own = folderOf(origin);
        await mkdir(join(folder, own), { recursive: true, mode: 0o700 });
        await writeFileAtomic(join(folder, own, originFile), origin, { mode: 0o600 });
        const date = clock.now().toISOString().replaceAll(':', '');
        const name = await writeNew({ folder: join(folder, own), bytes, date, kind });
        await dropOldest(join(folder, own), kind);
        return backupOf(folder, own, origin, name);
      } catch (cause) {
        throw notKept(cause);
      }
    },
    async list(origin) {
      const owns = origin === undefined ? await namesIn(folder) : [folderOf(origin)];
      const found = await Promise.all(owns.map((own) => backupsIn(folder, own)));
      return found.flat().toSorted((a, b) => compare(b.at, a.at) || compare(b.id, a.id));
    },
    async read(id) {
      const path = pathOf(folder, id);
      return readFile(path).catch((cause: unknown) => {
        throw gone(cause);
      });
    },
    async rewrite(id, bytes) {
      await writeFileAtomic(pathOf(folder, id), bytes, { mode: 0o600 });
    },
  };
}

async function backupsIn(folder: string, own: string): Promise<readonly Backup[]> {
  const origin = await readFile(join(folder, own, originFile), 'utf8').catch(() => undefined);
  if (origin === undefined) return [];
  return (await namesIn(join(folder, own)))
    .filter((name) => dated.test(name))
    .map((name) => backupOf(folder, own, origin, name));
}

function backupOf(folder: string, own: string, origin: string, name: string): Backup {
  const [, date = ''] = dated.exec(name) ?? [];
  const at = date.replace(/T(\d{2})(\d{2})(\d{2})/, 'T$1:$2:$3');
  return { id: `${own}/${name}`, origin, at, kind: kindOf(name), path: join(folder, own, name) };
}

/** The window names backups by id: nothing but a backup may be reached that way. */
function pathOf(folder: string, id: string): string {
  if (!ids.test(id)) throw gone(undefined);
  return join(folder, id);
}

type NewFile = { readonly folder: string; readonly bytes: Buffer; readonly date: string; readonly kind: BackupKind };

async function writeNew(copy: NewFile, count = 1): Promise<string> {
  const { folder, bytes, date, kind } = copy;
  const name = `${date}-${String(count).padStart(3, '0')}${kind === 'seen' ? '-seen' : ''}.bak`;
  const file = await open(join(folder, name), 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (file === undefined) return writeNew(copy, count + 1);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return name;
}

const kindOf = (name: string): BackupKind => (name.endsWith('-seen.bak') ? 'seen' : 'change');

async function dropOldest(folder: string, kind: BackupKind): Promise<void> {
  const names = (await namesIn(folder)).filter((name) => dated.test(name) && kindOf(name) === kind).sort();
  await Promise.all(names.slice(0, -keptOfEach[kind]).map((name) => rm(join(folder, name), { force: true })));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

const gone = (cause: unknown): AppError =>
  new AppError('file-unreadable', 'This backup is not there any more.', 'Choose another one.', { cause });

const notKept = (cause: unknown): AppError =>
  new AppError(
    'file-unreadable',
    'No backup of the file could be made, so it was not changed.',
    'Check that the MCP Keyring data folder can be written and that the disk is not full, then try again.',
    { cause },
  );
