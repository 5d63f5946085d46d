import { accountId } from '../jira/dialect.ts';
import { whole } from '../jira/parameters.ts';
import { json, type Answer } from '../server/answer.ts';
import { cloudWiki } from './dialect.ts';
import { wikiErrorV2 } from './errors.ts';
import { storageView, storageWords } from './storage.ts';
import type { Call } from '../server/call.ts';
import type { Revision, WikiAttachment, WikiComment, WikiPage } from './content.ts';
import type { WikiWorld } from './world.ts';

const maxLimit = 250;

/** Without `body-format` a page comes without its text. */
function bodyOf(storage: string, format: string | null): Record<string, unknown> {
  const body = (representation: string, value: string) => ({ [representation]: { representation, value } });
  if (format === 'storage') return body('storage', storage);
  if (format === 'view') return body('view', storageView(storage));
  if (format !== 'atlas_doc_format') return {};
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: storageWords(storage) }] }];
  return body('atlas_doc_format', JSON.stringify({ type: 'doc', version: 1, content }));
}

export const drawVersion = ({ by, at, message }: Pick<Revision, 'by' | 'at' | 'message'>, number: number) => ({
  number,
  message,
  minorEdit: false,
  authorId: accountId(by),
  createdAt: at.toISOString(),
});

export const drawLabels = (names: readonly string[]) =>
  names.map((name, index) => ({ id: String(5001 + index), name, prefix: 'global' }));

/** `number`: an older version. */
export function drawPage(world: WikiWorld, page: WikiPage, format: string | null, number = page.version) {
  const revision = page.revisions[number - 1] ?? page.latest;
  const siblings = page.parent === undefined ? [] : world.childrenOf(page.parent);
  const place = {
    parentId: page.parent?.id ?? null,
    parentType: page.parent === undefined ? null : 'page',
    position: Math.max(siblings.indexOf(page), 0),
    ownerId: accountId(page.author),
    lastOwnerId: null,
  };
  return {
    id: page.id,
    status: number < page.version ? 'historical' : 'current',
    title: revision.title,
    spaceId: page.space.id,
    ...(page.kind === 'page' ? place : {}),
    authorId: accountId(page.author),
    createdAt: page.createdAt.toISOString(),
    version: drawVersion(revision, number),
    body: bodyOf(revision.storage, format),
    _links: {
      webui: cloudWiki.pageLink(page),
      editui: `/pages/resumedraft.action?draftId=${page.id}`,
      tinyui: `/x/${page.id}`,
    },
  };
}

export function drawComment(comment: WikiComment, format: string | null): Record<string, unknown> {
  const { page, parent, selection } = comment;
  const container = page.kind === 'page' ? { pageId: page.id } : { blogPostId: page.id };
  const properties =
    selection === undefined ? {} : { inlineMarkerRef: selection.markerRef, inlineOriginalSelection: selection.text };
  return {
    id: comment.id,
    status: 'current',
    title: comment.title,
    ...(parent === undefined ? container : { parentCommentId: parent.id }),
    version: drawVersion(comment.latest, comment.version),
    body: bodyOf(comment.storage, format),
    ...(comment.isInline ? { resolutionStatus: comment.resolution, properties } : {}),
    _links: { webui: `${cloudWiki.pageLink(page)}?focusedCommentId=${comment.id}` },
  };
}

export function drawAttachment({
  id,
  name,
  page,
  latest,
  versions,
  createdAt,
}: WikiAttachment): Record<string, unknown> {
  const query = `version=${versions.length}&modificationDate=${latest.at.getTime()}&cacheVersion=1&api=v2`;
  const download = `/download/attachments/${page.id}/${encodeURIComponent(name)}?${query}`;
  const webui = `${cloudWiki.pageLink(page)}?preview=${id}`;
  return {
    id,
    status: 'current',
    title: name,
    createdAt: createdAt.toISOString(),
    ...(page.kind === 'page' ? { pageId: page.id } : { blogPostId: page.id }),
    mediaType: latest.type,
    mediaTypeDescription: latest.type,
    comment: latest.comment,
    fileId: `00000000-0000-4000-8000-${id.slice(3).padStart(12, '0')}`,
    fileSize: latest.bytes.length,
    webuiLink: webui,
    downloadLink: download,
    version: drawVersion({ ...latest, message: latest.comment }, versions.length),
    _links: { webui, download },
  };
}

/** One thing alone also says where the site is. */
export function single(call: Call, drawn: Record<string, unknown>, status = 200): Answer {
  return json({ ...drawn, _links: { ...(drawn['_links'] as object | undefined), base: `${call.base}/wiki` } }, status);
}

const writeCursor = (after: string): string => Buffer.from(JSON.stringify({ id: after })).toString('base64url');

function readCursor(cursor: string | null): string | undefined {
  const text = Buffer.from(cursor ?? '', 'base64url').toString('utf8');
  return /^\{"id":"(\w+)"\}$/.exec(text)?.[1];
}

/** Cursor paging: the next page's address stands in the Link header and in `_links.next`, both relative to the host. */
export function cursorPage<T extends { readonly id: string }>(
  call: Call,
  all: readonly T[],
  draw: (item: T) => unknown,
): Answer {
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
