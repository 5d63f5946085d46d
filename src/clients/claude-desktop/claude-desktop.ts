import { posix, win32 } from 'node:path';
import { AppError, toProblem } from '../../lib/app-error.ts';
import type { Clock } from '../../lib/clock.ts';
import type { RunningProcess } from '../../lib/processes.ts';
import type { Surroundings } from '../../settings/data-folder.ts';
import { keepBackup } from './backups.ts';
import { assertWritable, readConfigFile, writeConfigFile, type ConfigFile } from './config-file.ts';
import { systemDisk } from './disk.ts';
import { entryState, withEntry, withoutEntry } from './edit.ts';
import { findClaude, type FoundLocation } from './locations.ts';
import { maskSecrets } from './mask.ts';
import { isClaudeRunning } from './running.ts';
import type { ClaudeChange, ClaudeLocation, ClaudePreview, ClaudeStatus, ClaudeWritten } from './status.ts';
import { unifiedDiff } from './unified-diff.ts';

type ClaudeDesktopParts = {
  readonly surroundings: Surroundings;
  /** What Claude shall start: an absolute command, because Claude starts it without a PATH. */
  readonly entry: { readonly name: string; readonly command: string; readonly args: readonly string[] };
  readonly backupsFolder: string;
  readonly clock: Clock;
  readonly processes: () => Promise<readonly RunningProcess[]>;
};
type Request = { readonly path: string; readonly change: ClaudeChange };

export interface ClaudeDesktop {
  status(): Promise<ClaudeStatus>;
  preview(request: Request): Promise<ClaudePreview>;
  /** Makes a previewed change. A running Claude may undo it, so the window asks to quit Claude first. */
  apply(request: Request & { readonly fingerprint: string }): Promise<ClaudeWritten>;
}

export function createClaudeDesktop(parts: ClaudeDesktopParts): ClaudeDesktop {
  const { surroundings, entry, processes } = parts;
  const path = surroundings.platform === 'win32' ? win32 : posix;
  if (!path.isAbsolute(entry.command)) throw new Error(`The command for Claude has to be absolute: ${entry.command}`);
  const find = () => findClaude(surroundings, systemDisk);
  const edit = (text: string, change: ClaudeChange): string =>
    change === 'write' ? withEntry(text, entry.name, entry) : withoutEntry(text, entry.name);

  return {
    async status() {
      const [found, running] = await Promise.all([find(), runningNow(surroundings.platform, processes)]);
      const locations = await Promise.all(found.locations.map((location) => stateOf(location, entry)));
      return { installed: found.installed, ...running, locations, entry: { ...entry, args: [...entry.args] } };
    },
    async preview({ path, change }) {
      await assertKnown(path, find);
      const { text, fingerprint } = await readConfigFile(path);
      const edited = edit(text, change);
      const [before, after] = [maskSecrets(text), maskSecrets(edited)];
      return { path, before, after, diff: unifiedDiff(path, before, after), changes: edited !== text, fingerprint };
    },
    apply: inTurn(async ({ path, change, fingerprint }) => {
      await assertKnown(path, find);
      const file = await readConfigFile(path);
      if (file.fingerprint !== fingerprint) throw changedMeanwhile();
      const text = edit(file.text, change);
      return text === file.text ? { path } : replace(path, file, text, parts);
    }),
  };
}

/** One after the other, so that of two changes to the same file the second one sees the first. */
function inTurn<A, R>(work: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return (argument) => {
    const turn = last.then(() => work(argument));
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function replace(
  path: string,
  file: ConfigFile,
  text: string,
  parts: ClaudeDesktopParts,
): Promise<ClaudeWritten> {
  const { backupsFolder, clock } = parts;
  await assertWritable(path);
  const backup = file.bytes === undefined ? {} : { backupPath: await keepBackup(backupsFolder, file.bytes, clock) };
  // Claude may have written while the backup was made.
  if ((await readConfigFile(path)).fingerprint !== file.fingerprint) throw changedMeanwhile();
  await writeConfigFile(path, text, clock);
  if ((await readConfigFile(path)).text !== text) throw changedMeanwhile();
  return { path, ...backup };
}

const changedMeanwhile = (): AppError =>
  new AppError(
    'file-changed-meanwhile',
    'Claude’s configuration was changed by another program in the meantime.',
    'Quit Claude completely, look at the change again and repeat it.',
  );

/** The window may only name files that were found, so that no call can reach any other file. */
async function assertKnown(path: string, find: () => ReturnType<typeof findClaude>): Promise<void> {
  if ((await find()).locations.some((location) => location.path === path)) return;
  throw new AppError(
    'invalid-input',
    'Claude does not keep its configuration there.',
    'Reload the page; Claude may have been installed, updated or removed.',
  );
}

async function stateOf(location: FoundLocation, entry: ClaudeDesktopParts['entry']): Promise<ClaudeLocation> {
  try {
    const { bytes, text } = await readConfigFile(location.path);
    return { ...location, state: bytes === undefined ? 'missing' : entryState(text, entry.name, entry) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const state = error.code === 'file-not-parsable' ? 'not-parsable' : 'unreadable';
    return { ...location, state, problem: toProblem(error) };
  }
}

/** Where the processes cannot be listed (a managed Windows may forbid it), that is said instead of "not running". */
async function runningNow(
  platform: Surroundings['platform'],
  processes: ClaudeDesktopParts['processes'],
): Promise<{ running: boolean; runningUnknown?: true }> {
  const found = await processes().catch(() => undefined);
  return found === undefined ? { running: false, runningUnknown: true } : { running: isClaudeRunning(platform, found) };
}
