import type { Reminder } from './reminder.ts';

/** What the user should be told about the keys, and when. */
export interface Reminders {
  /** What is open now, most urgent first, snoozed ones last. */
  list(): Promise<Reminder[]>;
  snooze(id: string, until: string): Promise<void>;
  /** Announces what became due since the last look; once each. Called at start, now and then, on wake. Never throws. */
  look(): Promise<void>;
}

/** Silent, until the real one is there. */
export function createReminders(): Reminders {
  return { list: () => Promise.resolve([]), snooze: () => Promise.resolve(), look: () => Promise.resolve() };
}
