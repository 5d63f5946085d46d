import type { QueryFault } from './tokens.ts';
import type { Value } from './parse.ts';

const unitMs: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  M: 30 * 86_400_000,
  y: 365 * 86_400_000,
};

/** `-7d`, `4w 2d`, in milliseconds; undefined if it is none. */
function offsetMs(text: string): number | undefined {
  if (!/^[-+]?\d+[mhdwMy](\s+\d+[mhdwMy])*$/.test(text)) return undefined;
  const sum = [...text.matchAll(/(\d+)([mhdwMy])/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * (unitMs[unit ?? ''] ?? 0),
    0,
  );
  return text.startsWith('-') ? -sum : sum;
}

/** Only these forms: an ISO timestamp with T and Z is refused by Jira and Confluence. Times are taken as UTC. */
function absolute(text: string): Date | undefined {
  const [, year, month, day, hour, minute] =
    /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0)));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function startOfDay(date: Date): Date {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
}

type Settings = {
  readonly now: Date;
  readonly bareOffsets: boolean;
  readonly invalid: (text: string) => QueryFault;
};

export function parseDate(value: Exclude<Value, { kind: 'empty' }>, settings: Settings): Date {
  const from = (start: Date, text: string | undefined): Date => {
    const shift = text === undefined ? 0 : offsetMs(text);
    if (shift === undefined) throw settings.invalid(text ?? '');
    return new Date(start.getTime() + shift);
  };
  if (value.kind === 'function') {
    if (value.name === 'now') return from(settings.now, value.args[0]);
    if (value.name === 'startofday') return from(startOfDay(settings.now), value.args[0]);
    throw settings.invalid(`${value.name}()`);
  }
  const date = absolute(value.text);
  if (date !== undefined) return date;
  if (settings.bareOffsets && offsetMs(value.text) !== undefined) return from(settings.now, value.text);
  throw settings.invalid(value.text);
}
