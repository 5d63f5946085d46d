import type { ApiClient } from '../http/api-client.ts';
import { isSameName } from '../name-match.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseName, refuseQuery } from '../refusals.ts';
import type { Account, ItemSummary, Page } from '../vocabulary.ts';
import { collectionOf, isSameType, workTypes } from './entity-types.ts';
import { systemName } from './failures.ts';
import { includeFor } from './field-values.ts';
import { projectIdOf, stateGroupOf } from './lookups.ts';
import { userIdOf } from './people.ts';
import { namesIn } from './process.ts';
import { toSummary } from './mapping.ts';
import { readRows } from './paging.ts';
import { readAll } from './read-all.ts';
import { generalFields, summaryFields } from './requests.ts';
import { entity, named } from './schemas.ts';
import { sprintChoice } from './sprints.ts';
import { conditionsOf, onlyWithin, type Resolved } from './where.ts';

type Site = {
  readonly api: ApiClient;
  readonly baseUrl: string;
  readonly me: (signal?: AbortSignal) => Promise<Account>;
};

export async function searchItems(site: Site, query: SearchItemsQuery): Promise<Page<ItemSummary>> {
  const { api, baseUrl } = site;
  const { limit, cursor, signal, within, fields } = query;
  const ownWhere = query.query?.trim().replace(/^\??where=/i, '');
  const resolved: Resolved = ownWhere === undefined ? await resolve(site, query) : {};
  const wished = ownWhere === undefined ? conditionsOf(query, resolved) : [];
  // A search by the time of change ends at the first row that is too old, so it keeps that order.
  const isByDue = ownWhere === undefined && query.dueBefore !== undefined && query.updatedSince === undefined;
  const { collection, columns } = placeOf(query, resolved.type);
  const page = await readRows(api, {
    collection,
    row: entity,
    include: `[${[...new Set([...columns.split(/,(?![^[]*\])/), ...extraColumns(resolved), ...includeFor(fields)])].join(',')}]`,
    order: isByDue ? { orderBy: 'PlannedEndDate' } : { orderByDesc: 'ModifyDate' },
    conditions: [...wished, ...(within === undefined ? [] : [onlyWithin(within)])],
    ownWhere,
    limit,
    cursor,
    signal,
  });
  if (page.items.length === 0 && page.nextCursor === undefined && cursor === undefined && ownWhere === undefined)
    await refuseUnknownState(site, query, resolved);
  return {
    ...page,
    items: page.items.map((found) => toSummary(baseUrl, found, fields)),
    note: [page.note, ...notesOn(query, resolved)].filter(Boolean).join(' ') || undefined,
  };
}

const extraColumns = ({ sprint }: Resolved): readonly string[] =>
  sprint === undefined ? [] : [`${sprint.field}[Id,Name]`];

/** Assignables is all work; what is no work, a test case or a release, lies in the collection of its type. */
function placeOf(query: SearchItemsQuery, type: string | undefined) {
  const isWork = type === undefined || (workTypes as readonly string[]).includes(type);
  if (isWork || query.query !== undefined) return { collection: 'Assignables', columns: summaryFields };
  const unfit = (['state', 'assignee', 'sprint', 'dueBefore'] as const).filter((name) => query[name] !== undefined);
  if (unfit.length === 0) return { collection: collectionOf(type), columns: generalFields };
  throw refuseQuery(systemName, `Leave out ${unfit.join(', ')}: a ${type} has no such thing.`);
}

function notesOn({ dueBefore }: SearchItemsQuery, { sprint }: Resolved): string[] {
  const due = 'Due means the planned end date; items without one are not found by it.';
  return [
    ...(dueBefore === undefined ? [] : [due]),
    ...(sprint !== undefined && sprint.ids.length > 1 ? [`Searched in ${sprint.name}.`] : []),
  ];
}

async function resolve({ api, me }: Site, query: SearchItemsQuery): Promise<Resolved> {
  const { project, assignee, state, type, sprint, signal } = query;
  const userId = async (name: string) => (isSameName('me', name) ? (await me(signal)).id : userIdOf(api, name, signal));
  const projectId = project === undefined ? undefined : await projectIdOf(api, project, signal);
  return {
    projectId,
    userId: assignee === undefined ? undefined : await userId(assignee),
    group: state === undefined ? undefined : await stateGroupOf(api, state, signal),
    type: type === undefined ? undefined : await typeNamed(api, type, signal),
    sprint: sprint === undefined ? undefined : await sprintChoice(api, sprint, projectId, signal),
  };
}

/** For a search that found nothing: Targetprocess answers so to names of states that do not exist, too. */
async function refuseUnknownState(
  { api }: Site,
  { state, signal }: SearchItemsQuery,
  { group }: Resolved,
): Promise<void> {
  if (state === undefined || group !== undefined) return;
  const known = [...new Set((await namesIn(api, 'EntityStates', signal)).map(({ Name }) => Name))];
  if (known.length === 0 || known.some((name) => isSameName(name, state))) return;
  throw refuseName(systemName, 'state', state, known);
}

/** The name Targetprocess has for a type; an unknown one would find nothing and say nothing. */
export async function typeNamed(api: ApiClient, given: string, signal?: AbortSignal): Promise<string> {
  const known = workTypes.find((type) => isSameType(type, given));
  if (known !== undefined) return known;
  const all = await readAll(api, { collection: 'EntityTypes', row: named, include: '[Id,Name]' }, signal);
  const names = all.flatMap(({ Name }) => Name ?? []);
  const found = names.find((name) => isSameType(name, given));
  if (found !== undefined) return found;
  throw refuseName(systemName, 'type', given, workTypes);
}
