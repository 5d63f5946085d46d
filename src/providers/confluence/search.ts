import { isoTime } from '../atlassian/query-words.ts';
import type { PageSummary, SearchPagesQuery } from '../pages.ts';
import type { SearchItemsQuery } from '../provider.ts';
import type { ItemSummary, Page } from '../vocabulary.ts';
import { spaceKeyIn } from './content.ts';
import { buildCql, buildPageCql } from './cql.ts';
import { nextCursor, pageParameters } from './paging.ts';
import { contributorIds } from './people.ts';
import { findSpace } from './spaces.ts';
import { mostPerPage, webAddress, type Site } from './site.ts';
import { searchPage, type SearchResult } from './wire.ts';

type Asked = {
  readonly cql: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly excerpt: string;
  readonly signal?: AbortSignal | undefined;
};

async function ask({ api, v1 }: Site, { cql, limit, cursor, excerpt, signal }: Asked) {
  const wanted = {
    ...pageParameters(cursor),
    cql,
    limit: Math.min(limit, mostPerPage),
    expand: 'content.space',
    excerpt,
  };
  const page = await api.get(`${v1}/search`, wanted, searchPage, signal);
  return { results: page.results, nextCursor: nextCursor(page), total: page.totalSize };
}

/** Keys are written in capitals; anything else may be a name, and is looked up. */
async function spaceKey(site: Site, given: string | undefined, signal?: AbortSignal): Promise<string | undefined> {
  const name = given?.trim() ?? '';
  if (name === '' || /^[A-Z][A-Z0-9]*$|^~\S+$/.test(name)) return name;
  return (await findSpace(site, name, signal)).project.id;
}

/** Whatever the query said: nothing from outside is shown, and what does not say where it is counts as outside. */
const inside =
  (within: readonly string[] | undefined) =>
  ({ projectId }: { readonly projectId?: string | undefined }): boolean =>
    within === undefined || (projectId !== undefined && within.includes(projectId));

export async function searchItems(site: Site, query: SearchItemsQuery): Promise<Page<ItemSummary>> {
  const { within, signal, limit, cursor } = query;
  if (within?.length === 0) return { items: [] };
  const isOwn = Boolean(query.query?.trim());
  const people = await contributorIds(site, query.assignee, signal);
  const project = isOwn ? undefined : await spaceKey(site, query.project, signal);
  const cql = buildCql({ ...query, project }, site.now(), people);
  const { results, ...page } = await ask(site, { cql, limit, cursor, excerpt: 'none', signal });
  const found = results.flatMap((result) => toSummary(site, result));
  const items = found.filter(inside(within));
  const total = items.length < found.length ? undefined : page.total;
  return { items, nextCursor: page.nextCursor, note: noteFor(query, site.isCloud), total };
}

function noteFor({ assignee, fields }: SearchItemsQuery, isCloud: boolean): string | undefined {
  const notes = [
    personNote(assignee, isCloud),
    fields?.length ? 'Pages have no further fields to show here.' : undefined,
  ];
  const all = notes.filter((note) => note !== undefined);
  return all.length === 0 ? undefined : all.join(' ');
}

function personNote(assignee: string | undefined, isCloud: boolean): string | undefined {
  const name = assignee?.trim() ?? '';
  if (name === '') return undefined;
  const meaning = 'Pages have no assignee: these are the pages this person worked on.';
  return isCloud || name.toLowerCase() === 'me' ? meaning : `${meaning} Here people are found by user name only.`;
}

/** None for what is found but is no content: people and spaces. */
function toSummary(site: Site, { content, url, lastModified }: SearchResult): ItemSummary[] {
  if (content === null || content === undefined) return [];
  const path = content._links?.webui ?? url;
  const project = content.space?.key ?? spaceKeyIn(path);
  return [
    {
      id: content.id,
      title: content.title,
      type: content.type,
      project,
      projectId: project,
      updatedAt: isoTime(lastModified),
      url: webAddress(site, path),
    },
  ];
}

export async function searchPages(site: Site, query: SearchPagesQuery): Promise<Page<PageSummary>> {
  const { within, signal, limit, cursor } = query;
  if (within?.length === 0) return { items: [] };
  const isOwn = Boolean(query.query?.trim());
  const space = isOwn ? undefined : await spaceKey(site, query.space, signal);
  const cql = buildPageCql({ ...query, space }, site.now());
  const { results, ...page } = await ask(site, { cql, limit, cursor, excerpt: 'highlight', signal });
  const found = results.flatMap((result) => toPage(site, result));
  const kept = found.filter(inside(within));
  const others = results.length - found.length;
  return {
    items: kept,
    nextCursor: page.nextCursor,
    note: others > 0 && isOwn ? `${String(others)} results are no pages and are not shown.` : undefined,
    total: kept.length < found.length ? undefined : page.total,
  };
}

const kinds: Readonly<Record<string, string>> = { page: 'page', blogpost: 'blog post' };

function toPage(site: Site, result: SearchResult): PageSummary[] {
  const { content, url, excerpt, lastModified } = result;
  const kind = kinds[content?.type ?? ''];
  if (content === null || content === undefined || kind === undefined) return [];
  const path = content._links?.webui ?? url;
  const space = content.space?.key ?? spaceKeyIn(path);
  const words = plainExcerpt(excerpt ?? '');
  return [
    {
      ...{ id: content.id, title: content.title, kind, space, projectId: space },
      ...{ updatedAt: isoTime(lastModified), url: webAddress(site, path), excerpt: words === '' ? undefined : words },
    },
  ];
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ', amp: '&' };

/** Without the marks around what was found, and with the signs HTML writes in words. */
const plainExcerpt = (excerpt: string): string =>
  excerpt
    .replaceAll(/@@@(?:end)?hl@@@/g, '')
    .replaceAll(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim();
