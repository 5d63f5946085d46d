import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { accountId } from '../jira/dialect.ts';
import { splitList } from '../jira/issue-view.ts';
import { whole } from '../jira/parameters.ts';
import { toAdf } from '../rich-text/adf.ts';
import { toHtml, toStorage } from '../rich-text/html.ts';
import { cloudUserRoutes } from './cloud-users.ts';
import { cloudWiki } from './dialect.ts';
import { wikiErrorV2 } from './errors.ts';
import { sharedRoutes, type Wiki } from './shared-routes.ts';
import type { Space, WikiPage } from './world.ts';

const maxLimit = 250;

function drawSpace({ world }: Wiki, space: Space): Record<string, unknown> {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: 'global',
    status: 'current',
    authorId: accountId(space.owner),
    spaceOwnerId: accountId(space.owner),
    createdAt: space.createdAt.toISOString(),
    homepageId: world.homeOf(space)?.id,
    description: null,
    icon: null,
    _links: { webui: cloudWiki.spaceLink(space) },
  };
}

/** Without `body-format` a page comes without its text. */
function bodyOf(page: WikiPage, format: string | null): Record<string, unknown> {
  const body = (representation: string, value: string) => ({ [representation]: { representation, value } });
  if (format === 'storage') return body('storage', toStorage(page.text));
  if (format === 'atlas_doc_format') return body('atlas_doc_format', JSON.stringify(toAdf(page.text)));
  return format === 'view' ? body('view', toHtml(page.text)) : {};
}

function drawPage({ world }: Wiki, page: WikiPage, format: string | null): Record<string, unknown> {
  const siblings = page.parent === undefined ? [] : world.childrenOf(page.parent);
  return {
    id: page.id,
    status: 'current',
    title: page.title,
    spaceId: page.space.id,
    parentId: page.parent?.id ?? null,
    parentType: page.parent === undefined ? null : 'page',
    position: Math.max(siblings.indexOf(page), 0),
    authorId: accountId(page.author),
    ownerId: accountId(page.author),
    lastOwnerId: null,
    createdAt: page.createdAt.toISOString(),
    version: {
      number: page.version,
      message: '',
      minorEdit: false,
      authorId: accountId(page.editor),
      createdAt: page.updatedAt.toISOString(),
    },
    body: bodyOf(page, format),
    _links: {
      webui: cloudWiki.pageLink(page),
      editui: `/pages/resumedraft.action?draftId=${page.id}`,
      tinyui: `/x/${page.id}`,
    },
  };
}

const writeCursor = (after: string): string => Buffer.from(JSON.stringify({ id: after })).toString('base64url');

function readCursor(cursor: string | null): string | undefined {
  const text = Buffer.from(cursor ?? '', 'base64url').toString('utf8');
  return /^\{"id":"(\d+)"\}$/.exec(text)?.[1];
}

/** Cursor paging: the next page's address stands in the Link header and in `_links.next`, both relative to the host. */
function cursorPage<T extends { id: string }>(call: Call, all: readonly T[], draw: (item: T) => unknown): Answer {
  const cursor = call.query.get('cursor');
  const after = readCursor(cursor);
  if (cursor !== null && after === undefined) return wikiErrorV2('The cursor is not valid', 400);
  const limit = Math.min(whole(call.query.get('limit'), 25), maxLimit);
  if (limit === 0) return wikiErrorV2('The limit must be greater than 0', 400);
  const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  const base = `${call.base}/wiki`;
  if (last === undefined || start + limit >= all.length) return json({ results: items.map(draw), _links: { base } });
  const query = new URLSearchParams(call.query);
  query.set('cursor', writeCursor(last.id));
  const next = `${call.request.path}?${query.toString()}`;
  const headers = { Link: `<${next}>; rel="next", <${base}>; rel="base"` };
  return json({ results: items.map(draw), _links: { next, base } }, 200, headers);
}

