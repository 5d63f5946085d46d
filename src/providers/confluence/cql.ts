import { connectionFailure } from '../../diagnosis/advice.ts';
import { quoted, searchWords, sinceWord } from '../atlassian/query-words.ts';
import type { SearchItemsQuery } from '../provider.ts';

const newestFirst = 'ORDER BY lastmodified DESC';

/** The caller's own CQL, or one from the fields for pages, the most recently changed first. */
export function buildCql(query: SearchItemsQuery, now: Date): string {
  const own = given(query.query);
  if (/^order\s+by\b/i.test(own)) return `type = page ${own}`;
  if (own !== '') return own;
  refuseState(given(query.state));
  const clauses = [
    'type = page',
    textClause(searchWords(query.text ?? '')),
    spaceClause(given(query.project)),
    contributorClause(given(query.assignee)),
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

/** Nobody is assigned to a page, so this means who worked on it. */
function contributorClause(person: string): string {
  if (person === '') return '';
  return person.toLowerCase() === 'me' ? 'contributor = currentUser()' : `contributor = ${quoted(person)}`;
}

function modifiedClause(updatedSince: string, now: Date): string {
  if (updatedSince === '') return '';
  const since = sinceWord(updatedSince, now, 'Confluence');
  return 'date' in since ? `lastmodified >= "${since.date}"` : `lastmodified >= now("-${String(since.minutes)}m")`;
}

/** Leaving the filter out in silence would give wrong pages. */
function refuseState(state: string): void {
  if (state === '') return;
  throw connectionFailure('query-rejected', {
    systemName: 'Confluence',
    next: 'Pages have no state to search for: leave the state out.',
  });
}
