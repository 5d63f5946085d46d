import { AppError } from '../../../lib/app-error.ts';
import { isSameName } from '../../name-match.ts';
import { fieldChange } from '../../field-change.ts';
import type { Prepared, TimeChange, Written } from '../../writes.ts';

import { timesOf, toTimeEntry } from '../item-parts.ts';
import { webLink } from '../mapping.ts';
import { namesIn } from '../process.ts';
import { asJson } from '../requests.ts';
import { tpTime, written, type Entity, type TpTime } from '../schemas.ts';
import { ownerOf, projectsOf, readHanging } from './hanging.ts';
import { FieldProblems, FieldRefusal, refuseValue } from './part.ts';
import { assignmentsOf, personNamed } from './people-parts.ts';
import { isDay } from './simple-parts.ts';
import type { WriteSite } from './snapshot.ts';

type Role = { readonly Id: string; readonly Name?: string | undefined };
type Shown = {
  readonly hours?: string | undefined;
  readonly date?: string | undefined;
  readonly comment?: string | undefined;
  readonly activity?: string | undefined;
};

const fields = ['hours', 'date', 'comment', 'activity'] as const;

const changesBetween = (before: Shown, after: Shown) =>
  fields.flatMap((field) => fieldChange(field, before[field], after[field]));

function shownOf(row: TpTime): Shown {
  const { hours, date, comment, activity } = toTimeEntry(row);
  return { hours: String(hours), date, comment: comment === '' ? undefined : comment, activity };
}

export async function prepareTime(site: WriteSite, change: TimeChange, signal?: AbortSignal): Promise<Prepared> {
  const item = await ownerOf(site, change.item, signal);
  if (change.kind === 'add') return await prepareAdd(site, item, change, signal);
  const row = await readTime(site, item.Id, change.entry, signal);
  if (change.kind === 'edit') return await prepareEdit(site, item, row, change, signal);
  const changes = changesBetween(shownOf(row), {});
  return {
    ...about(item, 'delete', changes),
    apply: async (during) => {
      const path = `/api/v1/Times/${row.Id}`;
      await site.api.send({ method: 'DELETE', path, query: asJson, signal: during }, written);
      return { id: row.Id, changes };
    },
  };
}

const readTime = (site: WriteSite, item: string, id: string, signal?: AbortSignal): Promise<TpTime> =>
  readHanging(
    site,
    { what: 'Time entry', collection: 'Times', id, include: timesOf(item).include, row: tpTime },
    { id: item, of: ({ Assignable }) => Assignable },
    signal,
  );

const about = (item: Entity, kind: Prepared['kind'], changes: Prepared['changes']) => ({
  kind,
  target: `Time on ${item.Id} ${item.Name}`,
  projects: projectsOf(item),
  changes,
});

type Given = Pick<Extract<TimeChange, { kind: 'edit' }>, 'hours' | 'date' | 'activity'>;

/** Checks all of it at once; gives the role that stands for the activity. */
async function check(
  site: WriteSite,
  { hours, date, activity }: Given,
  signal?: AbortSignal,
): Promise<Role | undefined> {
  const problems = new FieldProblems();
  if (hours !== undefined && !(hours > 0 && hours <= 1000)) problems.add('hours', 'give more than 0 hours');
  if (date !== undefined && !isDay(date)) problems.add('date', 'write the day as 2026-01-31');
  const role = await problems.collect('activity', async () => {
    if (activity === undefined) return undefined;
    const roles = await namesIn(site.api, 'Roles', signal);
    const found = roles.find(({ Name }) => isSameName(Name, activity));
    if (found === undefined)
      throw refuseValue(
        activity,
        roles.map(({ Name }) => Name),
      );
    return found;
  });
  problems.throwIfAny();
  return role;
}

