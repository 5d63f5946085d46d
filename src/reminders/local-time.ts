/** What calendar and clock on the wall show where the user is. */
export type LocalTime = {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:MM` */
  readonly time: string;
};

/** `zone`: a name of the IANA time zone database, `Europe/Berlin`. */
export function localTime(now: Date, zone: string): LocalTime {
  // Swedish writes dates the way ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const [day = '', time = ''] = format.format(now).split(' ');
  return { day, time };
}
