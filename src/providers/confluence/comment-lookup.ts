import { connectionFailure } from '../../diagnosis/advice.ts';
import { commentText } from './comments.ts';
import type { Content } from './content.ts';
import { serverPath } from './parts.ts';
import { unlessMissing, v2, type Site } from './site.ts';
import { cloudComment, serverComment, serverCommentExpand, type CloudComment } from './wire-parts.ts';

export type Found = {
  readonly id: string;
  readonly place: 'footer' | 'inline';
  readonly version: number;
  /** Markdown. */
  readonly text: string;
  /** Where it is changed and removed. */
  readonly path: string;
};

/** AppError `not-found` for a comment of another page: it must not be reached through this one. */
export async function commentOn(
  site: Site,
  page: Pick<Content, 'id'>,
  id: string,
  signal?: AbortSignal,
): Promise<Found> {
  const wanted = id.trim();
  const found = /^\d+$/.test(wanted)
    ? await (site.isCloud ? onCloud : onServer)(site, page.id, wanted, signal)
    : undefined;
  if (found !== undefined) return found;
  throw connectionFailure('not-found', {
    systemName: 'Confluence',
    detail: `There is no comment ${wanted} on this page.`,
  });
}

async function onCloud(site: Site, pageId: string, id: string, signal?: AbortSignal): Promise<Found | undefined> {
  for (const place of ['footer', 'inline'] as const) {
    const comment = await fetchComment(site, place, id, signal);
    if (comment === undefined) continue;
    if ((await containerOf(site, place, comment, signal)) !== pageId) return undefined;
    const text = await commentText(site, comment.body?.storage?.value, signal);
    const version = comment.version?.number ?? 1;
    return { id: comment.id, place, version, text, path: `${v2}/${place}-comments/${encodeURIComponent(id)}` };
  }
  return undefined;
}

function fetchComment({ api }: Site, place: Found['place'], id: string, signal?: AbortSignal) {
  const path = `${v2}/${place}-comments/${encodeURIComponent(id)}`;
  return unlessMissing(api.get(path, { 'body-format': 'storage' }, cloudComment, signal));
}

const deepest = 20;

/** A reply names only the comment it answers. */
async function containerOf(
  site: Site,
  place: Found['place'],
  comment: CloudComment,
  signal?: AbortSignal,
): Promise<string | undefined> {
  let here: CloudComment | undefined = comment;
  for (let depth = 0; here !== undefined && depth < deepest; depth += 1) {
    const container: string | null | undefined = here.pageId ?? here.blogPostId;
    if (container !== null && container !== undefined) return container;
    const above: string | null | undefined = here.parentCommentId;
    here = above === null || above === undefined ? undefined : await fetchComment(site, place, above, signal);
  }
  return undefined;
}

async function onServer(site: Site, pageId: string, id: string, signal?: AbortSignal): Promise<Found | undefined> {
  const path = serverPath(site, id);
  const comment = await unlessMissing(site.api.get(path, { expand: serverCommentExpand }, serverComment, signal));
  if (comment?.type !== 'comment' || comment.container?.id !== pageId) return undefined;
  const text = await commentText(site, comment.body?.storage?.value, signal);
  const place = comment.extensions?.location === 'inline' ? 'inline' : 'footer';
  return { id: comment.id, place, version: comment.version?.number ?? 1, text, path };
}
