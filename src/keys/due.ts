import type { Connection } from '../connections/connection.ts';
import { isReference } from '../secrets/secret-reference.ts';
import type { Preferences } from '../settings/preferences.ts';
import type { DueReason, KeyDue } from './key-overview.ts';

const dayMs = 86_400_000;

type Keyed = Pick<Connection, 'credential' | 'rotation'>;
type Chosen = Pick<Preferences, 'rotateEveryDays'>;

/** The calendar day, `YYYY-MM-DD`, on which an instant falls where the user is. */
export type DayOf = (instant: Date) => string;

/**
 * The earliest of the key's end, what the policy wants, and the day on which it was found in plain text.
 * A day is a day where the user is: `dayOf` says which one an instant belongs to there, and `today` is such a day.
 */
export function keyDue(connection: Keyed, preferences: Chosen, today: string, dayOf: DayOf): KeyDue | undefined {
  const [first] = dueDays(connection, preferences, dayOf);
  return first && { ...first, daysLeft: daysBetween(today, first.on) };
}

type DueDay = { readonly on: string; readonly because: DueReason };

/** All reasons there are to replace the key, the earliest first; of those on one day the most serious. */
export function dueDays({ credential, rotation }: Keyed, preferences: Chosen, dayOf: DayOf): DueDay[] {
  const { createdAt, expiresAt, exposed, home } = credential;
  const everyDays = everyDaysOf({ rotation }, preferences);
  const days: DueDay[] = [];
  if (exposed !== undefined) days.push({ on: dayOf(new Date(exposed.at)), because: 'exposure' });
  if (expiresAt !== undefined) days.push({ on: expiresAt, because: 'expiry' });
  // A key that we only read is changed by others, so that its age is not known.
  if (everyDays > 0 && !isReference(home)) {
    days.push({ on: addDays(dayOf(new Date(createdAt)), everyDays), because: 'policy' });
  }
  return days.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** Days a key is used at most; 0: as long as it works. */
export function everyDaysOf({ rotation }: Pick<Connection, 'rotation'>, { rotateEveryDays }: Chosen): number {
  return rotation.everyDays ?? rotateEveryDays;
}

/** By the database of time zones: loads Intl, about 9 MB. */
export const dayIn =
  (zone: string): DayOf =>
  (instant) =>
    todayIn(zone, instant);

/** The calendar day, `YYYY-MM-DD`, that it is at this moment in a time zone (`Europe/Berlin`). */
export function todayIn(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (type: 'year' | 'month' | 'day'): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);
}

/** Calendar days; negative where `to` is before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}
