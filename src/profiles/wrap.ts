import type { StdioEntry } from '../clients/client.ts';

/** How this program is started for `run`. */
export type RunHost = {
  readonly command: string;
  /** What comes before the mode: the bundle's file in development. */
  readonly args: readonly string[];
  /** The data folder, where it is not the usual one. */
  readonly home?: string;
};

type Wrapped = { readonly profileId: string; readonly entry: StdioEntry };

/** The entry that starts the same server through `keyring-host run`, without these variables in its environment. */
export function wrapEntry(
  { command, args, env = {} }: StdioEntry,
  profileId: string,
  variables: readonly string[],
  host: RunHost,
): StdioEntry {
  const start = startThrough(profileId, host);
  return withEnv(
    { command: start.command, args: [...start.args, command, ...args] },
    Object.entries(env).filter(([name]) => !variables.includes(name)),
  );
}

/** What stands before the command of a server that gets the keys of this profile. */
export function startThrough(profileId: string, host: RunHost): StdioEntry {
  const home = host.home === undefined ? [] : ['--home', host.home];
  return { command: host.command, args: [...host.args, 'run', profileId, ...home, '--'] };
}

/** The entry that starts the server itself, with the variables that the file still holds; undefined for any other entry. */
export function unwrapEntry(entry: StdioEntry): StdioEntry | undefined {
  return wrappedIn(entry)?.entry;
}

export const isWrapped = (entry: StdioEntry): boolean => wrappedIn(entry) !== undefined;

/** What `keyring-host run` is told in this entry. Everything after the first `--` belongs to the other server. */
export function wrappedIn({ command, args, env = {} }: StdioEntry): Wrapped | undefined {
  const end = args.indexOf('--');
  const [inner, ...innerArgs] = args.slice(end + 1);
  const profileId = end === -1 ? undefined : profileIn(command, args.slice(0, end));
  if (profileId === undefined || inner === undefined) return undefined;
  return { profileId, entry: withEnv({ command: inner, args: innerArgs }, Object.entries(env)) };
}

function profileIn(command: string, before: readonly string[]): string | undefined {
  const [file = '', ...rest] = before;
  const told = isHost(command) ? before : isHost(file) ? rest : [];
  const home = told.indexOf('--home');
  const [mode, profileId, ...more] = home === -1 ? told : told.toSpliced(home, 2);
  return mode === 'run' && more.length === 0 ? profileId : undefined;
}

/** Wherever it is: an entry whose path is out of date is still ours. */
const isHost = (path: string): boolean => /(?:^|[\\/])(?:keyring-host(?:\.exe)?|host\.cjs)$/i.test(path);

function withEnv(entry: StdioEntry, env: readonly (readonly [string, string])[]): StdioEntry {
  return env.length === 0 ? entry : { ...entry, env: Object.fromEntries(env) };
}
