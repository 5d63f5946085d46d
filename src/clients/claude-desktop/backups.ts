import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../lib/app-error.ts';
import type { Clock } from '../../lib/clock.ts';

const kept = 20;
const prefix = 'claude_desktop_config.';
/** Only names of this form are ours to delete. */
const ours = /^claude_desktop_config\.\d{4}-\d{2}-\d{2}T\d{6}\.\d{3}Z(-\d+)?\.json$/;

/** Keeps the bytes as a dated file that only this user can read, and lets the oldest of ours go. Returns its path. */
export async function keepBackup(folder: string, bytes: Buffer, clock: Clock): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = await writeNew(folder, bytes, clock.now().toISOString().replaceAll(':', ''));
    await dropOldest(folder);
    return path;
  } catch (cause) {
    throw new AppError(
      'file-unreadable',
      'No backup of Claude’s configuration could be made, so it was not changed.',
      'Check that the MCP Keyring data folder can be written and that the disk is not full, then try again.',
      { cause },
    );
  }
}

async function writeNew(folder: string, bytes: Buffer, date: string, count = 1): Promise<string> {
  const path = join(folder, `${prefix}${date}${count === 1 ? '' : `-${count}`}.json`);
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (file === undefined) return writeNew(folder, bytes, date, count + 1);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}

async function dropOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => ours.test(name)).sort();
  await Promise.all(names.slice(0, -kept).map((name) => rm(join(folder, name), { force: true })));
}
