import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { containsText, isSameName } from '../name-match.ts';
import type { PageSummary, SearchPagesQuery } from '../pages.ts';
import { refuseCursor, refuseQuery } from '../refusals.ts';
import type { Page } from '../vocabulary.ts';
import { listOf, pagesOf, readDocs, titleOf, toPageSummary } from './docs.ts';
import type { FoundDoc } from './docs.ts';
import { systemName } from './failures.ts';
import type { Doc, DocPage } from './part-schemas.ts';
import type { ClickUp } from './workspaces.ts';

/** Each doc costs a call of the hundred a minute. */
const mostDocsPerCall = 10;

const place = z.object({
  /** The workspace, the cursor of its list of docs, and how many docs and pages of a doc are done with. */
  w: z.string(),
  c: z.string().optional(),
  d: z.number().int().nonnegative(),
  p: z.number().int().nonnegative(),
});
type Place = z.infer<typeof place>;

const note = 'ClickUp cannot search in docs, so the titles and texts of its pages were compared here, doc by doc.';

export async function searchPages(clickUp: ClickUp, query: SearchPagesQuery): Promise<Page<PageSummary>> {
  refuseWhatIsNotThere(query);
  const { limit, cursor, signal } = query;
  const workspaces = (await clickUp.surroundings.workspaces(signal)).map(({ id }) => id);
  let at: Place | undefined = decodeCursor(cursor, place, systemName) ?? startOf(workspaces, undefined);
  if (at !== undefined && !workspaces.includes(at.w)) throw refuseCursor(systemName);
  const found: PageSummary[] = [];
  for (let read = 0; at !== undefined && found.length < limit && read < mostDocsPerCall;) {
    const { docs, next } = await readDocs(clickUp, at.w, at.c, signal);
    for (; at.d < docs.length && found.length < limit && read < mostDocsPerCall; at = { ...at, d: at.d + 1, p: 0 }) {
      const doc = docs[at.d];
      if (doc === undefined || !isMeant(doc, query)) continue;
      read += 1;
      const pages = (await matchesIn(clickUp, { doc, workspaceId: at.w }, query)).slice(at.p);
      const room = limit - found.length;
      found.push(...pages.slice(0, room));
      if (pages.length > room)
        return { items: found, nextCursor: encodeCursor({ ...at, p: at.p + room }), note: noteOn(query) };
    }
    if (at.d < docs.length) break;
    at = next === undefined ? startOf(workspaces, at.w) : { w: at.w, c: next, d: 0, p: 0 };
  }
  return { items: found, nextCursor: at === undefined ? undefined : encodeCursor(at), note: noteOn(query) };
}

function startOf(workspaces: readonly string[], after: string | undefined): Place | undefined {
  const next = workspaces[after === undefined ? 0 : workspaces.indexOf(after) + 1];
  return next === undefined ? undefined : { w: next, d: 0, p: 0 };
}

const noteOn = ({ text }: SearchPagesQuery): string | undefined => (text === undefined ? undefined : note);

function refuseWhatIsNotThere({ query, label, updatedSince }: SearchPagesQuery): void {
  if (query !== undefined) {
    throw refuseQuery(systemName, 'ClickUp has no query language for docs. Use text, space and updatedSince.');
  }
  if (label !== undefined) throw refuseQuery(systemName, 'Pages of ClickUp docs have no labels. Leave the label out.');
  if (updatedSince !== undefined && Number.isNaN(Date.parse(updatedSince))) {
    throw refuseQuery(systemName, 'Write the time as 2026-01-31 or 2026-01-31T10:00:00Z.');
  }
}

/** `space` is a doc, or the list it belongs to. */
function isMeant(doc: Doc, { space, within }: SearchPagesQuery): boolean {
  const list = listOf(doc);
  if (within !== undefined && (list === undefined || !within.includes(list))) return false;
  return space === undefined || doc.id === space || list === space || isSameName(doc.name, space);
}

async function matchesIn(clickUp: ClickUp, found: FoundDoc, query: SearchPagesQuery): Promise<PageSummary[]> {
  const { text, updatedSince, signal } = query;
  const since = updatedSince === undefined ? undefined : Date.parse(updatedSince);
  const pages = await pagesOf(clickUp, found, signal);
  return pages
    .filter((page) => since === undefined || (page.date_updated ?? 0) >= since)
    .filter((page) => text === undefined || mentions(found.doc, page, text))
    .map((page) => ({ ...toPageSummary(found, page), ...excerpt(page, text) }));
}

const mentions = (doc: Doc, page: DocPage, text: string): boolean =>
  containsText(titleOf(doc, page), text) || containsText(page.content, text) || containsText(doc.name, text);

const around = 80;

function excerpt({ content = '' }: DocPage, text: string | undefined): { excerpt?: string } {
  const at = text === undefined ? -1 : content.toLowerCase().indexOf(text.toLowerCase());
  if (text === undefined || at === -1) return {};
  return {
    excerpt: content
      .slice(Math.max(0, at - around), at + text.length + around)
      .replaceAll(/\s+/g, ' ')
      .trim(),
  };
}
