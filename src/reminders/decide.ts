import { daysBetween } from '../keys/due.ts';
import type { Preferences } from '../settings/preferences.ts';
import type { LocalTime } from './local-time.ts';
import type { Memory } from './memory.ts';
import type { Notice, Reminder } from './reminder.ts';
import { carriedOver, isQuiet, morningOf, stepAt, type Told } from './rules.ts';

/** Something open, and how it is announced; without `occasion` it stands in the list alone. */
export type OpenReminder = { readonly reminder: Reminder; readonly occasion?: Occasion };

export type Occasion =
  /** Announced once for each `about`. */
  | { readonly kind: 'once'; readonly about: string }
  /** Announced step by step as the day comes near; `atOnce`: at any time of the day. */
  | {
      readonly kind: 'steps';
      readonly about: string;
      readonly on: string;
      readonly daysBefore: readonly number[];
      readonly atOnce: boolean;
    };

export type Look = {
  readonly now: Date;
  readonly local: LocalTime;
  readonly preferences: Pick<Preferences, 'quietHours' | 'notifications'>;
  /** Whether there is anybody to announce something to. */
  readonly heard: boolean;
  readonly open: readonly OpenReminder[];
  /** Ids of reminders that are not open, and of which it is remembered all the same what was announced. */
  readonly kept: ReadonlySet<string>;
};

/** What is announced now, and what is remembered of it. */
export function decide(memory: Memory, look: Look): { readonly memory: Memory; readonly notices: Notice[] } {
  const { preferences, heard, local, open } = look;
  const mayAnnounce = preferences.notifications && heard && !isQuiet(local.time, preferences.quietHours);
  const told = new Map<string, Told | undefined>();
  const snoozes = new Map<string, string>();
  const notices: Notice[] = [];
  for (const id of look.kept) told.set(id, memory.told[id]);
  for (const { reminder, occasion } of open) {
    const { id } = reminder;
    const until = memory.snoozes[id];
    const before = occasion === undefined ? memory.told[id] : carried(memory.told[id], occasion, look);
    const isSnoozed = until !== undefined && new Date(until) > look.now;
    const wanted = occasion !== undefined && !isSnoozed && (until !== undefined || isNews(before, occasion, look));
    if (wanted && mayAnnounce) notices.push(noticeOf(reminder));
    told.set(id, wanted && mayAnnounce ? nowTold(occasion, look) : before);
    if (until !== undefined && !(wanted && mayAnnounce)) snoozes.set(id, until);
  }
  return { memory: { told: present(told), snoozes: present(snoozes) }, notices };
}

function present<T>(values: ReadonlyMap<string, T | undefined>): Record<string, T> {
  return Object.fromEntries([...values].flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])));
}

function carried(told: Told | undefined, occasion: Occasion, look: Look): Told | undefined {
  if (occasion.kind === 'once' || occasion.atOnce) return told;
  return carriedOver(told, occasion.about, occasion.on, begun(occasion, look));
}

function isNews(told: Told | undefined, occasion: Occasion, look: Look): boolean {
  if (occasion.kind === 'once') return told?.about !== occasion.about;
  const step = begun(occasion, look);
  if (step === undefined) return false;
  return told === undefined || step < told.step || (occasion.atOnce && told.about !== occasion.about);
}

/** More days than any step counts from. */
const beforeAll = 10_000;

type Steps = Extract<Occasion, { kind: 'steps' }>;

/** Before the morning, a day has not begun for whoever is asleep. */
function begun({ on, daysBefore, atOnce }: Steps, { local, preferences }: Look): number | undefined {
  const isMorning = atOnce || local.time >= morningOf(preferences.quietHours);
  return stepAt(daysBetween(local.day, on) + (isMorning ? 0 : 1), daysBefore);
}

/** What begins later today counts as announced: the title names the days that are left already. */
function nowTold(occasion: Occasion, { local }: Look): Told {
  const { about } = occasion;
  if (occasion.kind === 'once') return { about, on: local.day, step: 0 };
  const { on, daysBefore } = occasion;
  return { about, on, step: stepAt(daysBetween(local.day, on), daysBefore) ?? beforeAll };
}

const noticeOf = ({ id, kind, connectionId, title, text }: Reminder): Notice => ({
  reminderId: id,
  kind,
  connectionId,
  title,
  text,
});
