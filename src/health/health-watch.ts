import { createRefusalPicker } from './activity-refusals.ts';
import { createNaps } from './naps.ts';
import type { HealthParts } from './parts.ts';
import { createRounds } from './rounds.ts';

/** Checks connections in the background, gently. */
export interface HealthWatch {
  start(): void;
  /** The computer woke up or is on another network: what is due, or was failing for want of a network, is checked soon. */
  wake(): void;
  close(): Promise<void>;
}

/** The first round waits: right after the start there is enough to do. */
const firstAfterMs = 180_000;
const lookEveryMs = 60_000;
/** Between the beginnings of two checks. */
const betweenChecksMs = 10_000;
/** After waking up networks need a moment. */
const settleMs = 15_000;
/** A look that comes so much later than planned means that the computer slept. */
const jumpMs = 120_000;
/** More calls than Claude makes between two looks. */
const newestCalls = 50;

export function createHealthWatch(parts: HealthParts): HealthWatch {
  const { clock, logger } = parts;
  const closing = new AbortController();
  const rounds = createRounds(parts, closing.signal);
  const pickRefused = createRefusalPicker();
  const naps = createNaps(clock, closing.signal);
  let isWoken = false;
  let running: Promise<void> = Promise.resolve();
  let stopListening = (): void => undefined;

  const watch = async (): Promise<void> => {
    const firstAt = clock.now().getTime() + firstAfterMs;
    let waitMs = lookEveryMs;
    let network = parts.networkId();
    while (!closing.signal.aborted) {
      const planned = clock.now().getTime() + waitMs;
      await naps.sleep(waitMs);
      const isLate = clock.now().getTime() - planned > jumpMs;
      const before = network;
      network = parts.networkId();
      if (isWoken || isLate || network !== before) {
        isWoken = false;
        rounds.wake();
        await naps.sleep(settleMs);
      }
      waitMs = (await beginNext(network, clock.now().getTime() < firstAt)) ? betweenChecksMs : lookEveryMs;
    }
  };
  const beginNext = async (network: string, onlyAsked: boolean): Promise<boolean> => {
    if (closing.signal.aborted || network === '') return false;
    try {
      return await rounds.beginNext(onlyAsked);
    } catch (error) {
      logger.warn('Connections could not be checked in the background', { error });
      return false;
    }
  };
  const lookAtActivity = async (): Promise<void> => {
    const refused = await refusedLately(parts, pickRefused);
    if (refused.length === 0) return;
    rounds.checkSoon(refused);
    naps.end();
  };

  return {
    start() {
      stopListening = parts.onActivity(() => void lookAtActivity());
      running = watch();
    },
    wake() {
      isWoken = true;
      naps.end();
    },
    async close() {
      stopListening();
      closing.abort();
      await Promise.all([running, rounds.settled()]);
    },
  };
}

async function refusedLately(
  { activity, clock, logger }: HealthParts,
  pick: ReturnType<typeof createRefusalPicker>,
): Promise<string[]> {
  try {
    return pick(await activity.list(newestCalls), clock.now());
  } catch (error) {
    logger.warn('The record of Claude’s calls could not be read', { error });
    return [];
  }
}
