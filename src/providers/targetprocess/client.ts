import { connectionFailure } from '../../diagnosis/advice.ts';
import type { ApiClient } from '../http/api-client.ts';
import { isSameName } from '../name-match.ts';
import type { ListProjectsQuery, ProviderClient, SearchItemsQuery } from '../provider.ts';
import { remembered } from '../remembered.ts';
import type { Account, ItemSummary, Page, Project } from '../vocabulary.ts';
import { isOneOf, systemName } from './failures.ts';
import { getItem } from './item.ts';
import { projectIdOf, stateGroupOf, userIdOf } from './lookups.ts';
import { toAccount, toProject, toSummary } from './mapping.ts';
import { readRows } from './paging.ts';
import { asJson, summaryFields, whoAmIPath } from './requests.ts';
import { context, entity, tpProject, tpUser } from './schemas.ts';
import { conditionsOf, nameContains } from './where.ts';

export type TargetprocessSite = { readonly api: ApiClient; readonly baseUrl: string; readonly now: () => Date };

const tenMinutes = 600_000;

export function createTargetprocessClient(site: TargetprocessSite): ProviderClient {
  const me = remembered(site.now, tenMinutes, (signal) => whoAmI(site, signal));
  return {
    whoAmI: (signal) => whoAmI(site, signal),
    listProjects: (query) => listProjects(site, query),
    searchItems: (query) => searchItems(site, me, query),
    getItem: (id, { signal } = {}) => getItem(site.api, site.baseUrl, id, signal),
  };
}

async function whoAmI({ api, baseUrl }: TargetprocessSite, signal?: AbortSignal): Promise<Account> {
  try {
    return toAccount(await api.get(whoAmIPath, asJson, tpUser, signal));
  } catch (error) {
    if (!isOneOf(error, 'forbidden', 'not-found')) throw error;
  }
  // Perhaps only administrators may ask that; the context of the session is larger, and open to everybody.
  try {
    return toAccount((await api.get('/api/v1/Context', asJson, context, signal)).LoggedUser);
  } catch (error) {
    if (!isOneOf(error, 'not-found')) throw error;
    throw connectionFailure('wrong-address', { systemName, host: new URL(baseUrl).host });
  }
}

async function listProjects({ api, baseUrl }: TargetprocessSite, query: ListProjectsQuery): Promise<Page<Project>> {
  const { text, limit, cursor, signal } = query;
  const isActive = {
    clause: "IsActive eq 'true'",
    holds: (row: { IsActive?: boolean | undefined }) => row.IsActive !== false,
  };
  const page = await readRows(api, {
    collection: 'Projects',
    row: tpProject,
    include: '[Id,Name,Abbreviation,IsActive,Program[Id,Name]]',
    order: { orderBy: 'Name' },
    conditions: [isActive, ...(text === undefined ? [] : [nameContains(text)])],
    limit,
    cursor,
    signal,
  });
  return { ...page, items: page.items.map((found) => toProject(baseUrl, found)) };
}

async function searchItems(
  { api, baseUrl }: TargetprocessSite,
  me: (signal?: AbortSignal) => Promise<Account>,
  query: SearchItemsQuery,
): Promise<Page<ItemSummary>> {
  const { limit, cursor, signal } = query;
  const ownWhere = query.query?.trim().replace(/^\??where=/i, '');
  const conditions = ownWhere === undefined ? conditionsOf(query, await resolve(api, me, query)) : [];
  const page = await readRows(api, {
    collection: 'Assignables',
    row: entity,
    include: `[${summaryFields}]`,
    order: { orderByDesc: 'ModifyDate' },
    conditions,
    ownWhere,
    limit,
    cursor,
    signal,
  });
  return { ...page, items: page.items.map((found) => toSummary(baseUrl, found)) };
}

async function resolve(
  api: ApiClient,
  me: (signal?: AbortSignal) => Promise<Account>,
  { project, assignee, state, signal }: SearchItemsQuery,
) {
  const userId = async (name: string) => (isSameName('me', name) ? (await me(signal)).id : userIdOf(api, name, signal));
  return {
    projectId: project === undefined ? undefined : await projectIdOf(api, project, signal),
    userId: assignee === undefined ? undefined : await userId(assignee),
    group: state === undefined ? undefined : await stateGroupOf(api, state, signal),
  };
}
