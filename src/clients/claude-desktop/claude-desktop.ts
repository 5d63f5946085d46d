import { AppError, toProblem } from '../../lib/app-error.ts';
import type { RunningProcess } from '../../lib/processes.ts';
import { pathOn } from '../../lib/system-path.ts';
import type { Surroundings } from '../../settings/data-folder.ts';
import { readConfigFile } from '../files/config-file.ts';
import { maskSecrets } from '../files/mask.ts';
import { strictJson } from '../formats/json.ts';
import { systemDisk } from '../files/disk.ts';
import { unifiedDiff } from '../files/unified-diff.ts';
import { editEntry, entryState } from './entry.ts';
import type { Guard, When } from './guard/guard.ts';
import { findClaude, type FoundLocation } from './locations.ts';
import { isClaudeRunning } from './running.ts';
import type { ClaudeChange, ClaudeLocation, ClaudePreview, ClaudeStatus, ClaudeWritten } from './status.ts';

type ClaudeDesktopParts = {
  readonly surroundings: Surroundings;
  /** What Claude shall start: an absolute command, because Claude starts it without a PATH. */
  readonly entry: { readonly name: string; readonly command: string; readonly args: readonly string[] };
  readonly guard: Pick<Guard, 'apply'>;
  readonly processes: () => Promise<readonly RunningProcess[]>;
};
type Request = { readonly path: string; readonly change: ClaudeChange };

export interface ClaudeDesktop {
  status(): Promise<ClaudeStatus>;
  preview(request: Request): Promise<ClaudePreview>;
  /** Makes a previewed change, or lets it wait for Claude's end, because a running Claude may undo it. */
  apply(request: Request & { readonly fingerprint: string; readonly when?: When }): Promise<ClaudeWritten>;
}

export function createClaudeDesktop(parts: ClaudeDesktopParts): ClaudeDesktop {
  const { surroundings, entry, processes, guard } = parts;
  const path = pathOn(surroundings.platform);
  if (!path.isAbsolute(entry.command)) throw new Error(`The command for Claude has to be absolute: ${entry.command}`);
  const find = () => findClaude(surroundings, systemDisk);
  const edit = (text: string, change: ClaudeChange): string => editEntry(text, change, entry);

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
      const [before, after] = [maskSecrets(text, strictJson), maskSecrets(edited, strictJson)];
      return { path, before, after, diff: unifiedDiff(path, before, after), changes: edited !== text, fingerprint };
    },
    async apply(request) {
      await assertKnown(request.path, find);
      return guard.apply({ when: 'now', ...request });
    },
  };
}

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
    return { ...location, state: bytes === undefined ? 'missing' : entryState(text, entry) };
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
