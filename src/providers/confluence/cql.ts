import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import { personClause, quoted, searchWords, sinceWord } from '../atlassian/query-words.ts';
import type { SearchPagesQuery } from '../pages.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { invalid } from './site.ts';

const newestFirst = 'ORDER BY lastmodified DESC';

/** The caller's own CQL, or one from the fields for pages, the most recently changed first; never outside `within`. */
export function buildCql(query: SearchItemsQuery, now: Date, contributorIds?: readonly string[]): string {
  const own = given(query.query);
  if (/^order\s+by\b/i.test(own)) return withinSpaces(`type = page ${own}`, query.within);
  if (own !== '') return withinSpaces(own, query.within);
  refuseUnknown(query);
  const clauses = [
    typeClause(given(query.type)),
    textClause(searchWords(query.text ?? '')),
    spaceClause(given(query.project)),
    labelClause(given(query.label)),
    // Nobody is assigned to a page, so this means who worked on it.
    personClause('contributor', given(query.assignee), contributorIds),
    modifiedClause(given(query.updatedSince), now),
  ].filter((clause) => clause !== '');
  return withinSpaces(`${clauses.join(' AND ')} ${newestFirst}`, query.within);
}

/** For the page verbs: pages and blog posts, best hits first when words are looked for. */
export function buildPageCql(query: SearchPagesQuery, now: Date): string {
  const own = given(query.query);
  if (own !== '' && !/^order\s+by\b/i.test(own)) return withinSpaces(own, query.within);
  const words = searchWords(query.text ?? '');
  const clauses = [
    'type in (page, blogpost)',
    // The title counts more than the text does, in Confluence's own ranking too.
    words === '' ? '' : `(title ~ ${quoted(words)} OR text ~ ${quoted(words)})`,
    own === '' ? spaceClause(given(query.space)) : '',
    own === '' ? labelClause(given(query.label)) : '',
    own === '' ? modifiedClause(given(query.updatedSince), now) : '',
  ].filter((clause) => clause !== '');
  const order = own === '' ? (words === '' ? newestFirst : '') : own;
  return withinSpaces(`${clauses.join(' AND ')} ${order}`.trim(), query.within);
}

/** A hard limit around any CQL; its order stays at the end. A query that would break out of its brackets is refused. */
export function withinSpaces(cql: string, within: readonly string[] | undefined): string {
  if (within === undefined) return cql;
  const { condition, order } = splitOrder(cql);
  const limit = `space in (${within.map(quoted).join(', ')})`;
  return [condition === '' ? limit : `(${condition}) AND ${limit}`, order].filter((part) => part !== '').join(' ');
}

function splitOrder(cql: string): { condition: string; order: string } {
  let depth = 0;
  let orderAt = cql.length;
  for (const match of cql.matchAll(/\\|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|["'()]|\border\s+by\b/gis)) {
    const [sign] = match;
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    // Outside of quotes a backslash takes the meaning of the quote behind it away.
    else if (sign === '"' || sign === "'" || sign === '\\') throw unbalanced();
    else if (/^order/i.test(sign) && depth === 0) orderAt = Math.min(orderAt, match.index);
    if (depth < 0) throw unbalanced();
  }
  if (depth !== 0) throw unbalanced();
  return { condition: cql.slice(0, orderAt).trim(), order: cql.slice(orderAt).trim() };
}

const unbalanced = (): Error =>
  invalid(
    'The query has a bracket or a quotation mark without its partner.',
    'Correct the query and try again; backslashes stand only between quotation marks.',
  );

/** Spaces whose name holds the words, the last one perhaps unfinished. */
export function buildSpaceCql(text: string): string {
  const words = searchWords(text);
  return words === '' ? 'type = space' : `type = space AND space.title ~ ${quoted(`${words}*`)}`;
}

const given = (text: string | undefined): string => text?.trim() ?? '';

const textClause = (words: string): string => (words === '' ? '' : `text ~ ${quoted(words)}`);

const spaceClause = (key: string): string => (key === '' ? '' : `space = ${quoted(key)}`);

function modifiedClause(updatedSince: string, now: Date): string {
  if (updatedSince === '') return '';
  const since = sinceWord(updatedSince, now, 'Confluence');
  return 'date' in since ? `lastmodified >= "${since.date}"` : `lastmodified >= now("-${String(since.minutes)}m")`;
}

/** People whose name holds the words, in the language of the user search, or of the one search servers have. */
export const buildUserCql = (name: string, isServer = false): string =>
  isServer ? `type = user AND user.fullname ~ ${quoted(name)}` : `user.fullname ~ ${quoted(searchWords(name) || name)}`;

const kinds: Readonly<Record<string, string>> = {
  page: 'page',
  blogpost: 'blogpost',
  post: 'blogpost',
  blog: 'blogpost',
};

function typeClause(type: string): string {
  const kind = type === '' ? 'page' : kinds[type.toLowerCase().replaceAll(/[\s_-]+/g, '')];
  if (kind !== undefined) return `type = ${kind}`;
  throw connectionFailure('query-rejected', {
    systemName: 'Confluence',
    next: `There is no type “${type}”. There are: page, blog post.`,
  });
}

const labelClause = (label: string): string => (label === '' ? '' : `label = ${quoted(label.toLowerCase())}`);

/** Leaving a filter out in silence would give wrong pages. */
function refuseUnknown({ state, sprint, dueBefore }: SearchItemsQuery): void {
  const none = [
    given(state) === '' ? '' : 'state',
    given(sprint) === '' ? '' : 'sprint',
    given(dueBefore) === '' ? '' : 'due date',
  ].filter((name) => name !== '');
  if (none.length === 0) return;
  const names = none.join(' and no ');
  const out = none.length === 1 ? `the ${names}` : 'these';
  throw new AppError(
    'unsupported',
    `Pages in Confluence have no ${names} to search for.`,
    `Leave ${out} out, or look for pages with search_pages.`,
  );
}
