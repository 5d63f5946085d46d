import { nothing, Refusal, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { bodyIn, namedContent } from './cloud-content.ts';
import { cursorPage, drawComment, single } from './cloud-draw.ts';
import { wikiErrorV2 } from './errors.ts';
import { storageWords } from './storage.ts';
import { authorOf, checkVersion, objectIn, textIn, type WriteFault } from './writing.ts';
import type { WikiComment, WikiPage } from './content.ts';
import type { Wiki } from './shared-routes.ts';

type Place = 'footer' | 'inline';
const refuse: WriteFault = (message, status) => new Refusal(wikiErrorV2(message, status));

function commentsOf(page: WikiPage, place: Place): WikiComment[] {
  return page.comments.filter(({ isInTrash, isInline }) => !isInTrash && isInline === (place === 'inline'));
}

function find(wiki: Wiki, call: Call, place: Place, id: string | undefined): WikiComment {
  const all = wiki.world.visibleContents(call.identity).flatMap((page) => commentsOf(page, place));
  const found = all.find((comment) => comment.id === id);
  if (found === undefined) throw refuse('Not Found', 404);
  return found;
}

function list(wiki: Wiki, call: Call, place: Place, kind: 'pages' | 'blogposts'): Answer {
  const roots = commentsOf(namedContent(wiki, call, kind), place).filter(({ parent }) => parent === undefined);
  const wanted = call.query.get('resolution-status');
  const chosen = wanted === null ? roots : roots.filter(({ resolution }) => resolution === wanted);
  const isNewestFirst = call.query.get('sort') === '-created-date';
  return cursorPage(call, isNewestFirst ? chosen.toReversed() : chosen, (comment) =>
    drawComment(comment, call.query.get('body-format')),
  );
}

function listReplies(wiki: Wiki, call: Call, place: Place): Answer {
  const parent = find(wiki, call, place, call.param('id'));
  const replies = commentsOf(parent.page, place).filter((comment) => comment.parent === parent);
  return cursorPage(call, replies, (comment) => drawComment(comment, call.query.get('body-format')));
}

const countOf = (text: string, part: string): number => (part === '' ? 0 : text.split(part).length - 1);

function selectionIn(input: Readonly<Record<string, unknown>>, page: WikiPage): { text: string } {
  const properties = objectIn(input, 'inlineCommentProperties');
  const text = textIn(properties, 'textSelection') ?? '';
  const count = countOf(storageWords(page.storage), text);
  if (count === 0) throw refuse('The text selection was not found on the page', 400);
  if (properties['textSelectionMatchCount'] !== count) throw refuse('The text selection match count is wrong', 400);
  const index = properties['textSelectionMatchIndex'];
  if (typeof index !== 'number' || index < 0 || index >= count) throw refuse('The match index is wrong', 400);
  return { text };
}

function create(wiki: Wiki, call: Call, place: Place): Answer {
  const input = call.input();
  const parentId = textIn(input, 'parentCommentId');
  const first = { storage: bodyIn(input), by: authorOf(call), at: call.now };
  if (parentId !== undefined) {
    if ('pageId' in input || 'blogPostId' in input) throw refuse('Give a container or a parent comment, not both', 400);
    const parent = find(wiki, call, place, parentId);
    return single(call, drawComment(wiki.world.addComment(first, { page: parent.page, parent }), 'storage'), 201);
  }
  const id = textIn(input, 'pageId') ?? textIn(input, 'blogPostId');
  const page = wiki.world.visibleContents(call.identity).find((each) => each.id === id);
  if (page === undefined) throw refuse('Not Found', 404);
  const selection = place === 'inline' ? selectionIn(input, page) : undefined;
  return single(call, drawComment(wiki.world.addComment(first, { page, selection }), 'storage'), 201);
}

function update(wiki: Wiki, call: Call, place: Place): Answer {
  const comment = find(wiki, call, place, call.param('comment-id'));
  const input = call.input();
  const by = authorOf(call);
  if (comment.author !== by) throw refuse('You do not have permission to edit this comment', 403);
  checkVersion(objectIn(input, 'version')['number'], comment.version, refuse);
  const storage = 'body' in input ? bodyIn(input) : comment.storage;
  comment.revisions.push({ title: comment.title, storage, by, at: call.now, message: '' });
  if (typeof input['resolved'] === 'boolean') comment.resolution = input['resolved'] ? 'resolved' : 'reopened';
  return single(call, drawComment(comment, 'storage'));
}

function remove(wiki: Wiki, call: Call, place: Place): Answer {
  find(wiki, call, place, call.param('comment-id')).isInTrash = true;
  return nothing();
}

function placeRoutes(wiki: Wiki, place: Place): Route[] {
  const path = `/wiki/api/v2/${place}-comments`;
  const read = 'read:comment:confluence';
  const write = 'write:comment:confluence';
  const get = (call: Call): Answer =>
    single(call, drawComment(find(wiki, call, place, call.param('comment-id')), call.query.get('body-format')));
  return [
    ...(['pages', 'blogposts'] as const).map((kind) =>
      route(
        'GET',
        `/wiki/api/v2/${kind}/{id}/${place}-comments`,
        'public',
        (call) => list(wiki, call, place, kind),
        read,
      ),
    ),
    route('POST', path, 'closed', (call) => create(wiki, call, place), write),
    route('GET', `${path}/{comment-id}`, 'public', get, read),
    route('PUT', `${path}/{comment-id}`, 'closed', (call) => update(wiki, call, place), write),
    route('DELETE', `${path}/{comment-id}`, 'closed', (call) => remove(wiki, call, place), 'delete:comment:confluence'),
    route('GET', `${path}/{id}/children`, 'public', (call) => listReplies(wiki, call, place), read),
  ];
}

/** Comments below the text and beside it. */
export const cloudCommentRoutes = (wiki: Wiki): Route[] => [
  ...placeRoutes(wiki, 'footer'),
  ...placeRoutes(wiki, 'inline'),
];
