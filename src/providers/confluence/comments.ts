import { isoTime } from '../atlassian/query-words.ts';
import type { Comment } from '../item-parts.ts';
import { storageToMarkdown } from '../rich-text/storage-format.ts';
import type { Content } from './content.ts';
import { cloudPath, serverPath, type Part } from './parts.ts';
import { namesOf, withNames } from './people.ts';
import { v2, type Site } from './site.ts';
import {
  cloudComments,
  serverCommentExpand,
  serverComments,
  type CloudComment,
  type ServerComment,
} from './wire-parts.ts';

type Place = 'footer' | 'inline';

const mostRoots = 25;
/** Every comment of Cloud is asked for its replies, one question each. */
const mostQuestions = 60;
const atOnce = 4;

/** Comments below the page and beside its words, the newest kept, the oldest shown first. */
export async function readComments(
  site: Site,
  page: Pick<Content, 'id' | 'kind'>,
  signal?: AbortSignal,
): Promise<Part<Comment>> {
  const { all, isCut } = site.isCloud ? await readCloud(site, page, signal) : await readServer(site, page.id, signal);
  const sorted = all.toSorted((a, b) => ((a.createdAt ?? '') < (b.createdAt ?? '') ? -1 : 1));
  return { all: sorted, isCut };
}

type Raw = CloudComment & { readonly place: Place };

async function readCloud(site: Site, page: Pick<Content, 'id' | 'kind'>, signal?: AbortSignal): Promise<Part<Comment>> {
  const roots = await Promise.all([rootsOf(site, page, 'footer', signal), rootsOf(site, page, 'inline', signal)]);
  const found = roots.flatMap(({ all }) => all);
  let isCut = roots.some((part) => part.isCut);
  let questions = 0;
  for (let at = 0; at < found.length; at += atOnce) {
    if (questions >= mostQuestions) {
      isCut = true;
      break;
    }
    const some = found.slice(at, at + atOnce);
    questions += some.length;
    const replies = await Promise.all(some.map((comment) => repliesTo(site, comment, signal)));
    found.push(...replies.flat());
  }
  const names = await namesOf(
    site,
    found.map(({ version }) => version?.authorId),
    signal,
  );
  return { all: await Promise.all(found.map((comment) => fromCloud(site, comment, names))), isCut };
}

async function rootsOf(
  site: Site,
  page: Pick<Content, 'id' | 'kind'>,
  place: Place,
  signal?: AbortSignal,
): Promise<Part<Raw>> {
  const wanted = { 'body-format': 'storage', sort: '-created-date', limit: mostRoots };
  const path = `${cloudPath(page)}/${place}-comments`;
  const { results, _links } = await site.api.get(path, wanted, cloudComments, signal);
  return { all: results.map((comment) => ({ ...comment, place })), isCut: Boolean(_links?.next) };
}

async function repliesTo(site: Site, { id, place }: Raw, signal?: AbortSignal): Promise<Raw[]> {
  const path = `${v2}/${place}-comments/${encodeURIComponent(id)}/children`;
  const { results } = await site.api.get(path, { 'body-format': 'storage', limit: 50 }, cloudComments, signal);
  return results.map((reply) => ({ ...reply, parentCommentId: reply.parentCommentId ?? id, place }));
}

async function fromCloud(site: Site, comment: Raw, names: ReadonlyMap<string, string>): Promise<Comment> {
  const { id, version, parentCommentId, place, resolutionStatus, properties } = comment;
  const isRoot = parentCommentId === null || parentCommentId === undefined;
  const isEdited = (version?.number ?? 1) > 1;
  const at = isoTime(version?.createdAt);
  return {
    id,
    author: names.get(version?.authorId ?? ''),
    createdAt: at,
    updatedAt: isEdited ? at : undefined,
    text: await commentText(site, comment.body?.storage?.value),
    replyTo: parentCommentId ?? undefined,
    quote: properties?.inlineOriginalSelection ?? undefined,
    resolved: place === 'inline' && isRoot ? resolutionStatus === 'resolved' : undefined,
  };
}

const mostServerComments = 100;

async function readServer(site: Site, id: string, signal?: AbortSignal): Promise<Part<Comment>> {
  const wanted = { expand: serverCommentExpand, depth: 'all', limit: mostServerComments };
  const { results, _links } = await site.api.get(
    `${serverPath(site, id)}/child/comment`,
    wanted,
    serverComments,
    signal,
  );
  return { all: await Promise.all(results.map((comment) => fromServer(site, comment))), isCut: Boolean(_links?.next) };
}

async function fromServer(
  site: Site,
  { id, history, version, ancestors, body, extensions }: ServerComment,
): Promise<Comment> {
  const isRoot = (ancestors ?? []).length === 0;
  const isBeside = extensions?.location === 'inline' || extensions?.location === 'resolved';
  return {
    id,
    author: history?.createdBy?.displayName ?? version?.by?.displayName ?? undefined,
    createdAt: isoTime(history?.createdDate ?? version?.when),
    updatedAt: (version?.number ?? 1) > 1 ? isoTime(version?.when) : undefined,
    text: await commentText(site, body?.storage?.value),
    replyTo: ancestors?.at(-1)?.id,
    quote: extensions?.inlineProperties?.originalSelection ?? undefined,
    resolved:
      isBeside && isRoot
        ? extensions.location === 'resolved' || extensions.resolution?.status === 'resolved'
        : undefined,
  };
}

export async function commentText(site: Site, storage: string | undefined, signal?: AbortSignal): Promise<string> {
  return storage === undefined || storage === '' ? '' : withNames(site, await storageToMarkdown(storage), signal);
}
