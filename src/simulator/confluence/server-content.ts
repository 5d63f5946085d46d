import { json, nothing, Refusal, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { wikiError } from './errors.ts';
import { expandOf, pageOf, rendererFor, type Wiki } from './shared-routes.ts';
import { authorOf, checkStorage, checkVersion, objectIn, textIn, type WriteFault } from './writing.ts';
import type { Space, WikiComment, WikiPage } from './content.ts';

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
};
const refuse: WriteFault = (message, status) => new Refusal(wikiError(message, status, reasons[status] ?? 'Error'));
const missing = (id: string): Refusal => refuse(`No content found with id: ContentId{id=${id}}`, 404);

export function namedPage(wiki: Wiki, call: Call, id = call.param('id')): WikiPage {
  const found = wiki.world.visibleContents(call.identity).find((page) => page.id === id);
  if (found === undefined) throw missing(id);
  return found;
}

const commentsOf = (page: WikiPage): WikiComment[] => page.comments.filter(({ isInTrash }) => !isInTrash);

function findComment(wiki: Wiki, call: Call, id: string): WikiComment | undefined {
  return wiki.world
    .visibleContents(call.identity)
    .flatMap(commentsOf)
    .find((comment) => comment.id === id);
}

/** Older versions are told apart by the status `historical`. */
function getContent(wiki: Wiki, call: Call): Answer {
  const id = call.param('id');
  const renderer = rendererFor(wiki, call);
  const expand = expandOf(call);
  const comment = findComment(wiki, call, id);
  const draw = (): Record<string, unknown> => {
    if (comment !== undefined) return renderer.comment(comment, expand);
    const page = namedPage(wiki, call);
    const number = Number(call.query.get('version') ?? page.version);
    const isKnown = call.query.get('status') === 'historical' ? number < page.version : number === page.version;
    if (!isKnown || page.revisions[number - 1] === undefined) throw missing(id);
    return renderer.content(page, expand, number);
  };
  const drawn = draw();
  return json({ ...drawn, _links: { ...(drawn['_links'] as object), base: call.base, context: '' } });
}

type Input = Readonly<Record<string, unknown>>;

function storageIn(input: Input): string {
  const value = textIn(objectIn(objectIn(input, 'body'), 'storage'), 'value') ?? '';
  checkStorage(value, refuse);
  return value;
}

function lastAncestor(input: Input): string | undefined {
  const ancestors: unknown = input['ancestors'];
  const last: unknown = Array.isArray(ancestors) ? ancestors.at(-1) : undefined;
  return typeof last === 'object' && last !== null ? textIn(last as Input, 'id') : undefined;
}

function create(wiki: Wiki, call: Call): Answer {
  const input = call.input();
  if (textIn(input, 'type') === 'comment') return createComment(wiki, call, input);
  const { world } = wiki;
  const key = textIn(objectIn(input, 'space'), 'key');
  const space = world.visibleSpaces(call.identity).find((each) => each.key === key);
  if (space === undefined) throw refuse(`No space with key : ${key ?? ''}`, 404);
  const title = freeTitle(wiki, space, input);
  const parentId = lastAncestor(input);
  const parent = parentId === undefined ? undefined : world.pages.find(({ id }) => id === parentId);
  if (parentId !== undefined && parent?.space !== space) throw refuse('The parent page is not in this space', 400);
  const kind = textIn(input, 'type') === 'blogpost' ? 'blogpost' : 'page';
  const first = { title, storage: storageIn(input), by: authorOf(call), at: call.now, message: '' };
  return json(rendererFor(wiki, call).content(world.addPage(first, { kind, space, parent }), usual));
}

const usual = ['history', 'space', 'version', 'ancestors', 'body.storage'];

function freeTitle({ world }: Wiki, space: Space, input: Input, page?: WikiPage): string {
  const title = textIn(input, 'title')?.trim() ?? '';
  if (title === '') throw refuse('Title is required', 400);
  if (!world.isTitleTaken(space, title, page)) return title;
  throw refuse(
    `A page with this title already exists: A page already exists with the title ${title} in the space with key ${space.key}`,
    400,
  );
}

