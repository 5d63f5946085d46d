import { calendarDate } from '../vendor-fields.ts';
import type { FieldChange, Prepared, TimeChange } from '../writes.ts';
import type { TimeEntry } from '../item-parts.ts';
import { noonOf, timeZoneOf } from './days.ts';
import { linkedProject } from './linked-project.ts';
import { toTimeEntry } from './parts.ts';
import { refuseFields, withFieldNames } from './refusals.ts';
import { browseUrl, issuePath, type JiraSite } from './site.ts';
import { worklogAnswer, type WireWorklog } from './wire.ts';

const entryPath = (site: JiraSite, key: string, id = ''): string =>
  issuePath(site, key, id === '' ? '/worklog' : `/worklog/${encodeURIComponent(id)}`);

type Values = {
  readonly hours?: number | undefined;
  readonly date?: string | undefined;
  readonly comment?: string | undefined;
};

export async function prepareTime(site: JiraSite, change: TimeChange, signal?: AbortSignal): Promise<Prepared> {
  if (change.kind !== 'delete') check(change);
  const about = await linkedProject(site, change.item, signal);
  const common = { target: `Time on ${about.key} ${about.title}`, projects: [about.projectId] };
  const before = change.kind === 'add' ? undefined : await read(site, about.key, change.entry, signal);
  const values =
    change.kind === 'delete' ? {} : { ...change, date: change.date ?? (await dayFor(site, change, signal)) };
  const after = change.kind === 'delete' ? undefined : { ...before, ...given(values) };
  const changes = differences(before, after);
  const kind = ({ add: 'create', edit: 'update', delete: 'delete' } as const)[change.kind];
  return { ...common, kind, changes, apply: (again) => apply(site, about.key, { before, values, changes }, again) };
}

const given = ({ hours, date, comment }: Values): Partial<TimeEntry> => ({
  ...(hours === undefined ? {} : { hours }),
  ...(date === undefined ? {} : { date }),
  ...(comment === undefined ? {} : { comment }),
});

function check({ hours, date, activity }: Exclude<TimeChange, { kind: 'delete' }>): void {
  const faults = [
    hours !== undefined && !(hours >= 1 / 60 && hours <= 1000) ? 'field hours: from one minute (0.02) to 1000' : '',
    date !== undefined && (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)))
      ? 'field date: a day like 2026-01-31'
      : '',
    activity === undefined ? '' : 'field activity: Jira has no activities for time',
  ].filter((fault) => fault !== '');
  if (faults.length > 0) throw refuseFields(faults);
}

/** Today where the person is; an edit keeps its day. */
async function dayFor(site: JiraSite, { kind }: TimeChange, signal?: AbortSignal): Promise<string | undefined> {
  return kind === 'add' ? calendarDate(site.now().getTime(), await timeZoneOf(site, signal)) : undefined;
}

/** Asked for below its issue, so an entry of another one is not found. */
async function read(site: JiraSite, key: string, id: string, signal?: AbortSignal): Promise<TimeEntry> {
  const entry = await site.api.get(entryPath(site, key, id), undefined, worklogAnswer, signal);
  return toTimeEntry(site, entry, await timeZoneOf(site, signal));
}

function differences(before: Partial<TimeEntry> | undefined, after: Partial<TimeEntry> | undefined): FieldChange[] {
  return (['hours', 'date', 'comment'] as const).flatMap((field) => {
    const [from, to] = [before?.[field]?.toString(), after?.[field]?.toString()];
    if (from === to) return [];
    return [{ field, ...(from === undefined ? {} : { before: from }), ...(to === undefined ? {} : { after: to }) }];
  });
}

type Work = {
  readonly before: TimeEntry | undefined;
  readonly values: Values;
  readonly changes: readonly FieldChange[];
};

async function apply(site: JiraSite, key: string, { before, values, changes }: Work, signal?: AbortSignal) {
  const url = browseUrl(site, key);
  if (before !== undefined && changes.length === 0) return { id: before.id, url, changes };
  const isDeletion = before !== undefined && changes.every(({ after }) => after === undefined);
  if (isDeletion) {
    await site.api.request({ method: 'DELETE', path: entryPath(site, key, before.id), signal });
    return { id: before.id, url, changes };
  }
  const timeZone = await timeZoneOf(site, signal);
  const target = { method: before === undefined ? 'POST' : 'PUT', path: entryPath(site, key, before?.id) } as const;
  const made = await send(site, target, values, timeZone, signal);
  const entry = await toTimeEntry(site, made, timeZone);
  return { id: entry.id, url, changes: differences(before, entry) };
}

async function send(
  site: JiraSite,
  { method, path }: { method: 'POST' | 'PUT'; path: string },
  { hours, date, comment }: Values,
  timeZone: string,
  signal?: AbortSignal,
): Promise<WireWorklog> {
  const body = {
    ...(hours === undefined ? {} : { timeSpentSeconds: Math.max(60, Math.round(hours * 60) * 60) }),
    ...(date === undefined ? {} : { started: noonOf(date, timeZone) }),
    ...(comment === undefined ? {} : { comment: await site.toNative(comment) }),
  };
  try {
    return await site.api.send({ method, path, body, signal }, worklogAnswer);
  } catch (error) {
    throw withFieldNames(error, []);
  }
}
