import { daysBetween } from '../keys/due.ts';
import type { Preferences } from '../settings/preferences.ts';

type QuietHours = NonNullable<Preferences['quietHours']>;

/** When nothing else says when the user's day begins. */
const usualMorning = '09:00';

/** By the clock on the wall, whatever it jumps over. The same time twice: no quiet hours at all. */
export function isQuiet(time: string, quiet: QuietHours | undefined): boolean {
  if (quiet === undefined || quiet.from === quiet.to) return false;
  const { from, to } = quiet;
  return from < to ? time >= from && time < to : time >= from || time < to;
}

/**
 * When a day's first notice is made, since nobody wants it at midnight: when the quiet hours of the night end, else at nine.
 */
export function morningOf(quiet: QuietHours | undefined): string {
  return quiet !== undefined && isQuiet('00:00', quiet) ? quiet.to : usualMorning;
}

const week = 7;

/**
 * The most urgent step that has begun: one of `daysBefore`, counted down to the due day; afterwards -7, -14 and so on, since
 * a key that is overdue is called to mind once a week. Undefined before the first one, and where there are none.
 */
export function stepAt(daysLeft: number, daysBefore: readonly number[]): number | undefined {
  if (daysBefore.length === 0) return undefined;
  const first = daysBefore.filter((days) => days >= daysLeft);
  if (first.length === 0) return undefined;
  const overdue = -week * Math.floor(-daysLeft / week);
  return daysLeft <= -week ? overdue : Math.min(...first);
}

/** What was announced last of a due date. */
export type Told = {
  /** Which due date it was: stays the same where only the time zone moves it. */
  readonly about: string;
  readonly on: string;
  /** The most urgent step that counts as announced. */
  readonly step: number;
};

/**
 * What is left of an announcement when the due date may have changed since: steps of the new date that have not begun come
 * anew, those that have begun count as announced where something as urgent was.
 */
export function carriedOver(told: Told | undefined, about: string, on: string, step: number | undefined) {
  if (told === undefined || told.about === about || isNextTo(told.on, on)) return told;
  if (step === undefined) return undefined;
  return told.step <= step ? { about, on, step } : told;
}

/** A day more or less may be another time zone; the user was told of it. */
function isNextTo(one: string, other: string): boolean {
  return Math.abs(daysBetween(one, other)) <= 1;
}
