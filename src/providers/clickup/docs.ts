import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import { refuseQuery } from '../refusals.ts';
import { utcTime } from '../vendor-fields.ts';
import type { PageSummary } from '../pages.ts';
import { systemName } from './failures.ts';
import { docAnswer, docPage, docPagesAnswer, docsAnswer } from './part-schemas.ts';
import type { Doc, DocPage } from './part-schemas.ts';
import type { ClickUp } from './workspaces.ts';

/** A doc, and the workspace it is in. Docs have pages, pages have a text. */
export type FoundDoc = { readonly doc: Doc; readonly workspaceId: string };

export const docsPath = (workspaceId: string, docId?: string, rest = ''): string =>
  `/api/v3/workspaces/${encodeURIComponent(workspaceId)}/docs${docId === undefined ? '' : `/${encodeURIComponent(docId)}`}${rest}`;

export const pagePath = (workspaceId: string, docId: string, pageId: string): string =>
  docsPath(workspaceId, docId, `/pages/${encodeURIComponent(pageId)}`);

const listParent = 6;
export const markdown = { content_format: 'text/md' } as const;

/** The list a doc belongs to; others belong to a space or the whole workspace. */
export const listOf = ({ parent }: Doc): string | undefined => (parent?.type === listParent ? parent.id : undefined);

/** A page is named by its doc and itself: `8cdu22c-1000/8cdu22c-1013`. A doc alone, or an address, will do too. */
export function pageIdIn(given: string): { readonly docId: string; readonly pageId?: string | undefined } {
  const text = /\/(?:dc|docs)\/([\w-]+(?:\/[\w-]+)?)/.exec(given)?.[1] ?? given.trim();
  const [, docId, pageId] = /^([\w-]+)(?:\/([\w-]+))?$/.exec(text) ?? [];
  if (docId !== undefined) return { docId, pageId };
  throw refuseQuery(systemName, 'Give the id of a page as search_pages does: the id of its doc, a slash, its own id.');
}

/** Which workspace a doc is in is not in its id, so each is asked until one knows it. */
export async function findDoc({ api, surroundings }: ClickUp, docId: string, signal?: AbortSignal): Promise<FoundDoc> {
  for (const { id: workspaceId } of await surroundings.workspaces(signal)) {
    try {
      return { doc: await api.get(docsPath(workspaceId, docId), undefined, docAnswer, signal), workspaceId };
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not-found')) throw error;
    }
  }
  throw connectionFailure('not-found', { systemName });
}

/** All pages of a doc with their texts, each before those below it. */
export async function pagesOf(
  { api }: ClickUp,
  { doc, workspaceId }: FoundDoc,
  signal?: AbortSignal,
): Promise<DocPage[]> {
  const query = { max_page_depth: -1, ...markdown };
  return flat(await api.get(docsPath(workspaceId, doc.id, '/pages'), query, docPagesAnswer, signal));
}

const flat = (pages: readonly DocPage[]): DocPage[] =>
  pages
    .filter(({ deleted }) => deleted !== true)
    .flatMap(({ pages: below = [], ...page }) => [
      page,
      ...flat(below.map((one) => ({ ...one, parent_page_id: one.parent_page_id ?? page.id }))),
    ]);

export const readPage = ({ api }: ClickUp, found: FoundDoc, pageId: string, signal?: AbortSignal): Promise<DocPage> =>
  api.get(pagePath(found.workspaceId, found.doc.id, pageId), markdown, docPage, signal);

export type DocsPage = { readonly docs: readonly Doc[]; readonly next?: string | undefined };

export async function readDocs(
  { api }: ClickUp,
  workspaceId: string,
  cursor: string | undefined,
  signal?: AbortSignal,
): Promise<DocsPage> {
  const query = { limit: 50, cursor };
  const { docs, next_cursor: next } = await api.get(docsPath(workspaceId), query, docsAnswer, signal);
  return { docs: docs.filter(({ deleted }) => deleted !== true), next: next === '' ? undefined : next };
}

/** A page may have no name of its own, as the first one of a new doc. */
export const titleOf = (doc: Doc, page: DocPage): string => page.name ?? doc.name ?? page.id;

export function toPageSummary({ doc, workspaceId }: FoundDoc, page: DocPage): PageSummary {
  return {
    id: `${doc.id}/${page.id}`,
    title: titleOf(doc, page),
    kind: 'doc page',
    space: doc.name,
    projectId: listOf(doc),
    updatedAt: utcTime(page.date_updated),
    url: `https://app.clickup.com/${encodeURIComponent(workspaceId)}/v/dc/${encodeURIComponent(doc.id)}/${encodeURIComponent(page.id)}`,
  };
}
