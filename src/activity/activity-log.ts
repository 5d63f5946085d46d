import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '../lib/json.ts';
import type { Clock } from '../lib/clock.ts';
import { activityEntry, type ActivityEntry } from './activity-entry.ts';
import { createLastUses } from './last-uses.ts';

/** Where finished calls are noted; what an MCP server needs of the log. */
export interface ActivityRecorder {
  record(entry: ActivityEntry): Promise<void>;
}

export interface ActivityLog extends ActivityRecorder {
  /** The newest `limit` entries, newest first. */
  list(limit: number): Promise<ActivityEntry[]>;
  /**
   * When each of these connections was called last, as far back as the log is kept. Reads the newest days first, each file
   * once for as long as it stays the same, so that it can be asked often.
   */
  lastUsed(connectionIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Deletes the files of days that ended more than 90 days ago; answers how many. */
  prune(): Promise<number>;
}

const keepDays = 90;
const dayMs = 86_400_000;
const dayFile = /^(\d{4}-\d{2}-\d{2})\.jsonl$/;

/**
 * One file per day (UTC), one line per call. Several processes append at once: every line is written whole, in one
 * call, so that lines never mix.
 */
export function createActivityLog({ folder, clock }: { folder: string; clock: Pick<Clock, 'now'> }): ActivityLog {
  const usedOn = createLastUses();
  return {
    async record(entry) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const line = `${JSON.stringify(activityEntry.parse(entry))}\n`;
      await appendFile(join(folder, `${entry.at.slice(0, 10)}.jsonl`), line, { mode: 0o600 });
    },
    async list(limit) {
      const entries: ActivityEntry[] = [];
      for (const day of (await days(folder)).reverse()) {
        entries.push(...(await readDay(join(folder, `${day}.jsonl`))).reverse());
        if (entries.length >= limit) break;
      }
      return entries.slice(0, limit);
    },
    async lastUsed(connectionIds) {
      const found = new Map<string, string>();
      const missing = new Set(connectionIds);
      const from = oldestKept(clock);
      for (const day of (await days(folder)).filter((each) => each >= from).reverse()) {
        if (missing.size === 0) break;
        for (const [id, at] of await usedOn(join(folder, `${day}.jsonl`))) {
          if (missing.delete(id)) found.set(id, at);
        }
      }
      return found;
    },
    async prune() {
      const oldest = oldestKept(clock);
      const old = (await days(folder)).filter((day) => day < oldest);
      await Promise.all(old.map((day) => rm(join(folder, `${day}.jsonl`), { force: true })));
      return old.length;
    },
  };
}

const oldestKept = (clock: Pick<Clock, 'now'>): string =>
  new Date(clock.now().getTime() - keepDays * dayMs).toISOString().slice(0, 10);

async function days(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(absentAs([]));
  return names.flatMap((name) => dayFile.exec(name)?.[1] ?? []).sort();
}

async function readDay(path: string): Promise<ActivityEntry[]> {
  const text = await readFile(path, 'utf8').catch(absentAs(''));
  const entries = text.split('\n').flatMap((line) => parseLine(line) ?? []);
  // Processes append when a call ends, so lines may stand a little out of order.
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** A line that a crash cut short, or that a newer version wrote, is passed over; the rest of the day stays readable. */
function parseLine(line: string): ActivityEntry | undefined {
  if (line === '') return undefined;
  return activityEntry.safeParse(parseJson(line)).data;
}

function absentAs<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
}
