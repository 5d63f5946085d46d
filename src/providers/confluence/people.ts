import { accountIds, type NamedAccount } from '../atlassian/account-ids.ts';
import { searchWords } from '../atlassian/query-words.ts';
import type { ListPeopleQuery, Person } from '../people.ts';
import { decodeWord, userNameOf } from '../rich-text/addresses.ts';
import type { Page } from '../vocabulary.ts';
import { buildUserCql } from './cql.ts';
import { nextCursor, pageParameters } from './paging.ts';
import { hasCode, mostPerPage, unlessMissing, type Site } from './site.ts';
import { cloudUser, cloudUsers, serverUser, userList, userSearch, type User } from './wire.ts';

const nameOf = (user: Pick<User, 'displayName' | 'publicName'> | undefined): string | undefined =>
  user?.displayName || user?.publicName || undefined;

function toPerson(user: User): Person[] {
  const id = user.accountId ?? user.userKey ?? user.username;
  if (id === undefined) return [];
  return [{ id, name: nameOf(user) ?? id, login: user.username, email: user.email || undefined }];
}

const noMembers = 'Confluence does not tell who belongs to a space: these are people of the whole site.';

export async function listPeople(site: Site, query: ListPeopleQuery): Promise<Page<Person>> {
  const note = query.project?.trim() ? noMembers : undefined;
  const text = searchWords(query.text ?? '');
  const found = await (site.isCloud || text !== '' ? searchPeople(site, query, text) : listServerPeople(site, query));
  return { ...found, note: note ?? found.note };
}

/** The user search of Cloud; on a server the one search there is. Names count from the beginning of a word. */
async function searchPeople(site: Site, query: ListPeopleQuery, text: string): Promise<Page<Person>> {
  const path = site.isCloud ? `${site.v1}/search/user` : `${site.v1}/search`;
  const cql = text === '' ? 'type = user' : buildUserCql(site.isCloud ? text : `${text}*`, !site.isCloud);
  const wanted = { ...pageParameters(query.cursor), cql, limit: Math.min(query.limit, mostPerPage) };
  const page = await site.api.get(path, wanted, userSearch, query.signal);
  const people = page.results.flatMap(({ user }) => (user ? toPerson(user) : []));
  return { items: people, nextCursor: nextCursor(page), total: page.totalSize };
}

/** Older servers have no list of people. */
async function listServerPeople(site: Site, query: ListPeopleQuery): Promise<Page<Person>> {
  const wanted = { ...pageParameters(query.cursor), limit: Math.min(query.limit, mostPerPage) };
  try {
    const page = await site.api.get(`${site.v1}/user/list`, wanted, userList, query.signal);
    return { items: page.results.flatMap(toPerson), nextCursor: nextCursor(page) };
  } catch (error) {
    if (!hasCode(error, ['not-found', 'wrong-address', 'forbidden'])) throw error;
    return searchPeople(site, query, '');
  }
}

/** Account ids for the people filter; `undefined` where the name goes into the query as it is. */
export function contributorIds(site: Site, wanted: string | undefined, signal?: AbortSignal) {
  if (!site.isCloud) return Promise.resolve(undefined);
  return accountIds('Confluence', wanted, (name) => findUsers(site, name, signal));
}

async function findUsers({ api, v1 }: Site, name: string, signal?: AbortSignal): Promise<NamedAccount[]> {
  const { results } = await api.get(`${v1}/search/user`, { cql: buildUserCql(name), limit: 50 }, userSearch, signal);
  return results.flatMap(({ user }) => {
    const names = [user?.displayName, user?.publicName].filter((each) => typeof each === 'string');
    return user?.accountId === undefined ? [] : [{ accountId: user.accountId, names }];
  });
}

const mostAtOnce = 100;

/** Names for account ids (Cloud) or user keys. Not being allowed to look a name up is no reason to withhold a page. */
export async function namesOf(
  site: Site,
  ids: readonly (string | null | undefined)[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => typeof id === 'string' && id !== '').slice(0, mostAtOnce) as string[];
  const found = site.isCloud ? await cloudNames(site, wanted, signal) : await serverNames(site, wanted, signal);
  return new Map(found.flatMap(([id, name]) => (name === undefined ? [] : [[id, name] as const])));
}

type Named = readonly [string, string | undefined];

async function cloudNames({ api, v1 }: Site, ids: readonly string[], signal?: AbortSignal): Promise<Named[]> {
  const [only] = ids;
  if (only === undefined) return [];
  if (ids.length === 1) {
    return [[only, nameOf(await unlessMissing(api.get(`${v1}/user`, { accountId: only }, cloudUser, signal)))]];
  }
  const users = await unlessMissing(api.get(`${v1}/user/bulk`, { accountId: ids }, cloudUsers, signal));
  return users?.results.map((user) => [user.accountId, nameOf(user)]) ?? [];
}

/** One question each, so only for a few. */
const mostServerNames = 12;

async function serverNames({ api, v1 }: Site, keys: readonly string[], signal?: AbortSignal): Promise<Named[]> {
  const named: Named[] = [];
  for (const key of keys.slice(0, mostServerNames)) {
    const login = userNameOf(decodeWord(key));
    const wanted = login === undefined ? { key } : { username: login };
    const user = await unlessMissing(api.get(`${v1}/user`, wanted, serverUser, signal));
    named.push([key, nameOf(user)]);
  }
  return named;
}

const mention = /\[@[^\]]*\]\(mention:([^)\s]+)\)/g;

/** A page names people by id; whoever reads it wants names. */
export async function withNames(site: Site, markdown: string, signal?: AbortSignal): Promise<string> {
  const names = await namesOf(
    site,
    [...markdown.matchAll(mention)].map(([, id]) => id),
    signal,
  );
  return markdown.replaceAll(mention, (whole, id: string) => {
    const name = names.get(id)?.replaceAll(/[[\]\\]/g, '');
    return name === undefined ? whole : `[@${name}](mention:${id})`;
  });
}
