import type { EventBus } from '../api/event-bus.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { repeat } from '../lib/repeat.ts';
import type { Reminders } from './reminders.ts';

const everyMs = 3 * 60_000;
/** What a reminder may follow from. */
const causes = ['connections.changed', 'preferences.changed'] as const;

type LookoutParts = {
  readonly reminders: Pick<Reminders, 'look'>;
  readonly events: Pick<EventBus, 'follow'>;
  readonly clock: Pick<Clock, 'wait'>;
  readonly logger: Pick<Logger, 'error'>;
};

/** Looks now, every few minutes, and after every change. Returns how to stop, which waits for a look under way. */
export function keepLookingOut({ reminders, events, clock, logger }: LookoutParts): () => Promise<void> {
  const closing = new AbortController();
  let last = reminders.look();
  const look = (): Promise<void> => (last = reminders.look());
  const stops = causes.map((event) =>
    events.follow(event, () => {
      void look();
    }),
  );
  const repeated = repeat({ clock, logger, everyMs, work: look, signal: closing.signal });
  return async () => {
    for (const stop of stops) stop();
    closing.abort();
    await Promise.all([repeated, last]);
  };
}
