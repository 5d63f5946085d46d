import { Temporal } from 'temporal-polyfill';

/** What calendar and clock on the wall show where the user is. */
export type LocalTime = {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:MM` */
  readonly time: string;
};

export function localTime(now: Date, zone: string): LocalTime {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  return { day: local.toPlainDate().toString(), time: local.toPlainTime().toString({ smallestUnit: 'minute' }) };
}
