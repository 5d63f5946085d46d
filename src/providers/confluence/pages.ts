import { isoTime } from '../atlassian/query-words.ts';
import { htmlToMarkdown } from '../rich-text/html-to-markdown.ts';
import type { Item, ItemSummary, Project } from '../vocabulary.ts';
import type { CloudPage, SearchResult, ServerContent, Space } from './wire.ts';

/** A space is known by its key everywhere in Confluence's own language, so the key is its id here. */
export function toProject({ key, name, _links }: Space, webRoot: string): Project {
  return { id: key, key, name, url: webAddress(webRoot, _links?.webui ?? `/display/${encodeURIComponent(key)}`) };
}

/** Absent for what is found but is no page or post: people and spaces. */
export function toSummary(result: SearchResult, webRoot: string): ItemSummary | undefined {
  const { content } = result;
  if (content === null || content === undefined) return undefined;
  const path = content._links?.webui ?? result.url;
  return {
    id: content.id,
    title: content.title,
    type: content.type,
    project: content.space?.key ?? spaceKeyIn(path),
    updatedAt: isoTime(result.lastModified),
    url: webAddress(webRoot, path),
  };
}

export async function cloudItem(
  page: CloudPage,
  type: string,
  author: string | undefined,
  webRoot: string,
): Promise<Item> {
  return {
    id: page.id,
    title: page.title,
    type,
    project: spaceKeyIn(page._links?.webui),
    updatedAt: isoTime(page.version?.createdAt),
    url: webAddress(webRoot, page._links?.webui),
    description: await markdown(page.body?.view?.value, webRoot),
    author,
    labels: page.labels?.results.map(({ name }) => name),
    parent: page.parentId ?? undefined,
    createdAt: isoTime(page.createdAt),
  };
}

export async function serverItem(content: ServerContent, webRoot: string): Promise<Item> {
  return {
    id: content.id,
    title: content.title,
    type: content.type,
    project: content.space?.key,
    updatedAt: isoTime(content.version?.when),
    url: webAddress(webRoot, content._links?.webui),
    description: await markdown(content.body?.view?.value, webRoot),
    author: content.history?.createdBy?.displayName ?? undefined,
    labels: content.metadata?.labels?.results.map(({ name }) => name),
    parent: content.ancestors?.at(-1)?.id,
    createdAt: isoTime(content.history?.createdDate),
  };
}

async function markdown(html: string | undefined, webRoot: string): Promise<string | undefined> {
  return html === undefined || html === '' ? undefined : htmlToMarkdown(html, `${webRoot}/`);
}

function webAddress(webRoot: string, path: string | null | undefined): string | undefined {
  if (path === null || path === undefined) return undefined;
  return /^https?:\/\//.test(path) ? path : `${webRoot}/${path.replace(/^\/+/, '')}`;
}

/** `/spaces/KEY/pages/123/Title` and `/display/KEY/Title`. */
function spaceKeyIn(path: string | null | undefined): string | undefined {
  const key = /\/(?:spaces|display)\/([^/?#]+)/.exec(path ?? '')?.[1];
  return key === undefined ? undefined : decodeURIComponent(key);
}
