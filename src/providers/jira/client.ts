import { z } from 'zod';
import { accountIds } from '../atlassian/account-ids.ts';
import type { NamedAccount } from '../atlassian/account-ids.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { ApiClient } from '../http/api-client.ts';
import type {
  ClientSettings,
  ListProjectsQuery,
  ProviderClient,
  ProviderParts,
  SearchItemsQuery,
} from '../provider.ts';
import type { Account, Item, ItemSummary, Page, Project } from '../vocabulary.ts';
import { itemFields, summaryFields, toItem, toProject, toSummary } from './items.ts';
import { buildJql } from './jql.ts';
import { issue, myself, offsetPage, projectList, projectPage, tokenPage, users } from './wire.ts';

type Now = ProviderParts['now'];

const atOffset = z.object({ startAt: z.number().int().nonnegative() });
const atToken = z.object({ token: z.string() });
const mostPerPage = 100;

export function createJiraClient(api: ApiClient, { endpoint }: ClientSettings, now: Now): ProviderClient {
  const { baseUrl, deployment } = endpoint;
  const root = deployment === 'cloud' ? 'rest/api/3' : 'rest/api/2';
  return {
    whoAmI: (signal) => whoAmI(api, root, signal),
    listProjects: (query) =>
      deployment === 'cloud' ? pageOfProjects(api, query, baseUrl) : allProjects(api, query, baseUrl),
    searchItems: (query) =>
      deployment === 'cloud' ? searchByToken(api, query, baseUrl, now()) : searchByOffset(api, query, baseUrl, now()),
    getItem: (id, { signal } = {}) => getIssue(api, root, id, baseUrl, signal),
  };
}

async function whoAmI(api: ApiClient, root: string, signal?: AbortSignal): Promise<Account> {
  const me = await api.get(`${root}/myself`, undefined, myself, signal);
  return {
    id: me.id,
    name: me.displayName || me.name || me.id,
    login: me.accountId === undefined ? me.name : undefined,
    email: me.emailAddress || undefined,
  };
}

async function pageOfProjects(api: ApiClient, query: ListProjectsQuery, baseUrl: string): Promise<Page<Project>> {
  const startAt = decodeCursor(query.cursor, atOffset, 'Jira')?.startAt ?? 0;
  const maxResults = Math.min(query.limit, mostPerPage);
  const wanted = { startAt, maxResults, query: query.text || undefined, orderBy: 'key' };
  const page = await api.get('rest/api/3/project/search', wanted, projectPage, query.signal);
  const next = page.startAt + page.values.length;
  const isLast = page.isLast ?? (page.total !== undefined && next >= page.total);
  return {
    items: page.values.map((project) => toProject(project, baseUrl)),
    nextCursor: isLast || page.values.length === 0 ? undefined : encodeCursor({ startAt: next }),
    total: page.total,
  };
}

/** Data Center gives the whole list at once, so finding and paging happen here. */
async function allProjects(api: ApiClient, query: ListProjectsQuery, baseUrl: string): Promise<Page<Project>> {
  const startAt = decodeCursor(query.cursor, atOffset, 'Jira')?.startAt ?? 0;
  const all = await api.get('rest/api/2/project', undefined, projectList, query.signal);
  const words = query.text?.trim().toLowerCase() ?? '';
  const found = all.filter(({ key, name }) => `${key}\n${name}`.toLowerCase().includes(words));
  const end = startAt + query.limit;
  return {
    items: found.slice(startAt, end).map((project) => toProject(project, baseUrl)),
    nextCursor: end < found.length ? encodeCursor({ startAt: end }) : undefined,
    total: found.length,
  };
}

/** https://developer.atlassian.com/changelog/#CHANGE-2046: pages go forward only, and nothing is counted. */
async function searchByToken(
  api: ApiClient,
  query: SearchItemsQuery,
  baseUrl: string,
  now: Date,
): Promise<Page<ItemSummary>> {
  const nextPageToken = decodeCursor(query.cursor, atToken, 'Jira')?.token;
  const people = await accountIds('Jira', query.assignee, (name) => findUsers(api, name, query.signal));
  const wanted = {
    jql: buildJql(query, now, people),
    maxResults: Math.min(query.limit, mostPerPage),
    fields: summaryFields.join(','),
    nextPageToken,
  };
  const page = await api.get('rest/api/3/search/jql', wanted, tokenPage, query.signal);
  const hasNext = page.nextPageToken && page.isLast !== true;
  return {
    items: page.issues.map((found) => toSummary(found, baseUrl)),
    nextCursor: hasNext ? encodeCursor({ token: page.nextPageToken }) : undefined,
  };
}

async function findUsers(api: ApiClient, name: string, signal?: AbortSignal): Promise<NamedAccount[]> {
  const found = await api.get('rest/api/3/user/search', { query: name, maxResults: 50 }, users, signal);
  return found.map(({ accountId, displayName }) => ({ accountId, names: displayName ? [displayName] : [] }));
}

async function searchByOffset(
  api: ApiClient,
  query: SearchItemsQuery,
  baseUrl: string,
  now: Date,
): Promise<Page<ItemSummary>> {
  const startAt = decodeCursor(query.cursor, atOffset, 'Jira')?.startAt ?? 0;
  const wanted = {
    jql: buildJql(query, now),
    startAt,
    maxResults: Math.min(query.limit, mostPerPage),
    fields: summaryFields.join(','),
  };
  const page = await api.get('rest/api/2/search', wanted, offsetPage, query.signal);
  const next = page.startAt + page.issues.length;
  // Without a total a full page may have a successor; the server may have lowered maxResults.
  const hasNext = page.total === undefined ? page.issues.length >= page.maxResults : next < page.total;
  return {
    items: page.issues.map((found) => toSummary(found, baseUrl)),
    nextCursor: hasNext && page.issues.length > 0 ? encodeCursor({ startAt: next }) : undefined,
    total: page.total,
  };
}

async function getIssue(
  api: ApiClient,
  root: string,
  id: string,
  baseUrl: string,
  signal?: AbortSignal,
): Promise<Item> {
  const wanted = { fields: itemFields.join(','), expand: 'renderedFields' };
  const found = await api.get(`${root}/issue/${encodeURIComponent(id.trim())}`, wanted, issue, signal);
  return toItem(found, baseUrl);
}
