import { dateIn } from '../ui/time.ts';
import { dateOfDay, dayNumber, localDay } from './key-words.ts';
import type { Key } from './types.ts';

const shownBefore = 61;
const shownAfter = 366;

type Tick = {
  readonly at: number;
  /** The month, in January the year. */
  readonly label: string;
  readonly year: boolean;
  /** Left out where there is little room. */
  readonly minor: boolean;
};
type Span = { readonly from: number; readonly to: number };

/** Where days lie on the time line, in per cent of its width. */
export type Scale = {
  readonly today: number;
  readonly place: (date: string) => number;
  readonly ticks: readonly Tick[];
};

const monthName = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

function ticksOf(first: number, last: number, place: (date: string) => number): Tick[] {
  const ticks: Tick[] = [];
  for (let day = first; day <= last; day += 1) {
    const date = dateOfDay(day);
    if (!date.endsWith('-01')) continue;
    const month = Number(date.slice(5, 7));
    const year = month === 1;
    const label = year ? date.slice(0, 4) : monthName.format(new Date(date)).slice(0, 3);
    ticks.push({ at: place(date), label, year, minor: month % 2 === 0 });
  }
  return ticks;
}

/** From two months ago to a year from now. */
export function scaleAt(now: Date): Scale {
  const today = dayNumber(dateIn(0, now));
  const first = today - shownBefore;
  const whole = shownBefore + shownAfter;
  const place = (date: string) => Math.min(100, Math.max(0, ((dayNumber(date) - first) / whole) * 100));
  return { today: place(dateOfDay(today)), place, ticks: ticksOf(first, today + shownAfter, place) };
}

export type Bar = {
  /** From when the key was made to when it is to be replaced. */
  readonly life: Span;
  /** How much of it has passed, in per cent of the scale. */
  readonly passed: Span;
  /** Past its day. */
  readonly late: Span | undefined;
  /** What it would still work after the day it is to be replaced. */
  readonly rest: Span | undefined;
  readonly endless: boolean;
  readonly grace: number | undefined;
};

const spanOf = (from: number, to: number): Span | undefined => (to > from ? { from, to } : undefined);

/** A key on the time line. */
export function barOf({ credential, due, rotation }: Key, { place, today }: Scale): Bar {
  const from = place(localDay(credential.createdAt));
  const to = due === undefined ? 100 : Math.max(from, place(due.on));
  return {
    life: { from, to },
    passed: { from, to: Math.max(from, Math.min(today, to)) },
    late: due === undefined ? undefined : spanOf(to, today),
    rest: due === undefined || credential.expiresAt === undefined ? undefined : spanOf(to, place(credential.expiresAt)),
    endless: due === undefined,
    grace: rotation?.graceUntil === undefined ? undefined : place(localDay(rotation.graceUntil)),
  };
}
