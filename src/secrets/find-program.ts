import { win32 } from 'node:path';
import { pathOn, programFolders } from '../lib/system-path.ts';
import { pathOf, type FilePlaces, type ReferenceFiles } from './file-reference.ts';
import { sourceFailed } from './reference-problems.ts';

type Search = FilePlaces & {
  readonly files: Pick<ReferenceFiles, 'stat'>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly startedBy: 'user' | 'client';
};

/** What can be started without a shell; Node refuses batch files. */
const startable = ['.exe', '.com'];
const batch = ['.cmd', '.bat'];

/** The full path of a command's program, searched in PATH as a shell would. */
export async function resolveProgram(program: string, search: Search): Promise<string> {
  const isPath = search.platform === 'win32' ? /[/\\]/.test(program) : program.includes('/');
  const places = isPath
    ? [pathOf(program, search)]
    : programFolders(search).map((folder) => join(search, folder, program));
  for (const place of places) {
    const found = await firstFile(namesOf(place, search), search);
    if (found !== undefined) return refusingBatch(found);
    if (isPath && (await isFile(place, search))) throw sourceFailed['command-not-program'](program);
  }
  throw sourceFailed['command-missing'](program, search.startedBy);
}

const join = ({ platform }: Search, folder: string, name: string): string => pathOn(platform).join(folder, name);

function namesOf(place: string, { platform }: Search): readonly string[] {
  if (platform !== 'win32') return [place];
  const hasEnding = [...startable, ...batch].some((ending) => place.toLowerCase().endsWith(ending));
  return hasEnding ? [place] : [...startable, ...batch].map((ending) => place + ending);
}

async function firstFile(paths: readonly string[], search: Search): Promise<string | undefined> {
  for (const path of paths) {
    if (await isFile(path, search, search.platform === 'win32' ? 0 : executable)) return path;
  }
  return undefined;
}

const executable = 0o111;

/** What cannot be looked at counts as not there, as it does to shells. */
async function isFile(path: string, { files }: Search, mode = 0): Promise<boolean> {
  const facts = await files.stat(path).catch(() => undefined);
  return facts?.isFile() === true && (mode === 0 || (facts.mode & mode) !== 0);
}

function refusingBatch(path: string): string {
  if (!batch.some((ending) => path.toLowerCase().endsWith(ending))) return path;
  throw sourceFailed['command-is-batch'](win32.basename(path));
}