function createComment(wiki: Wiki, call: Call, input: Input): Answer {
  const page = namedPage(wiki, call, textIn(objectIn(input, 'container'), 'id') ?? '');
  const parentId = lastAncestor(input);
  const parent = commentsOf(page).find(({ id }) => id === parentId);
  if (parentId !== undefined && parent === undefined) throw missing(parentId);
  const first = { storage: storageIn(input), by: authorOf(call), at: call.now };
  const comment = wiki.world.addComment(first, { page, parent });
  return json(rendererFor(wiki, call).comment(comment, [...usual, 'container']));
}

function update(wiki: Wiki, call: Call): Answer {
  const id = call.param('contentId');
  const input = call.input();
  const comment = findComment(wiki, call, id);
  const number = objectIn(input, 'version')['number'];
  const by = authorOf(call);
  if (comment !== undefined) {
    checkVersion(number, comment.version, refuse);
    if (comment.author !== by) throw refuse('User not permitted to edit this comment', 403);
    comment.revisions.push({ title: comment.title, storage: storageIn(input), by, at: call.now, message: '' });
    return json(rendererFor(wiki, call).comment(comment, usual));
  }
  const page = namedPage(wiki, call, id);
  if (page.isRestricted && by !== page.author) throw refuse('User not permitted to edit this content', 403);
  checkVersion(number, page.version, refuse);
  const target = place(wiki, page, input);
  const title = freeTitle(wiki, target?.space ?? page.space, input, page);
  const storage = 'body' in input ? storageIn(input) : page.storage;
  page.revisions.push({
    title,
    storage,
    by,
    at: call.now,
    message: textIn(objectIn(input, 'version'), 'message') ?? '',
  });
  if (target !== undefined) wiki.world.move(page, target);
  return json(rendererFor(wiki, call).content(page, usual));
}

/** The page it moves below; undefined where it stays. */
function place({ world }: Wiki, page: WikiPage, input: Input): WikiPage | undefined {
  const id = lastAncestor(input);
  if (id === undefined) return undefined;
  const target = world.pages.find((each) => each.id === id);
  if (target === undefined) throw missing(id);
  for (let up: WikiPage | undefined = target; up !== undefined; up = up.parent) {
    if (up === page) throw refuse('A page cannot be moved below itself', 400);
  }
  return target;
}

function remove(wiki: Wiki, call: Call): Answer {
  const comment = findComment(wiki, call, call.param('id'));
  if (comment !== undefined) comment.isInTrash = true;
  else {
    const page = namedPage(wiki, call);
    if (page.isRestricted && authorOf(call) !== page.author)
      throw refuse('User not permitted to delete this content', 403);
    wiki.world.trash(page);
  }
  return nothing();
}

/** Roots only, unless `depth=all`. */
function listComments(wiki: Wiki, call: Call): Answer {
  const page = namedPage(wiki, call);
  const isDeep = call.query.get('depth') === 'all';
  const places = call.query.getAll('location');
  const found = commentsOf(page)
    .filter(({ parent }) => isDeep || parent === undefined)
    .filter(
      ({ isInline, resolution }) =>
        places.length === 0 ||
        places.includes(isInline ? 'inline' : 'footer') ||
        (places.includes('resolved') && resolution === 'resolved'),
    );
  const { items, ...envelope } = pageOf(wiki, call, `/rest/api/content/${page.id}/child/comment`, found, 100);
  const expand = expandOf(call);
  return json({ results: items.map((comment) => rendererFor(wiki, call).comment(comment, expand)), ...envelope });
}

/** One pair of addresses for pages, blog posts and comments. */
export const serverContentRoutes = (wiki: Wiki): Route[] => [
  route('GET', '/rest/api/content/{id}', 'open', (call) => getContent(wiki, call)),
  route('POST', '/rest/api/content', 'closed', (call) => create(wiki, call)),
  route('PUT', '/rest/api/content/{contentId}', 'closed', (call) => update(wiki, call)),
  route('DELETE', '/rest/api/content/{id}', 'closed', (call) => remove(wiki, call)),
  route('GET', '/rest/api/content/{id}/child/comment', 'open', (call) => listComments(wiki, call)),
];
