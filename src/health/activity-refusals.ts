import type { ActivityEntry } from '../activity/activity-entry.ts';
import { isRefusal } from '../connections/failing.ts';

/** A connection whose calls keep failing is not tested with each of them. */
const pauseMs = 600_000;
/** Notices of the record come at once; what is older was there before. */
const freshMs = 120_000;

/** Picks out of Claude's newest calls the connections whose key was just refused, each at most once in ten minutes. */
export function createRefusalPicker() {
  const picked = new Map<string, number>();
  return (entries: readonly ActivityEntry[], now: Date): string[] => {
    const time = now.getTime();
    const refused = entries
      .filter(({ at, durationMs }) => time - Date.parse(at) - durationMs < freshMs)
      .flatMap(({ code, connectionId }) =>
        code !== undefined && connectionId !== undefined && isRefusal(code) ? [connectionId] : [],
      );
    return [...new Set(refused)].filter((id) => {
      if (time - (picked.get(id) ?? -pauseMs) < pauseMs) return false;
      picked.set(id, time);
      return true;
    });
  };
}
