import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import { asOwner, foundAsOwner } from '../as-owner.ts';
import type { ApiClient, ApiQuery } from '../http/api-client.ts';
import type { ListProjectsQuery, ProviderClient, SearchItemsQuery } from '../provider.ts';
import { refuseCursor, refuseQuery } from '../refusals.ts';
import { remembered } from '../remembered.ts';
import type { Account, Item, ItemSummary, Page, Project } from '../vocabulary.ts';
import { refuseAnonymous, systemName } from './failures.ts';
import { filtersOf } from './filters.ts';
import type { Filter } from './filters.ts';
import { toAccount, toItem, toProject, toSummary } from './mapping.ts';
import { collectionOf, opProject, principal, status, user, workPackage } from './schemas.ts';
import type { OpStatus } from './schemas.ts';

export type OpenProjectSite = {
  readonly api: ApiClient;
  readonly baseUrl: string;
  readonly tokenPage: string;
  readonly now: () => Date;
};

export const whoAmIPath = '/api/v3/users/me';
const tenMinutes = 600_000;

type Context = OpenProjectSite & { readonly statuses: (signal?: AbortSignal) => Promise<readonly OpStatus[]> };

export function createOpenProjectClient(site: OpenProjectSite): ProviderClient {
  const context: Context = {
    ...site,
    statuses: remembered(site.now, tenMinutes, (signal) => loadStatuses(site.api, signal)),
  };
  return {
    whoAmI: (signal) => whoAmI(site, signal),
    listProjects: (query) => asOwner(listProjects(site, query), () => whoAmI(site, query.signal)),
    searchItems: (query) => asOwner(searchItems(context, query), () => whoAmI(site, query.signal)),
    getItem: (id, { signal } = {}) => foundAsOwner(getItem(context, id, signal), () => whoAmI(site, signal)),
  };
}

async function whoAmI({ api, tokenPage }: OpenProjectSite, signal?: AbortSignal): Promise<Account> {
  const me = await api.get(whoAmIPath, undefined, user, signal);
  // Where reading needs no login, an ignored key is answered with 200 and the user "Anonymous".
  if (me.login === undefined && me.status !== 'active') throw refuseAnonymous(tokenPage);
  return toAccount(me);
}

async function listProjects({ api, baseUrl }: OpenProjectSite, query: ListProjectsQuery): Promise<Page<Project>> {
  const filters: readonly Filter[] = [
    { active: { operator: '=', values: ['t'] } },
    ...(query.text === undefined ? [] : [{ name_and_identifier: { operator: '~', values: [query.text] } }]),
  ];
  const sortBy = JSON.stringify([['name', 'asc']]);
  const page = await readPage(api, '/api/v3/projects', { filters: JSON.stringify(filters), sortBy }, query, opProject);
  return { ...page, items: page.items.map((found) => toProject(baseUrl, found)) };
}

async function searchItems(context: Context, query: SearchItemsQuery): Promise<Page<ItemSummary>> {
  const { api, baseUrl, statuses } = context;
  const { project, signal } = query;
  const lookups = { statuses: () => statuses(signal), people: (name: string) => findPeople(api, name, signal) };
  const filters = await filtersOf(query, lookups);
  const isScoped = project !== undefined && query.query === undefined;
  const path = isScoped ? `/api/v3/projects/${encodeURIComponent(project)}/work_packages` : '/api/v3/work_packages';
  const sortBy = JSON.stringify([['updatedAt', 'desc']]);
  const [page, known] = await Promise.all([
    readPage(api, path, { filters: JSON.stringify(filters), sortBy }, query, workPackage),
    statusesIfVisible(context, signal),
  ]);
  return { ...page, items: page.items.map((found) => toSummary(baseUrl, found, known)) };
}

async function getItem(context: Context, id: string, signal?: AbortSignal): Promise<Item> {
  const [found, known] = await Promise.all([
    context.api.get(`/api/v3/work_packages/${encodeURIComponent(idOf(id))}`, undefined, workPackage, signal),
    statusesIfVisible(context, signal),
  ]);
  return toItem(context.baseUrl, found, known);
}

/** `1528`, `#1528`, or the address of a work package's page. */
function idOf(given: string): string {
  const id = /work_packages\/(?:details\/)?([\w-]+)/.exec(given)?.[1] ?? given.trim().replace(/^#+/, '');
  if (/^[\w-]+$/.test(id)) return id;
  throw refuseQuery(systemName, 'Give the number of a work package, for example 1528.');
}

/** Whether a status counts as closed is worth one more call, but not a failure. */
async function statusesIfVisible({ statuses }: Context, signal?: AbortSignal): Promise<readonly OpStatus[]> {
  try {
    return await statuses(signal);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'not-found')) return [];
    throw error;
  }
}

async function loadStatuses(api: ApiClient, signal?: AbortSignal): Promise<readonly OpStatus[]> {
  const { _embedded } = await api.get('/api/v3/statuses', undefined, collectionOf(status), signal);
  return _embedded.elements;
}

async function findPeople(api: ApiClient, name: string, signal?: AbortSignal) {
  const filters = JSON.stringify([{ name: { operator: '~', values: [name] } }]);
  const { _embedded } = await api.get('/api/v3/principals', { filters }, collectionOf(principal), signal);
  return _embedded.elements;
}

const cursorForm = z.string().regex(/^[1-9]\d{0,8}-[1-9]\d{0,3}$/);

/** One page. The cursor holds the page's number and size, because the number means nothing without the size. */
async function readPage<T>(
  api: ApiClient,
  path: string,
  query: ApiQuery,
  wanted: Pick<ListProjectsQuery, 'limit' | 'cursor' | 'signal'>,
  element: z.ZodType<T>,
): Promise<Page<T>> {
  const { number, size } = whichPage(wanted);
  const answer = await api.get(
    path,
    { ...query, offset: number, pageSize: size },
    collectionOf(element),
    wanted.signal,
  );
  // An administrator may allow less than was asked for.
  const pageSize = answer.pageSize ?? size;
  const items = answer._embedded.elements;
  const isLast = items.length === 0 || number * pageSize >= answer.total;
  return { items, total: answer.total, nextCursor: isLast ? undefined : `${String(number + 1)}-${String(pageSize)}` };
}

function whichPage({ limit, cursor }: Pick<ListProjectsQuery, 'limit' | 'cursor'>): { number: number; size: number } {
  if (cursor === undefined) return { number: 1, size: limit };
  if (!cursorForm.safeParse(cursor).success) throw refuseCursor(systemName);
  const [number = 1, size = limit] = cursor.split('-').map(Number);
  return { number, size };
}
