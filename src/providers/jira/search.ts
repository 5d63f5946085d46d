import { z } from 'zod';
import { accountIds } from '../atlassian/account-ids.ts';
import type { NamedAccount } from '../atlassian/account-ids.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { SearchItemsQuery } from '../provider.ts';
import type { ItemSummary, Page } from '../vocabulary.ts';
import { fieldsNamed, fieldValues } from './fields.ts';
import { summaryFields, toSummary } from './items.ts';
import { buildJql, emptyTrap } from './jql.ts';
import { offsetCursor, offsetOf, type JiraSite } from './site.ts';
import { offsetPage, tokenPage, users, type Issue } from './wire.ts';
import type { FieldEntry } from './wire-fields.ts';

const atToken = z.object({ token: z.string() });
export const mostPerPage = 100;

type Found = {
  readonly issues: readonly Issue[];
  readonly nextCursor?: string | undefined;
  readonly total?: number | undefined;
};

export async function searchItems(site: JiraSite, query: SearchItemsQuery): Promise<Page<ItemSummary>> {
  const find = site.isCloud ? findByToken : findByOffset;
  const { known, unknown } = await fieldsNamed(site, query.fields ?? [], query.signal);
  const found = await find(site, query, [...summaryFields, ...known.map(({ id }) => id)]);
  const { issues, isCut } = keptWithin(found.issues, query.within);
  const notes = [
    emptyTrap(query.query),
    unknown.length === 0 ? undefined : `Jira has no field named ${unknown.join(', ')}.`,
    isCut ? 'Items outside the allowed projects were left out.' : undefined,
  ].filter((note) => note !== undefined);
  return {
    items: await Promise.all(issues.map((issue) => withFields(site, issue, known))),
    nextCursor: found.nextCursor,
    total: isCut ? undefined : found.total,
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
  };
}

async function withFields(site: JiraSite, issue: Issue, wanted: readonly FieldEntry[]): Promise<ItemSummary> {
  const summary = toSummary(issue, site.baseUrl);
  return wanted.length === 0 ? summary : { ...summary, fields: await fieldValues(site, wanted, issue.fields) };
}

/** The query says it already; what came is checked all the same. */
function keptWithin(issues: readonly Issue[], within: readonly string[] | undefined) {
  const kept = within === undefined ? issues : issues.filter(({ fields }) => within.includes(fields.project?.id ?? ''));
  return { issues: kept, isCut: kept.length < issues.length };
}

/** https://developer.atlassian.com/changelog/#CHANGE-2046: pages go forward only, and nothing is counted. */
async function findByToken(site: JiraSite, query: SearchItemsQuery, fields: readonly string[]): Promise<Found> {
  const nextPageToken = decodeCursor(query.cursor, atToken, 'Jira')?.token;
  const people = await accountIds('Jira', query.assignee, (name) => findUsers(site, name, query.signal));
  const wanted = {
    jql: buildJql(query, site.now(), people),
    maxResults: Math.min(query.limit, mostPerPage),
    fields: fields.join(','),
    nextPageToken,
  };
  const page = await site.api.get('rest/api/3/search/jql', wanted, tokenPage, query.signal);
  const hasNext = page.nextPageToken && page.isLast !== true;
  return { issues: page.issues, nextCursor: hasNext ? encodeCursor({ token: page.nextPageToken }) : undefined };
}

async function findUsers({ api }: JiraSite, name: string, signal?: AbortSignal): Promise<NamedAccount[]> {
  const found = await api.get('rest/api/3/user/search', { query: name, maxResults: 50 }, users, signal);
  return found.flatMap(({ accountId, displayName }) =>
    accountId ? [{ accountId, names: displayName ? [displayName] : [] }] : [],
  );
}

async function findByOffset(site: JiraSite, query: SearchItemsQuery, fields: readonly string[]): Promise<Found> {
  const wanted = {
    jql: buildJql(query, site.now()),
    startAt: offsetOf(query.cursor),
    maxResults: Math.min(query.limit, mostPerPage),
    fields: fields.join(','),
  };
  const page = await site.api.get('rest/api/2/search', wanted, offsetPage, query.signal);
  const next = page.startAt + page.issues.length;
  // Without a total a full page may have a successor; the server may have lowered maxResults.
  const hasNext = page.total === undefined ? page.issues.length >= page.maxResults : next < page.total;
  return {
    issues: page.issues,
    nextCursor: hasNext && page.issues.length > 0 ? offsetCursor(next) : undefined,
    total: page.total,
  };
}
