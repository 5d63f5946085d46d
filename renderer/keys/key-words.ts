import { dateIn, formatAge, formatDay } from '../ui/time.ts';
import type { Key } from './types.ts';

export type Urgency = 'overdue' | 'soon' | 'later' | 'never';

const dayMs = 86_400_000;
/** From here on a day is near enough to stand out. */
export const soonDays = 14;
/** Up to here people count in days. */
const countedDays = 99;

/** A calendar day as a number, so that days can be counted whatever the clock does in between. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / dayMs);
}

export const dateOfDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** The local calendar day of a moment. */
export const localDay = (iso: string): string => dateIn(0, new Date(iso));

const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** Counted from today, not taken from the answer: the window may stay open over midnight. */
export function daysLeft({ due }: Pick<Key, 'due'>, now: Date): number | undefined {
  return due === undefined ? undefined : daysBetween(dateIn(0, now), due.on);
}

export function urgencyOf(key: Pick<Key, 'due'>, now: Date): Urgency {
  const days = daysLeft(key, now);
  if (days === undefined) return 'never';
  if (key.due?.because === 'exposure' || days < 0) return 'overdue';
  return days <= soonDays ? 'soon' : 'later';
}

export const urgentColor = 'var(--mantine-color-error)';
export const soonColor = 'var(--keyring-warning)';

/** Colour for words that also say it. */
export function plainUnlessUrgent(urgency: Urgency): string {
  const colors: Partial<Record<Urgency, string>> = { overdue: urgentColor, soon: soonColor };
  return colors[urgency] ?? 'var(--mantine-color-text)';
}

/** "in 12 days", "in 5 months" */
function distance(days: number): string {
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days <= countedDays ? `in ${days} days` : `in ${Math.round(days / 30.4)} months`;
}

const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** "3 Mar", with the year where it is another one. */
function formatNearDay(iso: string, now: Date): string {
  const then = new Date(iso);
  return then.getFullYear() === now.getFullYear() ? dayOfYear.format(then) : formatDay(iso);
}

const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Since when, as short as it can be: "08:31" of today, else "3 Mar". */
export function formatSince(iso: string, now: Date): string {
  return localDay(iso) === dateIn(0, now) ? timeOfDay.format(new Date(iso)) : formatNearDay(iso, now);
}

/** "today", "yesterday", "43 days ago" */
export function madeAgo(createdAt: string, now: Date): string {
  const days = daysBetween(localDay(createdAt), dateIn(0, now));
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  return days <= countedDays ? `${days} days ago` : `${formatAge(createdAt, now)} ago`;
}

/** "due in 12 days", "expires tomorrow", "overdue since 3 Mar", "does not end" */
export function dueText(key: Pick<Key, 'due' | 'expiryUnknown'>, now: Date): string {
  const days = daysLeft(key, now);
  if (key.due === undefined || days === undefined) return key.expiryUnknown ? 'end not known' : 'does not end';
  const { because, on } = key.due;
  if (because === 'exposure') return 'rotate it now';
  if (because === 'expiry') return days < 0 ? `expired on ${formatNearDay(on, now)}` : `expires ${distance(days)}`;
  return days < 0 ? `overdue since ${formatNearDay(on, now)}` : `due ${distance(days)}`;
}

/** What is out of the ordinary with a key, in a few words. */
export function noteOf({ failing, rotation, credential }: Pick<Key, 'failing' | 'rotation' | 'credential'>, now: Date) {
  if (failing !== undefined) return { text: `refused since ${formatSince(failing.since, now)}`, color: urgentColor };
  if (rotation?.interrupted === true) return { text: 'rotation interrupted', color: soonColor };
  if (credential.exposed !== undefined) return { text: 'was found in plain text', color: urgentColor };
  if (rotation?.graceUntil !== undefined)
    return { text: `old key until ${formatNearDay(rotation.graceUntil, now)}`, color: 'dimmed' };
  return undefined;
}

/** "3 Mar 2027"; who says so stands beside it. */
export function endText({ credential, expiryUnknown }: Pick<Key, 'credential' | 'expiryUnknown'>): string {
  if (credential.expiresAt !== undefined) return formatDay(credential.expiresAt);
  return expiryUnknown ? 'Not known yet' : 'Does not end';
}

export function everyText(days: number): string {
  if (days === 0) return 'never';
  if (days === 365) return 'every year';
  return days === 1 ? 'every day' : `every ${days} days`;
}

export const usualPeriods: readonly number[] = [30, 60, 90, 180, 365];
export const periodRange = { min: 1, max: 3650, unit: 'days' } as const;

/** By when it is to be replaced; those that never are come last. */
export function byDue(left: Key, right: Key): number {
  const [one, other] = [left.due?.on ?? '9999', right.due?.on ?? '9999'];
  return one === other ? left.name.localeCompare(right.name) : one < other ? -1 : 1;
}
