import { basename, dirname } from 'node:path';
import type { Clock } from '../../../lib/clock.ts';
import { watchExisting } from '../../../lib/file-watch.ts';
import type { Logger } from '../../../lib/logger.ts';
import type { Surroundings } from '../../../settings/data-folder.ts';
import { systemDisk } from '../../files/disk.ts';
import type { FoundClaude } from '../locations.ts';
import type { Guard } from './guard.ts';

/**
 * How often Claude is looked for. The list of processes costs a few milliseconds, on Windows half a second of PowerShell,
 * so that it is asked for seldom there; changes of the files are told by the system.
 */
const pace = {
  darwin: { waitingMs: 1_500, restMs: 30_000 },
  linux: { waitingMs: 1_500, restMs: 30_000 },
  win32: { waitingMs: 4_000, restMs: 120_000 },
} as const satisfies Record<Surroundings['platform'], { waitingMs: number; restMs: number }>;

type WatchingParts = {
  readonly guard: Pick<Guard, 'look' | 'isWaiting'>;
  readonly find: () => Promise<FoundClaude>;
  readonly platform: Surroundings['platform'];
  readonly clock: Pick<Clock, 'wait'>;
  readonly logger: Pick<Logger, 'warn'>;
};

/** Lets the guard look now, in a steady beat, and whenever one of Claude's files changes. */
export interface Watching {
  start(): void;
  /** Looks now instead of later. */
  hurry(): void;
  /** Waits for a look under way. */
  close(): Promise<void>;
}

/** Lets the guard look now, in a steady beat, and whenever one of Claude's files changes. */
export function createWatching({ guard, find, platform, clock, logger }: WatchingParts): Watching {
  const closing = new AbortController();
  let nap = new AbortController();
  const folders = createFolders(() => void guard.look('file'), logger);
  const sleep = async (): Promise<void> => {
    const ms = pace[platform][(await guard.isWaiting()) ? 'waitingMs' : 'restMs'];
    const signal = AbortSignal.any([closing.signal, nap.signal]);
    if (!signal.aborted) await clock.wait(ms, signal).catch(() => undefined);
    nap = new AbortController();
  };
  const beat = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await folders.watch((await find()).locations);
      await guard.look('beat');
      await sleep();
    }
  };
  let beating: Promise<void> | undefined;
  return {
    start: () => {
      beating = beat();
    },
    hurry: () => {
      nap.abort();
    },
    close: async () => {
      closing.abort();
      folders.close();
      await beating;
    },
  };
}

/** Claude may be installed, and its folder made, while we run. Where nothing can be watched, the beat alone notices. */
function createFolders(changed: () => void, logger: WatchingParts['logger']) {
  const watched = new Map<string, () => void>();
  return {
    async watch(locations: FoundClaude['locations']): Promise<void> {
      for (const { path } of locations) {
        const folder = dirname(path);
        if (watched.has(folder) || !(await systemDisk.exists(folder))) continue;
        try {
          watched.set(folder, watchExisting(folder, changed, basename(path)));
        } catch (error) {
          watched.set(folder, () => undefined);
          logger.warn('Claude’s folder cannot be watched; it is looked at now and then', { error });
        }
      }
    },
    close(): void {
      for (const stop of watched.values()) stop();
    },
  };
}
