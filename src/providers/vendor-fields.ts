import { z } from 'zod';

/** Numbers and strings are both in use for ids, within one system even. */
export const vendorId = z.union([z.string().min(1), z.number()]).transform(String);

/** A field we can live without: `null`, missing and of another type than promised all mean absent. */
export function optionalField<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  return schema
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined);
}

/** ISO 8601 in UTC; `undefined` for what is not a time. */
export function utcTime(time: string | number | undefined): string | undefined {
  if (time === undefined) return undefined;
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return undefined;
  const iso = date.toISOString();
  // A year of more than four digits means "never" to some, and is no date to anybody else.
  return /^\d{4}-/.test(iso) ? iso : undefined;
}

/** `YYYY-MM-DD` as the calendar says in that time zone. */
export function calendarDate(ms: number, timeZone: string): string {
  // Sweden writes dates the ISO way.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(ms);
}
