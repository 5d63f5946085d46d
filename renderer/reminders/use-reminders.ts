import type { CallOutput } from '../../src/api/contract.ts';
import { useRead } from '../api/queries.ts';
import { useNow } from '../ui/time.ts';

export type Reminder = CallOutput<'reminders.list'>[number];

/** What is to be done now, and what was put off; undefined while it is not known. */
export function useOpenReminders() {
  const reminders = useRead('reminders.list', {});
  const now = useNow();
  const all = reminders.data ?? [];
  const isPutOff = ({ snoozedUntil }: Reminder) => snoozedUntil !== undefined && new Date(snoozedUntil) > now;
  return { reminders, open: all.filter((each) => !isPutOff(each)), putOff: all.filter(isPutOff) };
}
