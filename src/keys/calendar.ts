import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventClass,
  ICalEventTransparency,
} from 'ical-generator';
import { dayText } from '../lib/wording.ts';
import type { Preferences } from '../settings/preferences.ts';
import { addDays, todayIn } from './due.ts';
import type { KeyOverview } from './key-overview.ts';

/** A key with what its event says of where to go. */
type CalendarKey = { readonly key: KeyOverview; readonly systemName: string; readonly tokenPage?: string };

type Export = {
  readonly preferences: Pick<Preferences, 'remindDaysBefore'>;
  readonly now: Date;
  /** Where the user is. */
  readonly zone: string;
};

type Entry = { readonly kind: 'due' | 'expiry'; readonly on: string; readonly summary: string };

/** Alarms of whole-day events count from midnight; nobody wants to be told then. */
const alarmHour = 9;

export function calendarText(keys: readonly CalendarKey[], { preferences, now, zone }: Export): string {
  const today = todayIn(zone, now);
  const calendar = ical({
    prodId: { company: 'MCP Keyring', product: 'Keys', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    name: 'Keys in MCP Keyring',
  });
  for (const each of keys) {
    for (const { kind, on, summary } of entriesOf(each.key, today)) {
      const event = calendar.createEvent({
        id: `${each.key.connectionId}-${kind}@mcp-keyring`,
        // Of two exports, calendars keep the one with the higher number.
        sequence: Math.floor(now.getTime() / 60_000),
        stamp: now,
        start: new Date(on),
        allDay: true,
        summary,
        description: descriptionOf(each, zone),
        transparency: ICalEventTransparency.TRANSPARENT,
        busystatus: ICalEventBusyStatus.FREE,
        class: ICalEventClass.PRIVATE,
        url: each.tokenPage ?? null,
      });
      for (const trigger of alarmsBefore(on, preferences.remindDaysBefore, today)) {
        // Given with the rest it is passed over, and an alarm after the begin would count from the end.
        event.createAlarm({ type: ICalAlarmType.display, trigger, description: summary }).relatesTo('START');
      }
    }
  }
  return `${calendar.toString()}\r\n`;
}

/** What is overdue is to be done today: an event in the past is seen by nobody. */
function entriesOf({ name, due, credential }: KeyOverview, today: string): Entry[] {
  if (due === undefined) return [];
  const on = due.on < today ? today : due.on;
  const entries: Entry[] = [{ kind: 'due', on, summary: `Rotate the key of “${name}”` }];
  const { expiresAt } = credential;
  if (expiresAt !== undefined && expiresAt > on) {
    entries.push({ kind: 'expiry', on: expiresAt, summary: `The key of “${name}” expires` });
  }
  return entries;
}

/** In seconds before the day begins; alarms that are over already would all go off at once. */
function alarmsBefore(day: string, daysBefore: readonly number[], today: string): number[] {
  return [...new Set(daysBefore)]
    .filter((count) => addDays(day, -count) >= today)
    .sort((a, b) => b - a)
    .map((count) => (count * 24 - alarmHour) * 3600);
}

function descriptionOf({ key, systemName, tokenPage }: CalendarKey, zone: string): string {
  const { name, credential, due } = key;
  const { expiresAt, createdAt, hint } = credential;
  return [
    `The key ${hint} of “${name}” (${systemName}), in use since ${dayText(todayIn(zone, new Date(createdAt)))}.`,
    ...(due?.because === 'exposure' ? ['It was found in plain text: replace it now.'] : []),
    ...(expiresAt === undefined
      ? []
      : [`It expires on ${dayText(expiresAt)}; calls with it are refused from then on.`]),
    `What to do: ${tokenPage === undefined ? `make a new key in ${systemName}` : `make a new key at ${tokenPage}`}, then open Keys in MCP Keyring and choose Rotate.`,
  ].join('\n');
}
