const form = /^\/Date\((-?\d+)(?:([+-])(\d{2})(\d{2}))?\)\/$/;

/** `/Date(1788435322000+0200)/` as milliseconds since 1970; the part after the plus is only the zone to show it in. */
export function momentIn(text: string | undefined): number | undefined {
  const ms = form.exec(text ?? '')?.[1];
  return ms === undefined ? undefined : Number(ms);
}

/** The same as `YYYY-MM-DD`, on the calendar of its zone. */
export function dayIn(text: string | undefined): string | undefined {
  const [, ms, sign, hours, minutes] = form.exec(text ?? '') ?? [];
  if (ms === undefined) return undefined;
  const offsetMinutes = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  const shifted = new Date(Number(ms) + (sign === '-' ? -1 : 1) * offsetMinutes * 60_000);
  return Number.isNaN(shifted.getTime()) ? undefined : shifted.toISOString().slice(0, 10);
}