/** Time is logged in a role: the one I have on the item, or else my own. */
async function roleOnItem(site: WriteSite, item: Entity, userId: string, signal?: AbortSignal): Promise<Role> {
  const mine = (await assignmentsOf(site, item.Id, signal)).find(({ GeneralUser }) => GeneralUser?.Id === userId);
  const role = mine?.Role ?? (await personNamed(site, userId, signal)).Role;
  if (role !== undefined) return role;
  const problems = new FieldProblems();
  await problems.collect('activity', async () => {
    const roles = await namesIn(site.api, 'Roles', signal);
    throw new FieldRefusal(`required; allowed values ${roles.map(({ Name }) => Name).join(', ')}`);
  });
  problems.throwIfAny();
  throw new AppError('change-rejected', 'No role could be found for this time.', 'Name the role as the activity.');
}

async function prepareAdd(
  site: WriteSite,
  item: Entity,
  change: Extract<TimeChange, { kind: 'add' }>,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { hours, comment } = change;
  const named = await check(site, change, signal);
  const me = await site.me(signal);
  const role = named ?? (await roleOnItem(site, item, me.id, signal));
  const date = change.date ?? localDay(site.now());
  const project = item.Project?.Id;
  const body = {
    Assignable: { Id: Number(item.Id) },
    ...(project === undefined ? {} : { Project: { Id: Number(project) } }),
    User: { Id: Number(me.id) },
    Role: { Id: Number(role.Id) },
    Spent: hours,
    Date: date,
    Description: comment ?? '',
  };
  const wanted: Shown = {
    hours: String(hours),
    date,
    comment: comment === '' ? undefined : comment,
    activity: role.Name,
  };
  return {
    ...about(item, 'create', changesBetween({}, wanted)),
    apply: async (during) => {
      const request = { method: 'POST', path: '/api/v1/Times', query: asJson, body, signal: during } as const;
      const { Id } = await site.api.send(request, written);
      return await conclude(site, item, { id: Id, before: {}, wanted }, during);
    },
  };
}

async function prepareEdit(
  site: WriteSite,
  item: Entity,
  row: TpTime,
  change: Extract<TimeChange, { kind: 'edit' }>,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { hours, date, comment } = change;
  const role = await check(site, change, signal);
  const before = shownOf(row);
  const wanted: Shown = {
    hours: hours === undefined ? before.hours : String(hours),
    date: date ?? before.date,
    comment: comment === undefined ? before.comment : comment === '' ? undefined : comment,
    activity: role?.Name ?? before.activity,
  };
  const body = {
    ...(hours === undefined ? {} : { Spent: hours }),
    ...(date === undefined ? {} : { Date: date }),
    ...(comment === undefined ? {} : { Description: comment }),
    ...(role === undefined ? {} : { Role: { Id: Number(role.Id) } }),
  };
  const changes = changesBetween(before, wanted);
  return {
    ...about(item, 'update', changes),
    apply: async (during) => {
      if (changes.length === 0) return { id: row.Id, changes };
      const path = `/api/v1/Times/${row.Id}`;
      await site.api.send({ method: 'POST', path, query: asJson, body, signal: during }, written);
      return await conclude(site, item, { id: row.Id, before, wanted }, during);
    },
  };
}

/** The day on this computer's calendar: who logs an hour at eleven in the evening means this day. */
function localDay(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

type Done = { readonly id: string; readonly before: Shown; readonly wanted: Shown };

async function conclude(
  site: WriteSite,
  item: Entity,
  { id, before, wanted }: Done,
  signal?: AbortSignal,
): Promise<Written> {
  const url = webLink(site.baseUrl, item.Id);
  try {
    const now = shownOf(await readTime(site, item.Id, id, signal));
    const problems = changesBetween(wanted, now).map(
      ({ field, after }) => `field ${field}: Targetprocess took the request but shows “${after ?? ''}” instead.`,
    );
    return { id, url, changes: changesBetween(before, now), problems: problems.length === 0 ? undefined : problems };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const doubt = `It was written but could not be read again to check it: ${error.message}`;
    return { id, url, changes: changesBetween(before, wanted), problems: [doubt] };
  }
}
