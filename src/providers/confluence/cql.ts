import { connectionFailure } from '../../diagnosis/advice.ts';
import { personClause, quoted, searchWords, sinceWord } from '../atlassian/query-words.ts';
import type { SearchItemsQuery } from '../provider.ts';

const newestFirst = 'ORDER BY lastmodified DESC';

/** The caller's own CQL, or one from the fields for pages, the most recently changed first. */
export function buildCql(query: SearchItemsQuery, now: Date, contributorIds?: readonly string[]): string {
  const own = given(query.query);
  if (/^order\s+by\b/i.test(own)) return `type = page ${own}`;
  if (own !== '') return own;
  refuseState(given(query.state));
  const clauses = [
    'type = page',
    textClause(searchWords(query.text ?? '')),
    spaceClause(given(query.project)),
    // Nobody is assigned to a page, so this means who worked on it.
    personClause('contributor', given(query.assignee), contributorIds),
    modifiedClause(given(query.updatedSince), now),
  ].filter((clause) => clause !== '');
  return `${clauses.join(' AND ')} ${newestFirst}`;
}

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

/** People whose name holds the words, in the language of the user search. */
export const buildUserCql = (name: string): string => `user.fullname ~ ${quoted(searchWords(name) || name)}`;

/** Leaving the filter out in silence would give wrong pages. */
function refuseState(state: string): void {
  if (state === '') return;
  throw connectionFailure('query-rejected', {
    systemName: 'Confluence',
    next: 'Pages have no state to search for: leave the state out.',
  });
}
