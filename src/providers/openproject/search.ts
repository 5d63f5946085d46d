import pLimit from 'p-limit';
import { AppError } from '../../lib/app-error.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseQuery } from '../refusals.ts';
import type { FieldValue, ItemSummary, Page } from '../vocabulary.ts';
import { readAll, readPage } from './collections.ts';
import { mostAtOnce, type Context } from './context.ts';
import { systemName } from './failures.ts';
import { fieldNamed, type Field } from './fields.ts';
import { filtersOf, heldWithin, type Filter, type Lookups } from './filters.ts';
import { toSummary } from './mapping.ts';
import { searchPeople } from './people.ts';
import { findProject } from './projects.ts';
import { namedThing, workPackage, type OpStatus, type WorkPackage } from './schemas.ts';
import { sameness, shownValue } from './show.ts';
import { sprintFilter } from './sprints.ts';

const nothing = {
  items: [],
  total: 0,
  note: 'Nothing may be shown from outside the projects this connection is limited to.',
};

export async function searchItems(context: Context, query: SearchItemsQuery): Promise<Page<ItemSummary>> {
  const { within, signal } = query;
  const projectId = await projectIn(context, query);
  if (projectId !== undefined && within?.includes(projectId) === false) return nothing;
  const filters = await filtersOf(query, lookupsOf(context, projectId, signal));
  // Below a project there is no filter by project, and none is needed.
  const held = within === undefined || projectId !== undefined ? filters : heldWithin(filters, within);
  if (held === undefined) return nothing;
  const [page, known] = await Promise.all([
    search(context, query, held, projectId),
    statusesIfVisible(context, signal),
  ]);
  return summarized(context, query, page, known);
}

async function projectIn(context: Context, { project, query, signal }: SearchItemsQuery): Promise<string | undefined> {
  if (project === undefined || query !== undefined) return undefined;
  return /^\d+$/.test(project) ? project : (await findProject(context, project, signal)).id;
}

function search(context: Context, query: SearchItemsQuery, filters: readonly Filter[], projectId?: string) {
  const path =
    projectId === undefined
      ? '/api/v3/work_packages'
      : `/api/v3/projects/${encodeURIComponent(projectId)}/work_packages`;
  const isByDue = query.dueBefore !== undefined && query.query === undefined;
  const sortBy = JSON.stringify([...(isByDue ? [['dueDate', 'asc']] : []), ['updatedAt', 'desc']]);
  const only = query.within === undefined ? {} : { includeSubprojects: false };
  return readPage(context.api, path, { filters: JSON.stringify(filters), sortBy, ...only }, query, workPackage);
}

function lookupsOf(context: Context, projectId: string | undefined, signal?: AbortSignal): Lookups {
  return {
    statuses: () => context.statuses(signal),
    types: () => context.types(signal),
    people: (name) => searchPeople(context, name, signal),
    categories: async () => {
      if (projectId !== undefined) return categoriesOf(context, projectId, signal);
      throw refuseQuery(systemName, 'OpenProject’s labels are categories of one project: give the project too.');
    },
    sprint: (name) => sprintFilter(context, name, projectId, signal),
  };
}

export const categoriesOf = ({ api }: Context, projectId: string, signal?: AbortSignal) =>
  readAll(api, `/api/v3/projects/${encodeURIComponent(projectId)}/categories`, {}, namedThing, signal);

/** The rows are looked at too: a server that ignored a filter must not show what is outside. */
async function summarized(
  context: Context,
  { within, fields, signal }: SearchItemsQuery,
  page: Page<WorkPackage>,
  known: readonly OpStatus[],
): Promise<Page<ItemSummary>> {
  const rows = page.items.map((found) => ({ found, short: toSummary(context.baseUrl, found, known) }));
  const allowed = rows.filter(({ short }) => within === undefined || within.includes(short.projectId ?? ''));
  const schemas: Schemas = fields === undefined ? new Map() : await schemasOf(context, page.items, signal);
  const items = allowed.map(({ found, short }) =>
    fields === undefined
      ? short
      : { ...short, fields: furtherFields(found, schemas.get(schemaAt(found)) ?? [], fields) },
  );
  return { ...page, items, total: allowed.length === rows.length ? page.total : undefined };
}

const schemaAt = ({ _links }: WorkPackage): string => _links.schema?.href ?? '';

/** Each schema once: there is one for every type in every project. */
async function schemasOf(context: Context, all: readonly WorkPackage[], signal?: AbortSignal): Promise<Schemas> {
  const limit = pLimit(mostAtOnce);
  const addresses = [...new Set(all.map(schemaAt))].filter((href) => href !== '');
  const loaded = addresses.map((href) =>
    limit(async (): Promise<[string, readonly Field[]]> => [href, await context.schema(href, signal)]),
  );
  return new Map(await Promise.all(loaded));
}
type Schemas = ReadonlyMap<string, readonly Field[]>;

/** Fields that were asked for by name, or with `*` all that have a value. */
export function furtherFields(found: WorkPackage, fields: readonly Field[], wanted: readonly string[]): FieldValue[] {
  const chosen = wanted.includes('*')
    ? fields.filter(({ key }) => key !== 'description')
    : wanted.flatMap((name) => fieldNamed(fields, name) ?? []);
  return chosen.flatMap((field) => {
    const value = field.type.endsWith('WorkPackage') ? numberOf(found, field) : shownValue(found, field);
    return value === undefined ? [] : [{ name: field.name, value }];
  });
}

/** Another work package by its number alone: it may lie in a project that the connection is kept out of. */
function numberOf(found: WorkPackage, field: Field): string | undefined {
  const id = sameness(found, field);
  return id === '' ? undefined : `#${id}`;
}

/** Whether a status counts as closed is worth one more call, but not a failure. */
export async function statusesIfVisible({ statuses }: Context, signal?: AbortSignal): Promise<readonly OpStatus[]> {
  try {
    return await statuses(signal);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'not-found')) return [];
    throw error;
  }
}
