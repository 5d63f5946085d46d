import { z } from 'zod';
import { calendarDate } from '../vendor-fields.ts';
import { refusedChange } from './refusals.ts';

const hour = 3_600_000;
const day = z.iso.date();

/** Where the day begins, in milliseconds since 1970, on the clocks of that time zone. */
export function startOfDay(date: string, timeZone: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`);
  const first = utc - offsetAt(utc, timeZone);
  // The night may lie between two offsets.
  return utc - offsetAt(first, timeZone);
}

/** A moment that belongs to this day whoever reads it: noon, as the key's owner has it. */
export function momentOn(field: string, date: string, timeZone: string): number {
  if (!day.safeParse(date).success) throw refusedChange([`field ${field}: write the day as 2026-01-31, not “${date}”`]);
  return startOfDay(date, timeZone) + 12 * hour;
}

export const dayOf = (ms: number | undefined, timeZone: string): string | undefined =>
  ms === undefined ? undefined : calendarDate(ms, timeZone);

/** How far the clocks there are ahead of UTC, in milliseconds. */
function offsetAt(ms: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${format.format(ms).replace(' ', 'T')}Z`) - Math.floor(ms / 1000) * 1000;
}
