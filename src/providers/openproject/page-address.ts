import { AppError } from '../../lib/app-error.ts';
import type { Context } from './context.ts';
import { idIn } from './hrefs.ts';
import { opPage, type OpPage } from './schemas.ts';

export type PageKind = 'documents' | 'wiki_pages';

const words: Readonly<Record<string, PageKind>> = {
  document: 'documents',
  documents: 'documents',
  wiki: 'wiki_pages',
  wiki_pages: 'wiki_pages',
};

/** `document:12`, `wiki:7`, or an address with `documents/12` in it -> `documents/12`. */
export function pageAddress(given: string): string {
  const [, word = '', id] = /(?:^|\/)(documents?|wiki|wiki_pages)[:/](\d+)\b/.exec(given.trim()) ?? [];
  const kind = words[word];
  if (kind !== undefined && id !== undefined) return `${kind}/${id}`;
  throw new AppError(
    'invalid-input',
    'OpenProject has documents and wiki pages, and both are numbered.',
    'Give document:12 for a document or wiki:7 for a wiki page. search_pages lists the documents; the number of a wiki page is known to its links only.',
  );
}

export const pageId = (kind: PageKind, id: string): string => `${kind === 'documents' ? 'document' : 'wiki'}:${id}`;

export type ReadPage = {
  readonly kind: PageKind;
  readonly id: string;
  readonly title: string;
  readonly projectId: string | undefined;
  readonly found: OpPage;
};

export async function readPageAt({ api }: Context, given: string, signal?: AbortSignal): Promise<ReadPage> {
  const address = pageAddress(given);
  const found = await api.get(`/api/v3/${address}`, undefined, opPage, signal);
  const kind: PageKind = address.startsWith('documents/') ? 'documents' : 'wiki_pages';
  return { kind, id: found.id, title: found.title, projectId: idIn(found._links.project?.href), found };
}
