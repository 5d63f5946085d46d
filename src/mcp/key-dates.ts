import type { Connection } from '../connections/connection.ts';
import { daysBetween, keyDue, type DayOf } from '../keys/due.ts';
import type { KeyDue } from '../keys/key-overview.ts';
import { counted } from '../lib/wording.ts';
import { isReference } from '../secrets/secret-reference.ts';

/** What is needed to say when a key is due: where the user is, and what the settings want. */
export type KeyCalendar = { readonly dayOf: DayOf; readonly rotateEveryDays: number };

export type KeyDates = {
  /** Absent where the key is not kept by us. */
  keyAgeDays?: number;
  /** Negative: it ended that many days ago. */
  keyExpiresInDays?: number;
  /** Until it should be replaced, for whatever reason. */
  keyDueInDays?: number;
  keyDueBecause?: KeyDue['because'];
};

/** In calendar days where the user is. */
export function keyDatesOf(connection: Connection, now: Date, calendar: KeyCalendar): KeyDates {
  const { createdAt, expiresAt, home } = connection.credential;
  const { dayOf } = calendar;
  const today = dayOf(now);
  const due = keyDue(connection, calendar, today, dayOf);
  return {
    ...(!isReference(home) && {
      keyAgeDays: Math.max(0, daysBetween(dayOf(new Date(createdAt)), today)),
    }),
    ...(expiresAt !== undefined && { keyExpiresInDays: daysBetween(today, expiresAt) }),
    ...(due !== undefined && { keyDueInDays: due.daysLeft, keyDueBecause: due.because }),
  };
}

/** "key 80 days old", "key expires in 5 days", "key due for rotation in 10 days": what the user may want to hear. */
export function keyWords({ keyAgeDays: age, ...dates }: KeyDates): string[] {
  return [...(age === undefined ? [] : [`key ${days(age)} old`]), ...pressingWords(dates)];
}

function pressingWords({ keyExpiresInDays: expires, keyDueInDays: due, keyDueBecause: because }: KeyDates): string[] {
  return [
    ...(expires === undefined ? [] : [expiryWords(expires)]),
    ...(because === 'exposure' ? ['key was found in plain text and should be rotated now'] : []),
    ...(because === 'policy' && due !== undefined && due <= soonDays ? [policyWords(due)] : []),
  ];
}

const soonDays = 14;

/** A sentence for the user where something should be done soon; undefined where nothing presses. */
export function keyAdvice(dates: KeyDates): string | undefined {
  if (dates.keyDueInDays === undefined || dates.keyDueInDays > soonDays) return undefined;
  return `Tell the user: ${pressingWords(dates).join(', ')}. The key is rotated in MCP Keyring, under Keys.`;
}

function expiryWords(inDays: number): string {
  if (inDays < 0) return `key expired ${days(-inDays)} ago`;
  return inDays === 0 ? 'key expires today' : `key expires in ${days(inDays)}`;
}

function policyWords(inDays: number): string {
  if (inDays < 0) return `key due for rotation ${days(-inDays)} ago`;
  return inDays === 0 ? 'key due for rotation today' : `key due for rotation in ${days(inDays)}`;
}

const days = (count: number): string => counted(count, 'day');
