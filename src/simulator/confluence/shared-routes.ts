import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { splitList } from '../jira/issue-view.ts';
import { whole } from '../jira/parameters.ts';
import { drawPerson, findPeople } from './person-search.ts';
import { QueryFault } from '../query/tokens.ts';
import { searchWiki, type Hit } from './cql.ts';
import { anonymousUser, type WikiDialect } from './dialect.ts';
import { wikiError } from './errors.ts';
import { operationsOfUser } from './operations.ts';
import { WikiRenderer } from './render-v1.ts';
import type { WikiPage } from './content.ts';
import type { WikiWorld } from './world.ts';

export type Wiki = { readonly world: WikiWorld; readonly dialect: WikiDialect };

export const rendererFor = ({ dialect }: Wiki, call: Call): WikiRenderer => new WikiRenderer(dialect, call.base);
export const expandOf = (call: Call): string[] => splitList(call.query.getAll('expand'));

function getCurrentUser({ dialect }: Wiki, call: Call): Answer {
  if (call.identity.kind !== 'known') return json(anonymousUser(call.base, dialect.context));
  const user = dialect.user(call.identity.person, call.base);
  const links = { ...(user['_links'] as object), base: `${call.base}${dialect.context}`, context: dialect.context };
  const operations = expandOf(call).includes('operations') ? operationsOfUser(call.identity.person) : undefined;
  return json({
    ...user,
    ...(dialect.context === '' || operations === undefined ? {} : { operations }),
    _links: links,
  });
}

const readCursor = (cursor: string | null): number => {
  const found = /^_sa_(\d+)_/.exec(Buffer.from(cursor ?? '', 'base64url').toString('utf8'));
  return Number(found?.[1] ?? 0);
};
const writeCursor = (start: number): string => Buffer.from(`_sa_${start}_`).toString('base64url');

/** One page of results with the envelope of REST v1; `_links.next` is relative to `base`. */
export function pageOf<T>(wiki: Wiki, call: Call, path: string, all: readonly T[], max: number) {
  const byCursor = wiki.dialect.paging === 'cursor';
  const start = byCursor ? readCursor(call.query.get('cursor')) : whole(call.query.get('start'), 0);
  const limit = Math.min(whole(call.query.get('limit'), 25), max);
  const end = start + limit;
  const query = new URLSearchParams(call.query);
  query.set('limit', String(limit));
  if (byCursor) query.set('cursor', writeCursor(end));
  query.set('start', String(end));
  const root = `${call.base}${wiki.dialect.context}`;
  const next = end < all.length && limit > 0 ? { next: `${path}?${query.toString()}` } : {};
  const _links = { base: root, context: wiki.dialect.context, self: `${root}${path}`, ...next };
  const items = all.slice(start, end);
  return { items, start: byCursor ? 0 : start, limit, size: items.length, _links };
}

function find(wiki: Wiki, call: Call): Hit[] | Answer {
  const cql = call.query.get('cql');
  if (cql === null || cql.trim() === '') return wikiError('cql query parameter is required', 400, 'Bad Request');
  const { world, dialect } = wiki;
  try {
    return searchWiki(cql, { world, identity: call.identity, now: call.now, userName: dialect.userName });
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    return wikiError(`Could not parse cql : ${cql}. ${error.message}`, 400, 'Bad Request');
  }
}

const wordsOf = (cql: string | null): string[] =>
  [...(cql ?? '').matchAll(/~\s*"?([\p{L}\p{N}]+)/gu)].map(([, word]) => word ?? '');

/** Servers find people with the same search. */
function searchPeople(wiki: Wiki, call: Call): Answer {
  const found = findPeople(wiki, call.query.get('cql') ?? '');
  if ('status' in found) return found;
  const { items, ...envelope } = pageOf(wiki, call, '/rest/api/search', found, 100);
  const results = items.map((person) => drawPerson(wiki, person, call));
  return json({ results, ...envelope, totalSize: found.length, cqlQuery: call.query.get('cql'), searchDuration: 4 });
}

function search(wiki: Wiki, call: Call): Answer {
  const isKnown = call.identity.kind === 'known';
  const isOfPeople = /^\s*type\s*=\s*user\b/i.test(call.query.get('cql') ?? '');
  if (wiki.dialect.paging === 'offset' && isKnown && isOfPeople) return searchPeople(wiki, call);
  const found = find(wiki, call);
  if ('status' in found) return found;
  const { items, ...envelope } = pageOf(wiki, call, '/rest/api/search', found, 100);
  const words = wordsOf(call.query.get('cql'));
  const renderer = rendererFor(wiki, call);
  return json({
    results: items.map((hit) => renderer.hit(hit, words, expandOf(call))),
    ...envelope,
    totalSize: found.length,
    cqlQuery: call.query.get('cql'),
    searchDuration: 12,
  });
}

function searchContent(wiki: Wiki, call: Call): Answer {
  const found = find(wiki, call);
  if ('status' in found) return found;
  const pages = found.map(({ page }) => page).filter((page): page is WikiPage => page !== undefined);
  const expand = expandOf(call);
  // Bodies are costly: the server answers fewer at once than it was asked for.
  const max = expand.some((name) => name.startsWith('body')) ? 25 : 100;
  const { items, ...envelope } = pageOf(wiki, call, '/rest/api/content/search', pages, max);
  return json({ results: items.map((page) => rendererFor(wiki, call).content(page, expand)), ...envelope });
}

/** What Cloud and Data Center share of REST v1. */
export function sharedRoutes(wiki: Wiki): Route[] {
  const api = `${wiki.dialect.context}/rest/api`;
  // Data Center answers a wrong token like no token here; Cloud refuses it.
  const access = wiki.dialect.paging === 'cursor' ? 'public' : 'open';
  return [
    route(
      'GET',
      `${api}/user/current`,
      'public',
      (call) => getCurrentUser(wiki, call),
      'read:content-details:confluence',
    ),
    route('GET', `${api}/search`, access, (call) => search(wiki, call), 'search:confluence'),
    route(
      'GET',
      `${api}/content/search`,
      access,
      (call) => searchContent(wiki, call),
      'search:confluence|read:content-details:confluence',
    ),
  ];
}
