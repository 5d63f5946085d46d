import { calendarDate } from '../vendor-fields.ts';
import type { JiraSite } from './site.ts';

/** Where the person lives whose key this is; this computer's own zone where Jira says nothing of use. */
export async function timeZoneOf(site: JiraSite, signal?: AbortSignal): Promise<string> {
  const { timeZone } = await site.me(signal);
  return timeZone && isTimeZone(timeZone) ? timeZone : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The day of a moment as Jira writes it, whatever offset it was written with. */
export function dayOf(time: string | null | undefined, timeZone: string): string | undefined {
  const ms = Date.parse((time ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? undefined : calendarDate(ms, timeZone);
}

/** Noon of that day there, in the one form Jira takes: `2026-01-31T12:00:00.000+1300`. */
export function noonOf(date: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(Date.parse(`${date}T12:00:00Z`)).find(({ type }) => type === 'timeZoneName');
  // "GMT" alone is Greenwich.
  const [, offset = '+00:00'] = /^GMT([+-]\d{2}:\d{2})/.exec(name?.value ?? '') ?? [];
  return `${date}T12:00:00.000${offset.replace(':', '')}`;
}
