import type { ProgramEnd, RunProgram } from '../lib/run-program.ts';
import { pathOn, programFolders } from '../lib/system-path.ts';
import type { Surroundings } from '../settings/data-folder.ts';
import type { Disk } from './files/disk.ts';

/** Some answer only after they have looked for a new version of themselves. */
const timeoutMs = 30_000;

/** Where programs put themselves that an app started without a shell has not on its PATH. */
const usualFolders = [
  ['.local', 'bin'],
  ['.claude', 'local'],
  ['.npm-global', 'bin'],
];

/** A client's own program by its full path; undefined where it is not there. */
export async function findProgram(
  name: string,
  surroundings: Surroundings,
  disk: Pick<Disk, 'exists'>,
): Promise<string | undefined> {
  const { platform, home } = surroundings;
  const path = pathOn(platform);
  const folders = [...programFolders(surroundings), ...usualFolders.map((parts) => path.join(home, ...parts))];
  const names = platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  for (const folder of folders) {
    for (const each of names) {
      const file = path.join(folder, each);
      if (await disk.exists(file)) return file;
    }
  }
  return undefined;
}

/** What a program needs to find its files and to start at all; nothing else of the user's environment. */
const passedOn = [
  'PATH',
  'Path',
  'PATHEXT',
  'SystemRoot',
  'ComSpec',
  'TEMP',
  'TMP',
  'TMPDIR',
  'APPDATA',
  'LOCALAPPDATA',
  'XDG_CONFIG_HOME',
  'CLAUDE_CONFIG_DIR',
  'LANG',
];

export function runClientProgram(
  run: RunProgram,
  program: string,
  args: readonly string[],
  { home, env }: Surroundings,
): Promise<ProgramEnd> {
  const kept = passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  const ours = { ...(Object.fromEntries(kept) as Record<string, string>), HOME: home, USERPROFILE: home };
  return run(program, args, { env: ours, timeoutMs });
}
