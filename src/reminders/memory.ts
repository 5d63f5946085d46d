import { z } from 'zod';
import { AppError } from '../lib/app-error.ts';
import { createDataFile } from '../lib/data-file.ts';
import type { Logger } from '../lib/logger.ts';
import { createComplaints } from './complaints.ts';

const memory = z.object({
  /** By the reminder's id: what was announced of it. */
  told: z.record(z.string(), z.object({ about: z.string(), on: z.string(), step: z.number().int() })).default({}),
  /** By the reminder's id: until when it is hidden. */
  snoozes: z.record(z.string(), z.iso.datetime()).default({}),
});
export type Memory = z.infer<typeof memory>;

const empty: Memory = { told: {}, snoozes: {} };

/** What was announced and what is snoozed, for all processes that share the data folder. */
interface ReminderMemory {
  read(): Promise<Memory>;
  /** Decides and notes in one step among all processes. `change` may be called again where the file cannot be written. */
  update(change: (current: Memory) => Memory): Promise<void>;
}

/**
 * Kept in reminders.json. Where that file cannot be used it is told to the log once, and what would be in it is kept in
 * this process: nothing is announced again and again because of a damaged file. AppError `busy` is left to the caller.
 */
export function createMemory(path: string, logger: Pick<Logger, 'warn'>): ReminderMemory {
  const file = createDataFile({ path, version: 1, schema: memory, empty });
  const complaints = createComplaints(
    logger,
    'The file of reminders cannot be used; what was announced is kept until the end',
  );
  let unwritten: Memory | undefined;
  return {
    async read() {
      try {
        return merged(await file.read(), unwritten);
      } catch (error) {
        complaints.about(error);
        return unwritten ?? empty;
      }
    },
    async update(change) {
      let seen = unwritten ?? empty;
      try {
        await file.update((current) => {
          seen = merged(current, unwritten);
          const changed = change(seen);
          return isAlike(changed, current) ? current : changed;
        });
        unwritten = undefined;
        complaints.over();
      } catch (error) {
        if (error instanceof AppError && error.code === 'busy') throw error;
        complaints.about(error);
        unwritten = change(seen);
      }
    },
  };
}

function merged(current: Memory, unwritten: Memory | undefined): Memory {
  if (unwritten === undefined) return current;
  return {
    told: { ...current.told, ...unwritten.told },
    snoozes: { ...current.snoozes, ...unwritten.snoozes },
  };
}

const isAlike = (one: Memory, other: Memory): boolean => JSON.stringify(one) === JSON.stringify(other);
