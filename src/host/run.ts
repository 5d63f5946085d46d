import { AppError } from '../lib/app-error.ts';
import { readEnvironment } from '../profiles/environment.ts';
import { createProfileFile } from '../profiles/profile-file.ts';
import { findCommand } from './find-command.ts';
import { replaceProcess } from './replace-process.ts';
import { openSecretReading } from './secret-reading.ts';
import { endLike, startChild } from './start-child.ts';
import { hostFiles, hostSurroundings } from './surroundings.ts';

type RunOptions = {
  /** Another data folder than the usual one. */
  readonly home: string | undefined;
  readonly profileId: string;
  readonly command: string;
  readonly args: readonly string[];
};

/** Before the other server runs; from then on the exit code is its own. Documented in docs/run.md. */
const exitCodes = { misused: 64, noKeys: 69, notExecutable: 126, notFound: 127 } as const;

/** `keyring-host run`: starts somebody else's server with the keys of a profile in its environment, and becomes it. */
export async function runServer({ home, profileId, command, args }: RunOptions): Promise<void> {
  // Taken now: opening the keychain may add to it what the other server has no use for.
  const own = { ...process.env } as Record<string, string>;
  const path = pathTo(command);
  const keys = await keysOf(profileId, home);
  const start = { name: command, path, args, env: { ...withoutNames(own, Object.keys(keys)), ...keys } };
  replaceProcess(start);
  const end = await startChild({ ...start, name: process.platform === 'win32' ? command : path });
  if (end.kind === 'not-started') notStarted(command, end.code);
  else endLike(end);
}

async function keysOf(profileId: string, home: string | undefined): Promise<Readonly<Record<string, string>>> {
  try {
    const surroundings = hostSurroundings();
    const files = hostFiles(surroundings, home);
    const { reader } = openSecretReading({ files, surroundings, startedBy: 'client' });
    return await readEnvironment(profileId, { file: createProfileFile(files.profiles), secrets: reader });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const code = error.code === 'unknown-profile' ? exitCodes.misused : exitCodes.noKeys;
    return stop(code, `${error.message} ${error.next}`);
  }
}

/** On Windows the program is looked for by cross-spawn, which knows PATHEXT and batch files. */
function pathTo(command: string): string {
  if (process.platform === 'win32') return command;
  const found = findCommand(command, process.env['PATH']);
  switch (found.kind) {
    case 'found':
      return found.path;
    case 'not-executable':
      return notStarted(command, 'EACCES');
    case 'absent':
      return notStarted(command, 'ENOENT');
  }
}

function notStarted(command: string, code: string): never {
  if (code === 'ENOENT') return stop(exitCodes.notFound, notFound(command));
  return stop(
    exitCodes.notExecutable,
    `“${command}” is not a program that can be started here (${code}). Check that your user may run it.`,
  );
}

/** What clients call `spawn npx ENOENT`. */
function notFound(command: string): string {
  if (/[\\/]/.test(command)) return `There is no program ${command}. Check the path in the entry of this server.`;
  const path = process.env['PATH'] ?? '';
  return (
    `“${command}” was not found on this PATH: ${path === '' ? '(empty)' : path}. Programs that are opened from a menu ` +
    `or the Dock do not read your shell’s profile, so what nvm, mise or Homebrew add is missing. Put the full path into ` +
    `the entry of this server; “${process.platform === 'win32' ? 'where' : 'command -v'} ${command}” in a terminal shows it.`
  );
}

/** Windows does not tell cases apart in the names of variables: two of one name would be left to chance. */
function withoutNames(env: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  if (process.platform !== 'win32') return { ...env };
  const wide = new Set(names.map((name) => name.toUpperCase()));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !wide.has(name.toUpperCase())));
}

/** Never on stdout, which belongs to the other server's protocol. */
function stop(code: number, sentence: string): never {
  process.stderr.write(`keyring-host run: ${sentence}\n`);
  return process.exit(code);
}
