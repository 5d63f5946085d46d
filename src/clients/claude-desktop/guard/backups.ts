import { stat } from 'node:fs/promises';
import { AppError } from '../../../lib/app-error.ts';
import type { Backup, Backups } from '../../files/backups.ts';
import { readConfigFile } from '../../files/config-file.ts';
import type { FoundClaude } from '../locations.ts';
import { checked, compared } from './copies.ts';
import { ownEntries, type OwnEntry } from './entries.ts';
import type { ClaudeBackup, GuardComparison } from './guard-status.ts';

type BackupParts = {
  readonly backups: Backups;
  readonly find: () => Promise<FoundClaude>;
  readonly entry: OwnEntry;
  readonly exists: (path: string) => Promise<boolean>;
};

/** A backup, held against another one, or without `with` against the file as it is now: what restoring would change. */
export type BackupChoice = { readonly id: string; readonly with?: string | undefined };

/** Of Claude's files alone: other clients have theirs in the same folder. Newest first. */
export async function listBackups(parts: BackupParts): Promise<ClaudeBackup[]> {
  const found = await Promise.all((await ofClaude(parts)).map(sized));
  return found.filter((each) => each !== undefined);
}

async function sized({ id, origin, at, kind, path }: Backup): Promise<ClaudeBackup | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? undefined : { id, origin, at, kind, bytes: found.size };
}

async function ofClaude({ backups, find }: BackupParts): Promise<readonly Backup[]> {
  const paths = new Set((await find()).locations.map(({ path }) => path));
  return (await backups.list()).filter(({ origin }) => paths.has(origin));
}

/** The window may only name copies of Claude's own files. */
export async function originOf(parts: BackupParts, id: string): Promise<string> {
  const found = (await ofClaude(parts)).find((each) => each.id === id);
  if (found === undefined)
    throw new AppError(
      'invalid-input',
      'There is no such copy of Claude’s settings any more.',
      'Look at the list again.',
    );
  return found.origin;
}

export async function compareTo(parts: BackupParts, { id, with: other }: BackupChoice): Promise<GuardComparison> {
  const { backups } = parts;
  const path = await originOf(parts, id);
  if (other !== undefined) {
    await originOf(parts, other);
    return compared(
      path,
      () => backups.read(other),
      () => backups.read(id),
    );
  }
  const { bytes, fingerprint } = await readConfigFile(path);
  const comparison = await compared(
    path,
    () => Promise.resolve(bytes),
    () => backups.read(id),
  );
  return { ...comparison, fingerprint, holdsEntry: await holdsEntry(parts, id) };
}

async function holdsEntry({ backups, entry, exists }: BackupParts, id: string): Promise<boolean> {
  try {
    const { condition, copies } = await ownEntries(checked(await backups.read(id)), entry, exists);
    return condition !== 'absent' || copies.length > 0;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
