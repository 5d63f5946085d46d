import { posix, win32 } from 'node:path';
import { z } from 'zod';
import { strictJson } from '../../formats/json.ts';
import { editEntry, entryState, serverList } from '../entry.ts';

export type OwnEntry = { readonly name: string; readonly command: string; readonly args: readonly string[] };

/**
 * `stale`: what it starts is not there any more, or is started in an older way; putting it right takes nothing away.
 * `differs`: somebody made it another one on purpose.
 */
type EntryCondition = 'absent' | 'current' | 'stale' | 'differs';
/** What a file holds of ours: under our name, and under other names that start the same MCP Keyring. */
export type OwnEntries = { readonly condition: EntryCondition; readonly copies: readonly string[] };

type Start = { readonly command: string; readonly args: readonly string[] };
const start = z.object({ command: z.string(), args: z.array(z.string()).default([]) });
/** Nothing beside what we write ourselves: no environment, no folder that a user added. */
const plainStart = z.strictObject({ command: z.string(), args: z.array(z.string()) });

/** Throws `file-not-parsable`. */
export async function ownEntries(
  text: string,
  entry: OwnEntry,
  exists: (path: string) => Promise<boolean>,
): Promise<OwnEntries> {
  const servers = serversOf(text);
  const copies = [...servers.keys()].filter((name) => name !== entry.name && isCopy(servers.get(name), entry));
  const own = servers.get(entry.name);
  if (own === undefined) return { condition: 'absent', copies };
  if (entryState(text, entry) === 'current') return { condition: 'current', copies };
  return { condition: (await isStale(own, entry, exists)) ? 'stale' : 'differs', copies };
}

/** The text with our entry as it should be, and without its copies. */
export function withOneEntry(text: string, entry: OwnEntry, copies: readonly string[]): string {
  return copies.reduce((left, name) => strictJson.takeServer(left, serverList, name), editEntry(text, 'write', entry));
}

function serversOf(text: string): ReadonlyMap<string, unknown> {
  return new Map(strictJson.servers(text, serverList).map(({ name, value }) => [name, value]));
}

async function isStale(own: unknown, entry: OwnEntry, exists: (path: string) => Promise<boolean>): Promise<boolean> {
  const found = plainStart.safeParse(own).data;
  if (found === undefined || homeOf(found) !== homeOf(entry)) return false;
  if (programOf(found).join('\n') === programOf(entry).join('\n')) return true;
  const files = programOf(found).filter(isAbsolute);
  const there = await Promise.all(files.map((file) => exists(file)));
  return there.includes(false);
}

/** Another entry that starts MCP Keyring over the same data. One with another `--home` is meant to be another one. */
function isCopy(value: unknown, entry: OwnEntry): boolean {
  const found = start.safeParse(value).data;
  if (found === undefined || !found.args.includes('mcp') || homeOf(found) !== homeOf(entry)) return false;
  return isHost(found.command) || programOf(found).join('\n') === programOf(entry).join('\n');
}

/** What stands before the mode: the program, and in development its script. */
const programOf = ({ command, args }: Start): readonly string[] => {
  const mode = args.indexOf('mcp');
  return [command, ...(mode < 0 ? args : args.slice(0, mode))];
};

const homeOf = ({ args }: Start): string | undefined => {
  const at = args.indexOf('--home');
  return at < 0 ? undefined : args[at + 1];
};

const isHost = (command: string): boolean => /(^|[\\/])keyring-host(\.exe)?$/i.test(command);
const isAbsolute = (path: string): boolean => posix.isAbsolute(path) || win32.isAbsolute(path);
