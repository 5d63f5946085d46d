import { AppError } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { FoundConnection } from './found.ts';

/** What was found once: all its places, and the file of the key where it stands in no other place. */
export type HeldCandidate = FoundConnection & { readonly places: readonly string[] };
type Held = {
  readonly candidates: Map<string, HeldCandidate>;
  readonly ends: AbortController;
  readonly endsAt: number;
};

const keptForMs = 15 * 60_000;

/** Keys between preview and import: in memory only, for a quarter of an hour after they were last asked for. */
export function createHeld(clock: Clock) {
  const imports = new Map<string, Held>();
  const forget = (importId: string): void => {
    imports.get(importId)?.ends.abort();
    imports.delete(importId);
  };
  const keep = (importId: string, candidates: Map<string, HeldCandidate>): void => {
    forget(importId);
    const ends = new AbortController();
    imports.set(importId, { candidates, ends, endsAt: clock.now().getTime() + keptForMs });
    // The wait rejects when it is cut short, which is what forgetting does.
    clock.wait(keptForMs, ends.signal).then(
      () => imports.delete(importId),
      () => undefined,
    );
  };
  return {
    keep,
    forget,
    /** AppError `invalid-input` when the time is over; else it begins anew. */
    of: (importId: string): Map<string, HeldCandidate> => {
      const held = imports.get(importId);
      // A computer that slept wakes up later than the clock ran.
      if (held === undefined || clock.now().getTime() >= held.endsAt) throw over();
      keep(importId, held.candidates);
      return held.candidates;
    },
    forgetAll: (): void => {
      for (const importId of [...imports.keys()]) forget(importId);
    },
  };
}

const over = (): AppError =>
  new AppError('invalid-input', 'What was found is not kept for longer than a quarter of an hour.', 'Look again.');
