import { useSyncExternalStore } from 'react';
import { counted } from './words.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Now, to the minute; the component renders again when the minute is over. */
export function useNow(): Date {
  return new Date(
    useSyncExternalStore(
      (listener) => {
        const timer = setInterval(listener, minuteMs / 4);
        return () => {
          clearInterval(timer);
        };
      },
      () => Math.floor(Date.now() / minuteMs) * minuteMs,
    ),
  );
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "21 Nov 2026" */
export const formatDay = (iso: string): string => day.format(new Date(iso));
/** "21 Nov, 14:05" */
export const formatMoment = (iso: string): string => moment.format(new Date(iso));
/** "14:05:09" */
export const formatTime = (iso: string): string => timeOfDay.format(new Date(iso));

/** "just now", "5 minutes ago", "yesterday" */
export function formatAgo(iso: string, now: Date): string {
  const minutes = Math.round((new Date(iso).getTime() - now.getTime()) / minuteMs);
  if (minutes >= 0) return 'just now';
  if (minutes > -60) return relative.format(minutes, 'minute');
  if (minutes > -24 * 60) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / (24 * 60)), 'day');
}

/** "today", "1 day", "43 days", "5 months" */
export function formatAge(iso: string, now: Date): string {
  const days = Math.max(0, Math.floor((now.getTime() - new Date(iso).getTime()) / dayMs));
  if (days === 0) return 'today';
  if (days < 100) return counted(days, 'day');
  return days < 730 ? `${Math.round(days / 30.4)} months` : `${Math.round(days / 365)} years`;
}

/** Whole days from now until the end of that date; negative when it is over. */
export function daysUntil(date: string, now: Date): number {
  return Math.ceil((new Date(`${date}T23:59:59`).getTime() - now.getTime()) / dayMs) - 1;
}

/** The date `days` from now, as `YYYY-MM-DD` in local time. */
export function dateIn(days: number, now: Date): string {
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${then.getFullYear()}-${twoDigits(then.getMonth() + 1)}-${twoDigits(then.getDate())}`;
}

/** "380 ms", "1.2 s" */
export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
