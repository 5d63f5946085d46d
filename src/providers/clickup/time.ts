import { AppError } from '../../lib/app-error.ts';
import { connectionFailure } from '../../diagnosis/advice.ts';
import type { TimeEntry } from '../item-parts.ts';
import type { FieldChange, Prepared, TimeChange, Written } from '../writes.ts';
import { dayOf, momentOn, startOfDay } from './days.ts';
import { systemName } from './failures.ts';
import { hoursOf } from './mapping.ts';
import { nameOf } from './members.ts';
import { membersOf } from './people.ts';
import { createdEntry, entriesAnswer, entryAnswer } from './part-schemas.ts';
import type { Entry } from './part-schemas.ts';
import { refusedChange } from './refusals.ts';
import { readTask } from './task-ids.ts';
import type { FullTask } from './task-schemas.ts';
import { targetOf } from './target.ts';
import { timeZoneOf, type ClickUp } from './workspaces.ts';

const hour = 3_600_000;
const day = 24 * hour;
const mostEntries = 200;

const entriesPath = (workspaceId: string, id?: string): string =>
  `/api/v2/team/${encodeURIComponent(workspaceId)}/time_entries${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;

function workspaceOf({ team_id: id }: FullTask): string {
  if (id === undefined) throw connectionFailure('unexpected-answer', { systemName });
  return id;
}

type Read = { readonly entries: readonly TimeEntry[]; readonly note?: string | undefined };

/** ClickUp gives one's own time of thirty days unless told otherwise; that of others only to those who may see it. */
export async function readTime(clickUp: ClickUp, task: FullTask, signal?: AbortSignal): Promise<Read> {
  const timeZone = await timeZoneOf(clickUp, signal);
  const { entries, note } = await entriesOf(clickUp, task, signal);
  const sorted = [...entries].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  const shown = sorted.slice(-mostEntries).map((entry) => toTimeEntry(entry, timeZone));
  const cut =
    sorted.length > mostEntries ? `Only the newest ${String(mostEntries)} time entries are shown.` : undefined;
  return { entries: shown, note: note ?? cut };
}

const refusals = new Set<AppError['code']>(['forbidden', 'query-rejected', 'workspace-forbidden', 'not-found']);

async function entriesOf(clickUp: ClickUp, task: FullTask, signal?: AbortSignal) {
  const path = entriesPath(workspaceOf(task));
  const until = clickUp.now().getTime() + 366 * day;
  const query = { task_id: task.id, start_date: 0, end_date: until };
  const everybody = (await membersOf(clickUp, task.team_id, signal)).map(({ id }) => id).join(',');
  try {
    const { data } = await clickUp.api.get(path, { ...query, assignee: everybody }, entriesAnswer, signal);
    return { entries: data ?? [] };
  } catch (error) {
    if (!(error instanceof AppError) || !refusals.has(error.code)) throw error;
    const { data } = await clickUp.api.get(path, query, entriesAnswer, signal);
    return {
      entries: data ?? [],
      note: 'Only the time of the key’s owner is shown: ClickUp gives that of others to administrators.',
    };
  }
}

function toTimeEntry({ id, user, duration, start, description, tags }: Entry, timeZone: string): TimeEntry {
  return {
    id,
    date: dayOf(start, timeZone),
    hours: Math.max(0, hoursOf(duration) ?? 0),
    by: user === undefined ? undefined : nameOf(user),
    comment: description === '' ? undefined : description,
    activity: tags === undefined || tags.length === 0 ? undefined : tags.map(({ name }) => name).join(', '),
  };
}

/** An entry of this very task; AppError `not-found` for any other id. */
async function findEntry(clickUp: ClickUp, task: FullTask, id: string, signal?: AbortSignal): Promise<Entry> {
  if (!/^[\w-]+$/.test(id)) throw refusedChange([`field entry: “${id}” is no id of a time entry`]);
  const { data } = await clickUp.api.get(entriesPath(workspaceOf(task), id), undefined, entryAnswer, signal);
  if (data?.task?.id === task.id) return data;
  throw connectionFailure('not-found', { systemName });
}

export async function prepareTime(clickUp: ClickUp, change: TimeChange, signal?: AbortSignal): Promise<Prepared> {
  const task = await readTask(clickUp, change.item, { signal });
  const timeZone = await timeZoneOf(clickUp, signal);
  const about = { target: `Time on ${targetOf(task)}`, projects: task.list?.id === undefined ? [] : [task.list.id] };
  const work = { clickUp, task, timeZone, about };
  if (change.kind === 'add') return prepareAdd(work, change);
  const entry = await findEntry(clickUp, task, change.entry, signal);
  return change.kind === 'edit' ? prepareEdit(work, entry, change) : prepareRemoval(work, entry);
}

type Work = {
  readonly clickUp: ClickUp;
  readonly task: FullTask;
  readonly timeZone: string;
  readonly about: { readonly target: string; readonly projects: readonly string[] };
};

function checkHours(hours: number): number {
  if (hours > 0 && hours <= 24 * 31) return Math.round(hours * hour);
  throw refusedChange(['field hours: must be more than 0']);
}

/** On a given day from nine in the morning; today it has just ended. */
function startOf({ clickUp, timeZone }: Work, date: string | undefined, duration: number): number {
  if (date !== undefined) return momentOn('date', date, timeZone) - 3 * hour;
  const now = clickUp.now().getTime();
  const today = startOfDay(dayOf(now, timeZone) ?? '', timeZone);
  return Math.max(today, now - duration);
}

function prepareAdd(work: Work, change: Extract<TimeChange, { kind: 'add' }>): Prepared {
  const duration = checkHours(change.hours);
  const start = startOf(work, change.date, duration);
  const { clickUp, task, timeZone, about } = work;
  const changes: FieldChange[] = [
    { field: 'hours', after: String(change.hours) },
    { field: 'date', after: dayOf(start, timeZone) },
    ...(change.comment === undefined ? [] : [{ field: 'comment', after: change.comment }]),
    ...(change.activity === undefined ? [] : [{ field: 'activity', after: change.activity }]),
  ];
  const tags = change.activity === undefined ? {} : { tags: [tag(change.activity)] };
  const body = { tid: task.id, start, duration, description: change.comment ?? '', ...tags };
  return {
    kind: 'create',
    ...about,
    changes,
    apply: async (signal) => {
      const path = entriesPath(workspaceOf(task));
      const created = await clickUp.api.send({ method: 'POST', path, body, signal }, createdEntry);
      return { id: created.id ?? task.id, url: task.url, changes };
    },
  };
}

const tag = (name: string) => ({ name, tag_bg: '#1090e0', tag_fg: '#ffffff' });

function prepareEdit(work: Work, entry: Entry, change: Extract<TimeChange, { kind: 'edit' }>): Prepared {
  const { clickUp, task, timeZone, about } = work;
  const before = toTimeEntry(entry, timeZone);
  const duration = change.hours === undefined ? Math.max(0, entry.duration ?? 0) : checkHours(change.hours);
  const start =
    change.date === undefined || change.date === before.date ? entry.start : startOf(work, change.date, duration);
  const after = {
    hours: hoursOf(duration)?.toString(),
    date: dayOf(start, timeZone),
    comment: change.comment ?? before.comment,
    activity: change.activity ?? before.activity,
  };
  const changes = differences({ ...before, hours: String(before.hours) }, after);
  const tags = change.activity === undefined ? (entry.tags ?? []).map(({ name }) => tag(name)) : [tag(change.activity)];
  const times = start === undefined ? { duration } : { start, end: start + duration, duration };
  const body = { tid: task.id, description: after.comment ?? '', tags, tag_action: 'replace', ...times };
  return {
    kind: 'update',
    ...about,
    changes,
    apply: async (signal) => {
      const written = { id: entry.id, url: task.url };
      if (changes.length === 0) return { ...written, changes };
      await clickUp.api.request({ method: 'PUT', path: entriesPath(workspaceOf(task), entry.id), body, signal });
      const { data } = await clickUp.api.get(entriesPath(workspaceOf(task), entry.id), undefined, entryAnswer, signal);
      const now = data === undefined ? after : toTimeEntry(data, timeZone);
      return checked(
        written,
        changes,
        differences({ ...before, hours: String(before.hours) }, { ...now, hours: String(now.hours) }),
      );
    },
  };
}

type Words = { readonly [field in 'hours' | 'date' | 'comment' | 'activity']?: string | undefined };

function differences(before: Words, after: Words): FieldChange[] {
  const fields = ['hours', 'date', 'comment', 'activity'] as const;
  return fields
    .filter((field) => (before[field] ?? '') !== (after[field] ?? ''))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

function checked(
  written: Omit<Written, 'changes'>,
  planned: readonly FieldChange[],
  changes: readonly FieldChange[],
): Written {
  const missing = planned.filter(({ field }) => !changes.some((change) => change.field === field));
  const problems = missing.map(({ field }) => `ClickUp did not take over the new ${field}.`);
  return { ...written, changes, ...(problems.length === 0 ? {} : { problems }) };
}

function prepareRemoval({ clickUp, task, timeZone, about }: Work, entry: Entry): Prepared {
  const { hours, date, comment, by } = toTimeEntry(entry, timeZone);
  const words = [`${String(hours)} hours`, date, by, comment].filter((word) => word !== undefined).join(', ');
  const changes = [{ field: 'time entry', before: words }];
  return {
    kind: 'delete',
    ...about,
    changes,
    apply: async (signal) => {
      await clickUp.api.request({ method: 'DELETE', path: entriesPath(workspaceOf(task), entry.id), signal });
      return { id: entry.id, url: task.url, changes };
    },
  };
}
