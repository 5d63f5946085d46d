import { connectionFailure } from '../../diagnosis/advice.ts';
import { isoTime } from '../atlassian/query-words.ts';
import { namesOf } from './people.ts';
import { hasCode, unlessMissing, v2, webAddress, type Site } from './site.ts';
import { cloudPage, serverContent, serverExpand, spacePage, type CloudPage, type ServerContent } from './wire.ts';

/** A page or blog post, whichever deployment it came from. */
export type Content = {
  readonly id: string;
  readonly kind: 'page' | 'blogpost';
  readonly title: string;
  readonly spaceKey: string | undefined;
  readonly parent: { readonly id: string; readonly title?: string | undefined } | undefined;
  readonly version: number | undefined;
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
  readonly author: string | undefined;
  readonly labels: readonly string[];
  readonly url: string | undefined;
  readonly isInTrash: boolean;
  /** In the format that was asked for. */
  readonly body: string;
};

type Format = 'storage' | 'view';
type Reading = {
  readonly format: Format;
  readonly version?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Pages and blog posts have one numbering but, on Cloud, two addresses. */
export async function readContent(site: Site, id: string, reading: Reading): Promise<Content> {
  return site.isCloud ? readCloud(site, id, reading) : readServer(site, id, reading);
}

/** What changing it takes: its text as it is stored, and the number of its version. */
export async function readForChange(
  site: Site,
  id: string,
  signal?: AbortSignal,
): Promise<Content & { readonly version: number; readonly spaceKey: string }> {
  const content = await readContent(site, id, { format: 'storage', signal });
  const { version, spaceKey } = content;
  if (version !== undefined && spaceKey !== undefined) return { ...content, version, spaceKey };
  throw connectionFailure('unexpected-answer', { systemName: 'Confluence' });
}

async function readCloud(site: Site, id: string, reading: Reading): Promise<Content> {
  try {
    return await toContent(site, await fetchCloud(site, 'pages', id, reading), 'page', reading);
  } catch (error) {
    if (!hasCode(error, ['not-found'])) throw error;
    const post = await unlessMissing(fetchCloud(site, 'blogposts', id, reading));
    if (post === undefined) throw error;
    return toContent(site, post, 'blogpost', reading);
  }
}

function fetchCloud({ api }: Site, kind: 'pages' | 'blogposts', id: string, reading: Reading): Promise<CloudPage> {
  const { format, version, signal } = reading;
  const wanted = { 'body-format': format, 'include-labels': true, version };
  return api.get(`${v2}/${kind}/${encodeURIComponent(id)}`, wanted, cloudPage, signal);
}

async function toContent(
  site: Site,
  page: CloudPage,
  kind: Content['kind'],
  { format, signal }: Reading,
): Promise<Content> {
  const [names, spaceKey] = await Promise.all([namesOf(site, [page.authorId], signal), spaceKeyOf(site, page, signal)]);
  return {
    id: page.id,
    kind,
    title: page.title,
    spaceKey,
    // A page may also lie in a folder or a database, which are no pages.
    parent: page.parentId === null || page.parentId === undefined ? undefined : { id: page.parentId },
    version: page.version?.number,
    createdAt: isoTime(page.createdAt),
    updatedAt: isoTime(page.version?.createdAt),
    author: names.get(page.authorId ?? ''),
    labels: page.labels?.results.map(({ name }) => name) ?? [],
    url: webAddress(site, page._links?.webui),
    isInTrash: page.status === 'trashed',
    body: page.body?.[format]?.value ?? '',
  };
}

/** The address of a page names its space; where it does not, the space is asked for by its number. */
async function spaceKeyOf({ api }: Site, page: CloudPage, signal?: AbortSignal): Promise<string | undefined> {
  const key = spaceKeyIn(page._links?.webui);
  if (key !== undefined || page.spaceId === null || page.spaceId === undefined) return key;
  const found = await unlessMissing(api.get(`${v2}/spaces`, { ids: page.spaceId }, spacePage, signal));
  return found?.results[0]?.key;
}

async function readServer(site: Site, id: string, { format, version, signal }: Reading): Promise<Content> {
  const path = `${site.v1}/content/${encodeURIComponent(id)}`;
  const expand = `body.${format},${serverExpand}`;
  const current = await site.api.get(path, { expand }, serverContent, signal);
  if (version === undefined || version === current.version?.number) return fromServer(site, current, format);
  const older = { expand, status: 'historical', version };
  return fromServer(site, await site.api.get(path, older, serverContent, signal), format);
}

function fromServer(site: Site, content: ServerContent, format: Format): Content {
  const parent = content.ancestors?.at(-1);
  return {
    id: content.id,
    kind: content.type === 'blogpost' ? 'blogpost' : 'page',
    title: content.title,
    spaceKey: content.space?.key ?? spaceKeyIn(content._links?.webui),
    parent: parent === undefined ? undefined : { id: parent.id, title: parent.title ?? undefined },
    version: content.version?.number,
    createdAt: isoTime(content.history?.createdDate),
    updatedAt: isoTime(content.version?.when),
    author: content.history?.createdBy?.displayName ?? undefined,
    labels: content.metadata?.labels?.results.map(({ name }) => name) ?? [],
    url: webAddress(site, content._links?.webui),
    isInTrash: content.status === 'trashed',
    body: content.body?.[format]?.value ?? '',
  };
}

/** `/spaces/KEY/pages/123/Title` and `/display/KEY/Title`. */
export function spaceKeyIn(path: string | null | undefined): string | undefined {
  const key = /\/(?:spaces|display)\/([^/?#]+)/.exec(path ?? '')?.[1];
  return key === undefined ? undefined : decodeURIComponent(key);
}
