import { AppError } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { Keys } from '../keys/keys.ts';
import type { ProviderDescriptor } from '../providers/provider.ts';
import type { PastRotation } from '../rotation/rotation.ts';
import type { PreferencesFile } from '../settings/preferences-file.ts';
import type { Preferences } from '../settings/preferences.ts';
import { createComplaints } from './complaints.ts';
import { decide, type Look, type OpenReminder } from './decide.ts';
import { localTime, type LocalTime } from './local-time.ts';
import { createMemory, type Memory } from './memory.ts';
import { dueId, openReminders } from './open-reminders.ts';
import type { Notice, Reminder } from './reminder.ts';
import { together } from './together.ts';

/** What the user should be told about the keys, and when. */
export interface Reminders {
  /** What is open now, most urgent first, snoozed ones last. */
  list(): Promise<Reminder[]>;
  /**
   * `until` in the past ends the snooze, without a notice. AppError `invalid-input` for a reminder that is not open any
   * more.
   */
  snooze(id: string, until: string): Promise<void>;
  /** Announces what became due since the last look; once each. Called at start, now and then, on wake. Never throws. */
  look(): Promise<void>;
}

export type RemindersParts = {
  /** The path of reminders.json. */
  readonly path: string;
  readonly keys: Pick<Keys, 'list'>;
  /** Rotations that are over, whose old key nobody is known to have deleted at its system. */
  readonly unrevoked: () => Promise<readonly PastRotation[]>;
  readonly preferences: Pick<PreferencesFile, 'read'>;
  readonly descriptors: readonly ProviderDescriptor[];
  readonly clock: Pick<Clock, 'now'>;
  /** The user's time zone now, `Europe/Berlin`: it changes with travelling. */
  readonly zone: () => string;
  readonly logger: Pick<Logger, 'warn'>;
  readonly announce: (notice: Notice) => void;
  /** Whether anybody would hear an announcement: what is said to nobody would be lost. */
  readonly isHeard: () => boolean;
  /** The list became another one. */
  readonly changed: () => void;
};

type Situation = {
  readonly now: Date;
  readonly local: LocalTime;
  readonly preferences: Preferences;
  readonly open: readonly OpenReminder[];
  readonly kept: ReadonlySet<string>;
};

export function createReminders(parts: RemindersParts): Reminders {
  const memory = createMemory(parts.path, parts.logger);
  const complaints = createComplaints(parts.logger, 'It could not be looked what the user is to be reminded of');
  let known: string | undefined;
  const tellChanges = (list: readonly Reminder[]): void => {
    const now = JSON.stringify(list);
    if (known !== undefined && known !== now) parts.changed();
    known = now;
  };
  const lookOnce = async (): Promise<void> => {
    try {
      const situation = await situationOf(parts);
      const look: Look = { ...situation, heard: parts.isHeard() };
      let notices: Notice[] = [];
      await memory.update((current) => {
        const decided = decide(current, look);
        notices = decided.notices;
        return decided.memory;
      });
      for (const notice of together(notices)) parts.announce(notice);
      tellChanges(listOf(situation, await memory.read()));
      complaints.over();
    } catch (error) {
      complaints.about(error);
    }
  };
  return {
    list: async () => listOf(await situationOf(parts), await memory.read()),
    async snooze(id, until) {
      const situation = await situationOf(parts);
      if (!situation.open.some(({ reminder }) => reminder.id === id)) throw notOpen();
      await memory.update((current) => withSnooze(current, id, { until, now: situation.now }));
      parts.changed();
    },
    look: oneAfterTheOther(lookOnce),
  };
}

async function situationOf(parts: RemindersParts): Promise<Situation> {
  const [keys, unrevoked, preferences] = await Promise.all([
    parts.keys.list(),
    parts.unrevoked(),
    parts.preferences.read(),
  ]);
  const [now, zone] = [parts.clock.now(), parts.zone()];
  const local = localTime(now, zone);
  const systemName = (provider: string): string =>
    parts.descriptors.find(({ id }) => id === provider)?.name ?? provider;
  const open = openReminders({ keys, unrevoked, preferences, now, today: local.day, zone, systemName });
  return { now, local, preferences, open, kept: new Set(keys.map(dueId)) };
}

function listOf({ open, now }: Situation, { snoozes }: Memory): Reminder[] {
  const all = open.map(({ reminder }) => {
    const until = snoozes[reminder.id];
    return until !== undefined && new Date(until) > now ? { ...reminder, snoozedUntil: until } : reminder;
  });
  return [
    ...all.filter(({ snoozedUntil }) => snoozedUntil === undefined),
    ...all.filter(({ snoozedUntil }) => snoozedUntil !== undefined),
  ];
}

function withSnooze(memory: Memory, id: string, { until, now }: { until: string; now: Date }): Memory {
  const others = Object.entries(memory.snoozes).filter(([each]) => each !== id);
  return { ...memory, snoozes: Object.fromEntries(new Date(until) > now ? [...others, [id, until]] : others) };
}

function notOpen(): AppError {
  return new AppError('invalid-input', 'This reminder is no longer there.', 'Look at the list again.');
}

/** Runs the work once more after a run under way, however often it was asked for meanwhile; each caller waits for a whole run. */
function oneAfterTheOther(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return run();
    next ??= running.then(() => {
      next = undefined;
      return run();
    });
    return next;
  };
}
