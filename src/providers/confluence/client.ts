import { AppError } from '../../lib/app-error.ts';
import type { ErrorCode } from '../../lib/app-error.ts';
import { asOwner, foundAsOwner } from '../as-owner.ts';
import { accountIds } from '../atlassian/account-ids.ts';
import type { NamedAccount } from '../atlassian/account-ids.ts';
import type { ApiClient } from '../http/api-client.ts';
import type {
  ClientSettings,
  ListProjectsQuery,
  ProviderClient,
  ProviderParts,
  SearchItemsQuery,
} from '../provider.ts';
import type { Account, Item, ItemSummary, Page, Project } from '../vocabulary.ts';
import { buildCql, buildSpaceCql, buildUserCql } from './cql.ts';
import { cloudItem, serverItem, toProject, toSummary } from './pages.ts';
import { nextCursor, pageParameters } from './paging.ts';
import {
  cloudPage,
  cloudUser,
  currentUser,
  searchPage,
  serverContent,
  serverExpand,
  spacePage,
  userSearch,
} from './wire.ts';
import type { CloudPage } from './wire.ts';

type Now = ProviderParts['now'];

/** Where the calls go, and where people look. */
type Site = {
  readonly api: ApiClient;
  readonly isCloud: boolean;
  /** Below the API's base: `wiki/rest/api` or `rest/api`. */
  readonly v1: string;
  /** The address pages have in the browser. */
  readonly webRoot: string;
};

const mostPerPage = 100;

export function createConfluenceClient(api: ApiClient, { endpoint }: ClientSettings, now: Now): ProviderClient {
  const isCloud = endpoint.deployment === 'cloud';
  const v1 = isCloud ? 'wiki/rest/api' : 'rest/api';
  const site: Site = { api, isCloud, v1, webRoot: isCloud ? `${endpoint.baseUrl}/wiki` : endpoint.baseUrl };
  const listProjects = (query: ListProjectsQuery): Promise<Page<Project>> =>
    query.text?.trim() ? findSpaces(site, query) : listSpaces(site, query);
  const searchItems = (query: SearchItemsQuery): Promise<Page<ItemSummary>> => searchPages(site, query, now());
  const own = { whoAmI: (signal?: AbortSignal) => whoAmI(site, signal) };
  if (isCloud) {
    return {
      ...own,
      listProjects,
      searchItems,
      getItem: (id, { signal } = {}) => cloudContent(site, id.trim(), signal),
    };
  }
  // Data Center has no mark on an answer that tells a visitor's from the key owner's.
  return {
    ...own,
    listProjects: (query) => asOwner(listProjects(query), () => whoAmI(site, query.signal)),
    searchItems: (query) => asOwner(searchItems(query), () => whoAmI(site, query.signal)),
    getItem: (id, { signal } = {}) => foundAsOwner(content(site, id.trim(), signal), () => whoAmI(site, signal)),
  };
}

async function whoAmI({ api, v1 }: Site, signal?: AbortSignal): Promise<Account> {
  const user = await api.get(`${v1}/user/current`, undefined, currentUser, signal);
  return {
    id: user.id,
    name: user.displayName || user.publicName || user.username || user.id,
    login: user.username,
    email: user.email || undefined,
  };
}

async function listSpaces({ api, isCloud, v1, webRoot }: Site, query: ListProjectsQuery): Promise<Page<Project>> {
  const path = isCloud ? 'wiki/api/v2/spaces' : `${v1}/space`;
  const wanted = { ...pageParameters(query.cursor), limit: Math.min(query.limit, mostPerPage), status: 'current' };
  const page = await api.get(path, wanted, spacePage, query.signal);
  return { items: page.results.map((space) => toProject(space, webRoot)), nextCursor: nextCursor(page) };
}

/** The list itself cannot be filtered by name, the search can. */
async function findSpaces({ api, v1, webRoot }: Site, query: ListProjectsQuery): Promise<Page<Project>> {
  const limit = Math.min(query.limit, mostPerPage);
  const wanted = { ...pageParameters(query.cursor), cql: buildSpaceCql(query.text ?? ''), limit };
  const page = await api.get(`${v1}/search`, wanted, searchPage, query.signal);
  const spaces = page.results.flatMap(({ space }) => (space ? [toProject(space, webRoot)] : []));
  return { items: spaces, nextCursor: nextCursor(page), total: page.totalSize };
}