function listSpaces(wiki: Wiki, call: Call): Answer {
  const keys = splitList(call.query.getAll('keys'));
  const ids = splitList(call.query.getAll('ids'));
  const found = wiki.world
    .visibleSpaces(call.identity)
    .filter((space) => keys.length === 0 || keys.includes(space.key))
    .filter((space) => ids.length === 0 || ids.includes(space.id));
  return cursorPage(call, found, (space) => drawSpace(wiki, space));
}

function getSpace(wiki: Wiki, call: Call): Answer {
  const space = wiki.world.visibleSpaces(call.identity).find(({ id }) => id === call.param('id'));
  if (space === undefined) return wikiErrorV2('Not Found', 404);
  const drawn = drawSpace(wiki, space);
  return json({ ...drawn, _links: { ...(drawn['_links'] as object), base: `${call.base}/wiki` } });
}

function listPages(wiki: Wiki, call: Call, spaceIds: readonly string[]): Answer {
  const title = call.query.get('title');
  const found = wiki.world
    .visiblePages(call.identity)
    .filter((page) => spaceIds.length === 0 || spaceIds.includes(page.space.id))
    .filter((page) => title === null || page.title === title);
  return cursorPage(call, sorted(found, call.query.get('sort')), (page) =>
    drawPage(wiki, page, call.query.get('body-format')),
  );
}

function sorted(pages: readonly WikiPage[], order: string | null): readonly WikiPage[] {
  const descending = order?.startsWith('-') === true;
  const by = (value: (page: WikiPage) => string): WikiPage[] =>
    pages.toSorted((a, b) => (value(a) < value(b) ? -1 : 1) * (descending ? -1 : 1));
  switch (order?.replace(/^-/, '') ?? '') {
    case 'title':
      return by((page) => page.title.toLowerCase());
    case 'modified-date':
      return by((page) => page.updatedAt.toISOString());
    case 'created-date':
      return by((page) => page.createdAt.toISOString());
    default:
      return pages;
  }
}

const findPage = (wiki: Wiki, call: Call): WikiPage | undefined =>
  wiki.world.visiblePages(call.identity).find(({ id }) => id === call.param('id'));

function getPage(wiki: Wiki, call: Call): Answer {
  const page = findPage(wiki, call);
  if (page === undefined) return wikiErrorV2('Not Found', 404);
  const drawn = drawPage(wiki, page, call.query.get('body-format'));
  return json({ ...drawn, _links: { ...(drawn['_links'] as object), base: `${call.base}/wiki` } });
}

function listChildren(wiki: Wiki, call: Call): Answer {
  const page = findPage(wiki, call);
  if (page === undefined) return wikiErrorV2('Not Found', 404);
  return cursorPage(call, wiki.world.childrenOf(page), ({ id, title, space }) => ({
    id,
    status: 'current',
    title,
    spaceId: space.id,
    childPosition: 0,
  }));
}

/** Confluence Cloud: REST v2, and what is left of v1. */
export const confluenceCloudRoutes = (wiki: Wiki): Route[] => [
  route('GET', '/wiki/api/v2/spaces', 'public', (call) => listSpaces(wiki, call), 'read:space:confluence'),
  route('GET', '/wiki/api/v2/spaces/{id}', 'public', (call) => getSpace(wiki, call), 'read:space:confluence'),
  route(
    'GET',
    '/wiki/api/v2/spaces/{id}/pages',
    'public',
    (call) => listPages(wiki, call, [call.param('id')]),
    'read:page:confluence',
  ),
  route(
    'GET',
    '/wiki/api/v2/pages',
    'public',
    (call) => listPages(wiki, call, splitList(call.query.getAll('space-id'))),
    'read:page:confluence',
  ),
  route('GET', '/wiki/api/v2/pages/{id}', 'public', (call) => getPage(wiki, call), 'read:page:confluence'),
  route(
    'GET',
    '/wiki/api/v2/pages/{id}/children',
    'public',
    (call) => listChildren(wiki, call),
    'read:page:confluence',
  ),
  ...cloudUserRoutes(wiki),
  ...sharedRoutes(wiki),
];
