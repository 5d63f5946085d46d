import { personClause, quoted, searchWords, sinceWord } from '../atlassian/query-words.ts';
import type { SearchItemsQuery } from '../provider.ts';

const newestFirst = 'ORDER BY updated DESC';
/** Cloud refuses a search without any restriction; this one leaves nothing out. */
const everything = 'updated >= "1970-01-01"';

/** The caller's own JQL, or one from the fields; always bounded, the most recently changed first. */
export function buildJql(query: SearchItemsQuery, now: Date, assigneeIds?: readonly string[]): string {
  const own = given(query.query);
  if (/^order\s+by\b/i.test(own)) return `${everything} ${own}`;
  if (own !== '') return own;
  const clauses = [
    textClause(searchWords(query.text ?? '')),
    projectClause(given(query.project)),
    stateClause(given(query.state)),
    personClause('assignee', given(query.assignee), assigneeIds),
    updatedClause(given(query.updatedSince), now),
  ].filter((clause) => clause !== '');
  return `${clauses.length === 0 ? everything : clauses.join(' AND ')} ${newestFirst}`;
}

const given = (text: string | undefined): string => text?.trim() ?? '';

const textClause = (words: string): string => (words === '' ? '' : `text ~ ${quoted(words)}`);

/** An id stands bare: in quotes it would be taken for a key or a name first. */
function projectClause(project: string): string {
  if (project === '') return '';
  return /^\d+$/.test(project) ? `project = ${project}` : `project = ${quoted(project)}`;
}

/** `open`, `closed` and `done` mean the same in all systems; everything else is the name of a status. */
function stateClause(state: string): string {
  switch (state.toLowerCase()) {
    case '':
      return '';
    case 'open':
      return 'statusCategory != Done';
    case 'closed':
    case 'done':
      return 'statusCategory = Done';
    default:
      return `status = ${quoted(state)}`;
  }
}

function updatedClause(updatedSince: string, now: Date): string {
  if (updatedSince === '') return '';
  const since = sinceWord(updatedSince, now, 'Jira');
  return 'date' in since ? `updated >= "${since.date}"` : `updated >= "-${String(since.minutes)}m"`;
}
