import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { containsText } from '../name-match.ts';
import type { GetPageOptions, PageCalls, PageSummary, SearchPagesQuery, WikiPage } from '../pages.ts';
import { refuseQuery } from '../refusals.ts';
import { utcTime } from '../vendor-fields.ts';
import type { Page } from '../vocabulary.ts';
import { attachmentsAt } from './attachments.ts';
import type { Context } from './context.ts';
import { systemName } from './failures.ts';
import { idIn } from './hrefs.ts';
import { fromOpenProject } from './mentions.ts';
import { pageAddress, pageId, readPageAt, type PageKind } from './page-address.ts';
import { prepareSave } from './page-save.ts';
import { findProject } from './projects.ts';
import { collectionOf, opPage, type OpPage } from './schemas.ts';

export function pageCalls(context: Context): PageCalls {
  return {
    searchPages: (query) => searchPages(context, query),
    getPage: (id, options) => getPage(context, id, options),
    prepareSave: (draft, signal) => prepareSave(context, draft, signal),
  };
}

const pageSize = 100;
const mostPages = 5;
const position = z.object({ page: z.number().int().positive(), skip: z.number().int().nonnegative() });
const note =
  'Only documents can be searched; OpenProject’s API neither lists nor searches wiki pages. Find them in the browser; get_page reads one as wiki:<number>.';

/** OpenProject lists documents but does not search them, so they are read and looked through here. */
async function searchPages(context: Context, query: SearchPagesQuery): Promise<Page<PageSummary>> {
  refuseUnknown(query);
  const { space, within, limit, cursor, signal } = query;
  const projectId = space === undefined ? undefined : (await findProject(context, space, signal)).id;
  const items: PageSummary[] = [];
  let at = decodeCursor(cursor, position, systemName) ?? { page: 1, skip: 0 };
  for (let pages = 0; pages < mostPages; pages++) {
    const { elements, isLast } = await documentsOn(context, at.page, signal);
    for (const [index, found] of elements.entries()) {
      if (index < at.skip || !isWanted(found, query, projectId, within)) continue;
      if (items.length === limit) return { items, note, nextCursor: encodeCursor({ page: at.page, skip: index }) };
      items.push(toSummary(context.baseUrl, found));
    }
    if (isLast) return { items, note };
    at = { page: at.page + 1, skip: 0 };
  }
  const stopped = `${note} The search stopped after ${String(mostPages * pageSize)} documents; go on with the cursor.`;
  return { items, note: stopped, nextCursor: encodeCursor(at) };
}

function refuseUnknown({ query, label }: SearchPagesQuery): void {
  if (query !== undefined)
    throw refuseQuery(systemName, 'OpenProject has no query language for documents: use text, space or updatedSince.');
  if (label !== undefined)
    throw refuseQuery(systemName, 'OpenProject’s documents have no labels: leave the label out.');
}

async function documentsOn({ api }: Context, page: number, signal?: AbortSignal) {
  const sortBy = JSON.stringify([['created_at', 'desc']]);
  const schema = collectionOf(opPage);
  const answer = await api.get('/api/v3/documents', { offset: page, pageSize, sortBy }, schema, signal);
  const { elements } = answer._embedded;
  const isLast = elements.length === 0 || page * (answer.pageSize ?? answer.total) >= answer.total;
  return { elements, isLast };
}

function isWanted(
  found: OpPage,
  { text, updatedSince }: SearchPagesQuery,
  projectId: string | undefined,
  within: readonly string[] | undefined,
): boolean {
  const project = idIn(found._links.project?.href) ?? '';
  if (projectId !== undefined && project !== projectId) return false;
  if (within !== undefined && !within.includes(project)) return false;
  const changed = Date.parse(found.updatedAt ?? found.createdAt ?? '');
  if (updatedSince !== undefined && !(changed >= Date.parse(updatedSince))) return false;
  return text === undefined || [found.title, found.description?.raw].some((words) => containsText(words, text));
}

const kindWords = { documents: 'document', wiki_pages: 'wiki page' } as const;

function toSummary(baseUrl: string, found: OpPage, kind: PageKind = 'documents'): PageSummary {
  const { id, title, createdAt, updatedAt, _links } = found;
  return {
    id: pageId(kind, id),
    title,
    kind: kindWords[kind],
    space: _links.project?.title,
    projectId: idIn(_links.project?.href),
    updatedAt: utcTime(updatedAt ?? createdAt),
    url: kind === 'documents' ? `${baseUrl}/documents/${id}` : undefined,
  };
}

async function getPage(context: Context, given: string, options: GetPageOptions = {}): Promise<WikiPage> {
  const { include = [], version, signal } = options;
  if (version !== undefined)
    throw new AppError(
      'unsupported',
      'OpenProject’s API gives no older versions.',
      'Look at the history in the browser.',
    );
  const { kind, id, found } = await readPageAt(context, given, signal);
  const body = (kind === 'documents' ? found.description : found.text)?.raw;
  const attachments = include.includes('attachments')
    ? [...(await attachmentsAt(context, pageAddress(given), signal))]
    : undefined;
  return {
    ...toSummary(context.baseUrl, { ...found, id }, kind),
    body: body === undefined ? undefined : fromOpenProject(body),
    createdAt: utcTime(found.createdAt),
    attachments,
    notes: notesOn(
      kind,
      body,
      include.some((name) => name !== 'attachments'),
    ),
  };
}

function notesOn(kind: PageKind, body: string | undefined, askedForMore: boolean): string[] | undefined {
  const notes = [
    ...(kind === 'wiki_pages' && body === undefined
      ? ['This OpenProject gives the title and the attachments of a wiki page, not its text: open it in the browser.']
      : []),
    ...(askedForMore ? ['Comments, history and pages below are not part of OpenProject’s API for pages.'] : []),
  ];
  return notes.length === 0 ? undefined : notes;
}
