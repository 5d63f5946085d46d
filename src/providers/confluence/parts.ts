import { isoTime } from '../atlassian/query-words.ts';
import type { Attachment } from '../item-parts.ts';
import type { WikiPage } from '../pages.ts';
import type { Content } from './content.ts';
import { namesOf } from './people.ts';
import { unlessMissing, v2, type Site } from './site.ts';
import {
  childList,
  cloudAttachments,
  cloudVersions,
  serverAttachments,
  serverPast,
  type CloudAttachment,
  type ServerAttachment,
} from './wire-parts.ts';

type Of = Pick<Content, 'id' | 'kind'>;
/** A list inside a page; `isCut` says that there is more. */
export type Part<T> = { readonly all: readonly T[]; readonly isCut: boolean };

export const cloudPath = ({ id, kind }: Of): string =>
  `${v2}/${kind === 'page' ? 'pages' : 'blogposts'}/${encodeURIComponent(id)}`;
export const serverPath = ({ v1 }: Site, id: string): string => `${v1}/content/${encodeURIComponent(id)}`;

const most = 100;

export async function readChildren(
  site: Site,
  page: Of,
  signal?: AbortSignal,
): Promise<Part<{ id: string; title: string }>> {
  if (page.kind === 'blogpost') return { all: [], isCut: false };
  const path = site.isCloud ? `${cloudPath(page)}/children` : `${serverPath(site, page.id)}/child/page`;
  const { results, _links } = await site.api.get(path, { limit: most }, childList, signal);
  return { all: results.map(({ id, title }) => ({ id, title })), isCut: Boolean(_links?.next) };
}

export type StoredFile = Attachment & { readonly version: number; readonly download: string };

export async function readAttachments(site: Site, page: Of, signal?: AbortSignal): Promise<Part<StoredFile>> {
  if (!site.isCloud) {
    const wanted = { limit: most, expand: 'version,history' };
    const path = `${serverPath(site, page.id)}/child/attachment`;
    const { results, _links } = await site.api.get(path, wanted, serverAttachments, signal);
    return { all: results.map((one) => fromServer(page, one)), isCut: Boolean(_links?.next) };
  }
  const wanted = { limit: most, sort: '-created-date' };
  const { results, _links } = await site.api.get(`${cloudPath(page)}/attachments`, wanted, cloudAttachments, signal);
  const names = await namesOf(
    site,
    results.map(({ version }) => version?.authorId),
    signal,
  );
  const all = results.map((one) => fromCloud(site, page, one, names.get(one.version?.authorId ?? '')));
  return { all: all.toReversed(), isCut: Boolean(_links?.next) };
}

const fromCloud = (site: Site, page: Of, file: CloudAttachment, author: string | undefined): StoredFile => ({
  id: file.id,
  name: file.title,
  type: file.mediaType ?? undefined,
  size: file.fileSize ?? undefined,
  author,
  createdAt: isoTime(file.version?.createdAt ?? file.createdAt),
  version: file.version?.number ?? 1,
  // The address in the answer does not exist at the gateway, this one does.
  download: `${serverPath(site, page.id)}/child/attachment/${encodeURIComponent(file.id)}/download`,
});

const fromServer = (page: Of, file: ServerAttachment): StoredFile => ({
  id: file.id,
  name: file.title,
  type: file.metadata?.mediaType ?? file.extensions?.mediaType ?? undefined,
  size: file.extensions?.fileSize ?? undefined,
  author: file.version?.by?.displayName ?? file.history?.createdBy?.displayName ?? undefined,
  createdAt: isoTime(file.version?.when ?? file.history?.createdDate),
  version: file.version?.number ?? 1,
  download: ownPath(file._links?.download) ?? `download/attachments/${page.id}/${encodeURIComponent(file.title)}`,
});

/** Only a path of the server itself: an address in an answer must not lead elsewhere. */
const ownPath = (link: string | null | undefined): string | undefined =>
  link?.startsWith('/download/') === true ? link : undefined;

type History = NonNullable<WikiPage['history']>;

const mostVersions = 20;

/** The newest versions, the oldest of them first. */
export async function readHistory(
  site: Site,
  page: Pick<Content, 'id' | 'kind' | 'version'>,
  signal?: AbortSignal,
): Promise<Part<History[number]>> {
  if (!site.isCloud) return serverHistory(site, page, signal);
  const wanted = { limit: mostVersions, sort: '-modified-date' };
  const { results, _links } = await site.api.get(`${cloudPath(page)}/versions`, wanted, cloudVersions, signal);
  const names = await namesOf(
    site,
    results.map(({ authorId }) => authorId),
    signal,
  );
  const all = results.map(({ number, createdAt, message, authorId }) => ({
    version: number,
    at: isoTime(createdAt) ?? '',
    by: names.get(authorId ?? ''),
    message: message || undefined,
  }));
  return { all: all.toReversed(), isCut: Boolean(_links?.next) };
}

const mostServerVersions = 10;
const atOnce = 4;

/** Servers list no versions, they show one at a time. */
async function serverHistory(
  site: Site,
  { id, version = 1 }: Pick<Content, 'id' | 'version'>,
  signal?: AbortSignal,
): Promise<Part<History[number]>> {
  const first = Math.max(1, version - mostServerVersions + 1);
  const numbers = Array.from({ length: version - first + 1 }, (_, index) => first + index);
  const all: History = [];
  for (let at = 0; at < numbers.length; at += atOnce) {
    const some = numbers.slice(at, at + atOnce).map((number) => {
      const older = number === version ? {} : { status: 'historical', version: number };
      return unlessMissing(site.api.get(serverPath(site, id), { expand: 'version', ...older }, serverPast, signal));
    });
    for (const past of await Promise.all(some)) {
      if (past === undefined) continue;
      const { number, when, by, message } = past.version;
      all.push({
        version: number,
        at: isoTime(when) ?? '',
        by: by?.displayName ?? undefined,
        message: message || undefined,
      });
    }
  }
  return { all, isCut: first > 1 };
}