async function searchPages(site: Site, query: SearchItemsQuery, now: Date): Promise<Page<ItemSummary>> {
  const { api, isCloud, v1, webRoot } = site;
  const find = (name: string): Promise<NamedAccount[]> => findUsers(site, name, query.signal);
  const people = isCloud ? await accountIds('Confluence', query.assignee, find) : undefined;
  const wanted = {
    ...pageParameters(query.cursor),
    cql: buildCql(query, now, people),
    limit: Math.min(query.limit, mostPerPage),
    expand: 'content.space',
    excerpt: 'none',
  };
  const page = await api.get(`${v1}/search`, wanted, searchPage, query.signal);
  const found = page.results.map((result) => toSummary(result, webRoot));
  return {
    items: found.filter((summary) => summary !== undefined),
    nextCursor: nextCursor(page),
    note: personNote(query.assignee, isCloud),
    total: page.totalSize,
  };
}

function personNote(assignee: string | undefined, isCloud: boolean): string | undefined {
  const name = assignee?.trim() ?? '';
  if (name === '') return undefined;
  const meaning = 'Pages have no assignee: these are the pages this person worked on.';
  return isCloud || name.toLowerCase() === 'me' ? meaning : `${meaning} Here people are found by user name only.`;
}

async function findUsers({ api, v1 }: Site, name: string, signal?: AbortSignal): Promise<NamedAccount[]> {
  const { results } = await api.get(`${v1}/search/user`, { cql: buildUserCql(name), limit: 50 }, userSearch, signal);
  return results.flatMap(({ user }) => {
    const names = [user?.displayName, user?.publicName].filter((each) => typeof each === 'string');
    return user ? [{ accountId: user.accountId, names }] : [];
  });
}

async function content({ api, v1, webRoot }: Site, id: string, signal?: AbortSignal): Promise<Item> {
  const path = `${v1}/content/${encodeURIComponent(id)}`;
  return serverItem(await api.get(path, { expand: serverExpand }, serverContent, signal), webRoot);
}

/** Pages and blog posts have one numbering but two addresses. */
async function cloudContent(site: Site, id: string, signal?: AbortSignal): Promise<Item> {
  try {
    return await describe(site, await fetchCloud(site, 'pages', id, signal), 'page', signal);
  } catch (error) {
    if (!hasCode(error, ['not-found'])) throw error;
    const post = await unlessMissing(fetchCloud(site, 'blogposts', id, signal));
    if (post === undefined) throw error;
    return describe(site, post, 'blogpost', signal);
  }
}

function fetchCloud({ api }: Site, kind: 'pages' | 'blogposts', id: string, signal?: AbortSignal): Promise<CloudPage> {
  const wanted = { 'body-format': 'view', 'include-labels': true };
  return api.get(`wiki/api/v2/${kind}/${encodeURIComponent(id)}`, wanted, cloudPage, signal);
}

async function describe(site: Site, page: CloudPage, type: string, signal?: AbortSignal): Promise<Item> {
  return cloudItem(page, type, await authorName(site, page.authorId ?? undefined, signal), site.webRoot);
}

/** A page names its author by id only. Not being allowed to look the name up is no reason to withhold the page. */
async function authorName({ api, v1 }: Site, accountId?: string, signal?: AbortSignal): Promise<string | undefined> {
  if (accountId === undefined) return undefined;
  const user = await unlessMissing(api.get(`${v1}/user`, { accountId }, cloudUser, signal));
  return user?.displayName || user?.publicName || undefined;
}

async function unlessMissing<T>(fetching: Promise<T>): Promise<T | undefined> {
  try {
    return await fetching;
  } catch (error) {
    if (hasCode(error, ['not-found', 'wrong-address', 'forbidden', 'insufficient-scope'])) return undefined;
    throw error;
  }
}

const hasCode = (error: unknown, codes: readonly ErrorCode[]): boolean =>
  error instanceof AppError && codes.includes(error.code);
