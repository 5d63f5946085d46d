import { connectionFailure } from '../../diagnosis/advice.ts';
import { excerpt } from '../field-change.ts';
import type { FieldChange, Prepared, TimeChange } from '../writes.ts';
import { sendDelete } from './attachments.ts';
import type { Context } from './context.ts';
import { isoDuration } from './duration.ts';
import { systemName } from './failures.ts';
import { refuseFields } from './field-errors.ts';
import { fieldOf, refuseInvalid, timeForm, type Form } from './form.ts';
import { idIn } from './hrefs.ts';
import { readWork } from './work.ts';
import { inFieldWords } from './plan.ts';
import { timeEntry, type OpTimeEntry, type WorkPackage } from './schemas.ts';
import { timeEntriesOf, toTimeEntry } from './time.ts';
import { entriesOf } from './values.ts';

export async function prepareTime(context: Context, change: TimeChange, signal?: AbortSignal): Promise<Prepared> {
  const found = await readWork(context, change.item, signal);
  const project = idIn(found._links.project?.href);
  const about = { target: `Time on #${found.id} ${found.subject}`, projects: project === undefined ? [] : [project] };
  if (change.kind === 'add') return { kind: 'create', ...about, ...(await addition(context, change, found, signal)) };
  const old = await entryOf(context, found, change.entry, signal);
  if (change.kind === 'edit') return { kind: 'update', ...about, ...(await edit(context, change, found, old, signal)) };
  const changes = differences(old, undefined);
  const apply = async (applied?: AbortSignal) => {
    await sendDelete(context, `/api/v3/time_entries/${encodeURIComponent(old.id)}`, applied);
    return { id: old.id, url: addressOf(context, found), changes };
  };
  return { kind: 'delete', ...about, changes, apply };
}

const addressOf = ({ baseUrl }: Context, { id }: WorkPackage): string => `${baseUrl}/work_packages/${id}`;

type Rest = Pick<Prepared, 'changes' | 'apply'>;
type Given = Omit<Extract<TimeChange, { kind: 'edit' }>, 'kind' | 'item' | 'entry'>;

/** Only an entry of this very work package: others may be hidden. */
async function entryOf(context: Context, found: WorkPackage, id: string, signal?: AbortSignal): Promise<OpTimeEntry> {
  const entry = (await timeEntriesOf(context, found.id, signal)).find((each) => each.id === id);
  if (entry !== undefined) return entry;
  throw connectionFailure('not-found', { systemName, detail: `No time entry ${id} on this work package.` });
}

const words = (entry: OpTimeEntry): Readonly<Record<string, string | undefined>> => {
  const { date, hours, comment, activity } = toTimeEntry(entry);
  return { date, hours: hours.toString(), activity, comment };
};

function differences(before: OpTimeEntry | undefined, after: OpTimeEntry | undefined): FieldChange[] {
  const [old, now] = [before, after].map((entry) => (entry === undefined ? {} : words(entry)));
  return ['date', 'hours', 'activity', 'comment']
    .filter((field) => old?.[field] !== now?.[field])
    .map((field) => ({ field, before: old?.[field], after: now?.[field] }));
}

/** Checked by OpenProject's own form, which also knows the activities of the project. */
async function bodyOf(context: Context, given: Given, start: object, form: Form, entry?: string, signal?: AbortSignal) {
  const { hours, date, comment, activity } = given;
  if (hours !== undefined && !(hours > 0)) throw refuseFields(['field Hours: more than 0']);
  const setting = { context, fields: form.fields, projectId: '', signal };
  const chosen = activity === undefined ? [] : await entriesOf(setting, new Map([['activity', activity]]));
  const links = Object.fromEntries(chosen.map(({ field, value }) => [field.key, value]));
  const body = {
    ...(hours === undefined ? {} : { hours: isoDuration(hours) }),
    ...(date === undefined ? {} : { spentOn: date }),
    ...(comment === undefined ? {} : { comment: { raw: comment } }),
    _links: { ...start, ...links },
  };
  const checked = await timeForm(context, body, entry, signal);
  await refuseInvalid(context, checked, signal);
  return { body, form: checked, activity: chosen[0]?.shown };
}

async function addition(
  context: Context,
  change: Extract<TimeChange, { kind: 'add' }>,
  found: WorkPackage,
  signal?: AbortSignal,
): Promise<Rest> {
  const date = change.date ?? context.now().toISOString().slice(0, 10);
  const item = { href: context.link('work_packages', found.id) };
  // Older servers know the work package by the first name, newer ones prefer the second and read both.
  const form = await timeForm(context, { _links: { workPackage: item } }, undefined, signal);
  const key = fieldOf(form.fields, 'entity') === undefined ? 'workPackage' : 'entity';
  const planned = await bodyOf(context, { ...change, date }, { [key]: item }, form, undefined, signal);
  const changes = [
    { field: 'date', after: date },
    { field: 'hours', after: String(change.hours) },
    ...(planned.activity === undefined ? [] : [{ field: 'activity', after: planned.activity }]),
    ...(change.comment === undefined ? [] : [{ field: 'comment', after: excerpt(change.comment) }]),
  ];
  return {
    changes,
    apply: async (applied) => {
      const made = await send(context, { method: 'POST', path: '/api/v3/time_entries' }, planned, applied);
      return { id: made.id, url: addressOf(context, found), changes: differences(undefined, made) };
    },
  };
}

async function edit(
  context: Context,
  change: Extract<TimeChange, { kind: 'edit' }>,
  found: WorkPackage,
  old: OpTimeEntry,
  signal?: AbortSignal,
): Promise<Rest> {
  const form = await timeForm(context, {}, old.id, signal);
  const planned = await bodyOf(context, change, {}, form, old.id, signal);
  const before = words(old);
  const wanted = {
    date: change.date,
    hours: change.hours?.toString(),
    activity: planned.activity,
    comment: change.comment,
  };
  const changes = Object.entries(wanted)
    .filter(([field, after]) => after !== undefined && after !== before[field])
    .map(([field, after]) => ({ field, before: before[field], after }));
  const path = `/api/v3/time_entries/${encodeURIComponent(old.id)}`;
  return {
    changes,
    apply: async (applied) => {
      if (changes.length === 0) return { id: old.id, changes };
      const made = await send(context, { method: 'PATCH', path }, planned, applied);
      return { id: made.id, url: addressOf(context, found), changes: differences(old, made) };
    },
  };
}

type Call = { readonly method: 'POST' | 'PATCH'; readonly path: string };

async function send(context: Context, call: Call, { body, form }: { body: object; form: Form }, signal?: AbortSignal) {
  try {
    return await context.api.send({ ...call, body, signal }, timeEntry);
  } catch (error) {
    throw await inFieldWords(context, error, form, signal);
  }
}
