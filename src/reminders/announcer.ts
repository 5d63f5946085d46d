import type { Clock } from '../lib/clock.ts';
import type { PreferencesFile } from '../settings/preferences-file.ts';
import { localTime } from './local-time.ts';
import { isQuiet } from './rules.ts';

type AnnouncerParts<T> = {
  readonly preferences: Pick<PreferencesFile, 'read'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly zone: () => string;
  readonly announce: (notice: T) => void;
  /** Whether anybody would hear an announcement. */
  readonly isHeard: () => boolean;
};

/**
 * Tells what happened by itself, at a time when the user wants to hear of it: what comes in quiet hours or while nobody
 * listens is kept for the next time. Call it with nothing, now and then, to make up for what was kept.
 */
export function createAnnouncer<T>(parts: AnnouncerParts<T>): (notices: readonly T[]) => Promise<void> {
  let kept: readonly T[] = [];
  return async (notices) => {
    kept = [...kept, ...notices];
    if (kept.length === 0) return;
    const { notifications, quietHours } = await parts.preferences.read();
    const { time } = localTime(parts.clock.now(), parts.zone());
    if (notifications && (!parts.isHeard() || isQuiet(time, quietHours))) return;
    const told = notifications ? kept : [];
    kept = [];
    for (const notice of told) parts.announce(notice);
  };
}
