import { splitList } from '../jira/issue-view.ts';
import { json, nothing, Refusal, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { cursorPage, drawLabels, drawPage, drawVersion, single } from './cloud-draw.ts';
import { wikiError, wikiErrorV2 } from './errors.ts';
import { authorOf, checkStorage, checkVersion, objectIn, textIn, type WriteFault } from './writing.ts';
import type { Wiki } from './shared-routes.ts';
import { ancestorsOf, type WikiPage } from './content.ts';

type Kind = 'pages' | 'blogposts';
const kindOf = (kind: Kind): WikiPage['kind'] => (kind === 'pages' ? 'page' : 'blogpost');

const refuse: WriteFault = (message, status) => new Refusal(wikiErrorV2(message, status));

/** The page or blog post a path names; throws a 404 for what is not there or not to be seen. */
export function namedContent(wiki: Wiki, call: Call, kind: Kind, parameter = 'id'): WikiPage {
  const found = wiki.world
    .visibleContents(call.identity)
    .find((page) => page.id === call.param(parameter) && page.kind === kindOf(kind));
  if (found === undefined) throw refuse('Not Found', 404);
  return found;
}

/** Both `{representation, value}` and `{storage: {representation, value}}` are taken. */
export function bodyIn(input: Readonly<Record<string, unknown>>, fault: WriteFault = refuse): string {
  const body = objectIn(input, 'body');
  const inner = 'representation' in body ? body : objectIn(body, 'storage');
  if (inner['representation'] !== 'storage')
    throw fault('Provided value for body.representation is not supported', 400);
  const value = textIn(inner, 'value') ?? '';
  checkStorage(value, fault);
  return value;
}

const order = (key: string, page: WikiPage): string => {
  if (key === 'title') return page.title.toLowerCase();
  return (key === 'created-date' ? page.createdAt : page.updatedAt).toISOString();
};

function sorted(pages: readonly WikiPage[], wanted: string | null): readonly WikiPage[] {
  const key = wanted?.replace(/^-/, '') ?? '';
  if (!['title', 'created-date', 'modified-date'].includes(key)) return pages;
  const sign = wanted?.startsWith('-') === true ? -1 : 1;
  return pages.toSorted((a, b) => (order(key, a) < order(key, b) ? -sign : sign));
}

function list(wiki: Wiki, call: Call, kind: Kind, spaceIds: readonly string[]): Answer {
  const title = call.query.get('title');
  const found = wiki.world
    .visibleContents(call.identity)
    .filter((page) => page.kind === kindOf(kind))
    .filter((page) => spaceIds.length === 0 || spaceIds.includes(page.space.id))
    .filter((page) => title === null || page.title === title);
  return cursorPage(call, sorted(found, call.query.get('sort')), (page) =>
    drawPage(wiki.world, page, call.query.get('body-format')),
  );
}

function get(wiki: Wiki, call: Call, kind: Kind): Answer {
  const page = namedContent(wiki, call, kind);
  const number = Number(call.query.get('version') ?? page.version);
  if (page.revisions[number - 1] === undefined) throw refuse('Not Found', 404);
  const drawn = drawPage(wiki.world, page, call.query.get('body-format'), number);
  if (call.query.get('include-labels') !== 'true') return single(call, drawn);
  const labels = { results: drawLabels(page.labels), meta: { hasMore: false, cursor: '' }, _links: { self: '' } };
  return single(call, { ...drawn, labels });
}

function create({ world }: Wiki, call: Call, kind: Kind): Answer {
  const input = call.input();
  const space = world.visibleSpaces(call.identity).find(({ id }) => id === textIn(input, 'spaceId'));
  if (space === undefined) throw refuse('Space not found', 404);
  const title = textIn(input, 'title')?.trim() ?? '';
  if (title === '') throw refuse('Provided value for title is required', 400);
  const isPage = kind === 'pages';
  if (isPage && world.isTitleTaken(space, title)) {
    throw refuse('A page with this title already exists: A page already exists with the same TITLE in this space', 400);
  }
  const parentId = isPage ? textIn(input, 'parentId') : undefined;
  const parent = parentId === undefined ? world.homeOf(space) : world.pages.find(({ id }) => id === parentId);
  if (parent === undefined || parent.space !== space) throw refuse('The parent ID specified does not exist', 404);
  const first = { title, storage: bodyIn(input), by: authorOf(call), at: call.now, message: '' };
  const page = world.addPage(first, { kind: kindOf(kind), space, parent: isPage ? parent : undefined });
  return single(call, drawPage(world, page, 'storage'));
}

function update(wiki: Wiki, call: Call, kind: Kind): Answer {
  const { world } = wiki;
  const page = namedContent(wiki, call, kind);
  const input = call.input();
  const by = authorOf(call);
  if (page.isRestricted && by !== page.author) throw refuse('You do not have permission to edit this content', 403);
  const title = textIn(input, 'title')?.trim() ?? '';
  if (title === '' || textIn(input, 'id') !== page.id)
    throw refuse('Provided values for id and title are required', 400);
  checkVersion(objectIn(input, 'version')['number'], page.version, refuse);
  if (kind === 'pages' && world.isTitleTaken(page.space, title, page)) {
    throw refuse('A page with this title already exists: A page already exists with the same TITLE in this space', 400);
  }
  const message = textIn(objectIn(input, 'version'), 'message') ?? '';
  page.revisions.push({ title, storage: bodyIn(input), by, at: call.now, message });
  return single(call, drawPage(world, page, 'storage'));
}

function remove(wiki: Wiki, call: Call, kind: Kind): Answer {
  const page = namedContent(wiki, call, kind);
  if (page.isRestricted && authorOf(call) !== page.author)
    throw refuse('You do not have permission to delete this content', 403);
  wiki.world.trash(page);
  return nothing();
}

function versions(wiki: Wiki, call: Call, kind: Kind): Answer {
  const { revisions, id } = namedContent(wiki, call, kind);
  const all = revisions.map((revision, index) => ({ id: `${id}v${index + 1}`, revision, number: index + 1 }));
  const isOldestFirst = call.query.get('sort') === 'modified-date';
  return cursorPage(call, isOldestFirst ? all : all.toReversed(), ({ revision, number }) =>
    drawVersion(revision, number),
  );
}

/** v1, because v2 cannot bring a page to another space. */
function move(wiki: Wiki, call: Call): Answer {
  const pages = wiki.world.visiblePages(call.identity);
  const page = pages.find(({ id }) => id === call.param('pageId'));
  const target = pages.find(({ id }) => id === call.param('targetId'));
  if (page === undefined || target === undefined) return wikiError('Page not found', 404, 'Not Found');
  if (call.param('position') !== 'append') return wikiError('Unsupported position', 400, 'Bad Request');
  for (let up: WikiPage | undefined = target; up !== undefined; up = up.parent) {
    if (up === page) return wikiError('Cannot move a page below itself', 400, 'Bad Request');
  }
  if (target.space !== page.space && wiki.world.isTitleTaken(target.space, page.title)) {
    return wikiError('A page with this title already exists in the target space', 400, 'Bad Request');
  }
  wiki.world.move(page, target);
  return json({ pageId: page.id });
}

const read = 'read:page:confluence';
const write = 'write:page:confluence';

const contentRoutes = (wiki: Wiki, kind: Kind): Route[] => {
  const path = `/wiki/api/v2/${kind}`;
  return [
    route('GET', path, 'public', (call) => list(wiki, call, kind, splitList(call.query.getAll('space-id'))), read),
    route('POST', path, 'closed', (call) => create(wiki, call, kind), write),
    route('GET', `${path}/{id}`, 'public', (call) => get(wiki, call, kind), read),
    route('PUT', `${path}/{id}`, 'closed', (call) => update(wiki, call, kind), write),
    route('DELETE', `${path}/{id}`, 'closed', (call) => remove(wiki, call, kind), 'delete:page:confluence'),
    route('GET', `${path}/{id}/versions`, 'public', (call) => versions(wiki, call, kind), read),
  ];
};

/** Pages and blog posts of Confluence Cloud. */
export const cloudContentRoutes = (wiki: Wiki): Route[] => [
  ...contentRoutes(wiki, 'pages'),
  ...contentRoutes(wiki, 'blogposts'),
  route(
    'GET',
    '/wiki/api/v2/spaces/{id}/pages',
    'public',
    (call) => list(wiki, call, 'pages', [call.param('id')]),
    read,
  ),
  route(
    'GET',
    '/wiki/api/v2/pages/{id}/children',
    'public',
    (call) =>
      cursorPage(call, wiki.world.childrenOf(namedContent(wiki, call, 'pages')), ({ id, title, space }) => ({
        id,
        status: 'current',
        title,
        spaceId: space.id,
        childPosition: 0,
      })),
    read,
  ),
  route(
    'GET',
    '/wiki/api/v2/pages/{id}/ancestors',
    'public',
    (call) => cursorPage(call, ancestorsOf(namedContent(wiki, call, 'pages')), ({ id }) => ({ id, type: 'page' })),
    read,
  ),
  route(
    'PUT',
    '/wiki/rest/api/content/{pageId}/move/{position}/{targetId}',
    'closed',
    (call) => move(wiki, call),
    write,
  ),
];
