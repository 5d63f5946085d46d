import { clip } from '../../../lib/clip.ts';
import { pathOn } from '../../../lib/system-path.ts';
import type { Surroundings } from '../../../settings/data-folder.ts';
import { systemDisk } from '../../files/disk.ts';
import { isTraffic, knownLineOf, knownLines } from './known-lines.ts';
import { logFolders } from './log-folders.ts';
import type { ClaudeLogFile, ClaudeLogLine, ClaudeLogReport } from './log-report.ts';
import { tailOf } from './tail.ts';

type LogParts = {
  readonly surroundings: Surroundings;
  /** The names under which Claude knows us: the entry's and the extension's. */
  readonly names: readonly string[];
  /** Hides what is or may be a key: lines of other servers may hold theirs. */
  readonly mask: (line: string) => string;
};

export interface ClaudeLog {
  read(): Promise<ClaudeLogReport>;
}

const shownLines = 60;
const longestLine = 600;
const longestLooked = 8_000;
/** Of what was asked and answered no more than what kind of message it was. */
const longestTraffic = 140;

export function createClaudeLog({ surroundings, names, mask }: LogParts): ClaudeLog {
  const path = pathOn(surroundings.platform);
  const wanted = [
    ...names.map((name) => ({ name: `mcp-server-${name}.log`, own: true, concernsUs: () => true })),
    { name: 'mcp.log', own: false, concernsUs: concerning(names) },
    { name: 'main.log', own: false, concernsUs: concerning(names) },
  ];
  return {
    async read() {
      const folders = await logFolders(surroundings, systemDisk);
      const found = await Promise.all(
        folders.flatMap((folder) => wanted.map((each) => readLog(path.join(folder, each.name), each, mask))),
      );
      const logs = found.filter((log) => log !== undefined);
      const files = logs.map(({ file }) => file).filter(({ lines }) => lines.length > 0);
      return { state: stateOf(logs), files, findings: findingsIn(logs.flatMap(({ lines }) => lines)) };
    },
  };
}

type Wanted = { readonly name: string; readonly own: boolean; readonly concernsUs: (line: string) => boolean };
type ReadLog = { readonly file: ClaudeLogFile; readonly own: boolean; readonly lines: readonly DatedLine[] };
type DatedLine = ClaudeLogLine & { readonly at: string | undefined };

/** Lines with our name, and those about all servers that say what went wrong. */
const concerning =
  (names: readonly string[]) =>
  (line: string): boolean =>
    names.some((name) => line.includes(name)) ||
    /Skipped invalid MCP server|claude_desktop_config\.json|Could not load app settings/i.test(line);

async function readLog(
  path: string,
  { name, own, concernsUs }: Wanted,
  mask: (line: string) => string,
): Promise<ReadLog | undefined> {
  const tail = await tailOf(path);
  if (tail === undefined) return undefined;
  const lines = tail.lines
    .filter(concernsUs)
    .slice(-shownLines)
    .map((line) => datedLine(line, mask));
  const shown = lines.map(({ text, explained }) => ({ text, ...(explained !== undefined && { explained }) }));
  return { own, lines, file: { path, name, changedAt: tail.changedAt.toISOString(), lines: shown } };
}

/** Recognised before it is cut and masked. */
function datedLine(line: string, mask: (line: string) => string): DatedLine {
  const known = knownLineOf(line);
  const at = /^\[?(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?)/.exec(line)?.[1];
  return {
    // Masked before it is cut: half a key is not known for one.
    text: clip(mask(clip(line, longestLooked)), isTraffic(line) ? longestTraffic : longestLine),
    ...(known !== undefined && { explained: known.id }),
    at: momentOf(at),
  };
}

/** Some of Claude's files have local time without a zone. */
function momentOf(text: string | undefined): string | undefined {
  const moment = text === undefined ? Number.NaN : Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

const stateOf = (logs: readonly ReadLog[]): ClaudeLogReport['state'] =>
  logs.length === 0 ? 'nowhere' : logs.some(({ own }) => own) ? 'found' : 'silent';

/** What was wrong since the server last started well, the newest first, and whether it did. */
function findingsIn(lines: readonly DatedLine[]): ClaudeLogReport['findings'] {
  const connectedAt = lastOf(lines, 'connected');
  return knownLines
    .flatMap(({ id, kind, title, next }) => {
      const found = lines.filter(({ explained }) => explained === id);
      const at = lastOf(lines, id);
      const isOver = kind === 'problem' && connectedAt !== undefined && at !== undefined && at < connectedAt;
      return found.length === 0 || isOver
        ? []
        : [{ ...{ id, kind, title, next }, count: found.length, ...(at !== undefined && { at }) }];
    })
    .toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
}

const lastOf = (lines: readonly DatedLine[], id: string): string | undefined =>
  lines
    .filter(({ explained }) => explained === id)
    .flatMap(({ at }) => at ?? [])
    .toSorted()
    .at(-1);
