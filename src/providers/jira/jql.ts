import { personClause, quoted, searchWords, sinceWord } from '../atlassian/query-words.ts';
import type { SearchItemsQuery } from '../provider.ts';
import { refuseQuery } from '../refusals.ts';

const newestFirst = 'ORDER BY updated DESC';
const dueFirst = 'ORDER BY duedate ASC, updated DESC';
/** Cloud refuses a search without any restriction; this one leaves nothing out. */
const everything = 'updated >= "1970-01-01"';

/** The caller's own JQL, or one from the fields; always bounded, the most recently changed first, or by due date where one is asked for, and `within` around it all. */
export function buildJql(query: SearchItemsQuery, now: Date, assigneeIds?: readonly string[]): string {
  const own = given(query.query);
  if (own !== '') return ownQuery(own, query.within);
  const clauses = [
    withinClause(query.within),
    textClause(searchWords(query.text ?? '')),
    projectClause(given(query.project)),
    stateClause(given(query.state)),
    nameClause('issuetype', given(query.type)),
    nameClause('labels', given(query.label)),
    sprintClause(given(query.sprint)),
    personClause('assignee', given(query.assignee), assigneeIds),
    dueClause(given(query.dueBefore)),
    updatedClause(given(query.updatedSince), now),
  ].filter((clause) => clause !== '');
  return `${clauses.length === 0 ? everything : clauses.join(' AND ')} ${given(query.dueBefore) === '' ? newestFirst : dueFirst}`;
}

const given = (text: string | undefined): string => text?.trim() ?? '';

function ownQuery(own: string, within: readonly string[] | undefined): string {
  const { condition, order, isClosed } = splitJql(own);
  const limit = withinClause(within);
  if (limit === '') return condition === '' ? `${everything} ${order}`.trim() : own;
  // An open quote or bracket could reach around the limit.
  if (!isClosed)
    throw refuseQuery('Jira', 'Close every quote and bracket in the JQL, and write backslashes only between quotes.');
  const sorted = order === '' ? newestFirst : order;
  return condition === '' ? `${limit} ${sorted}` : `(${condition}) AND ${limit} ${sorted}`;
}

/** Ids stand bare: in quotes they would be taken for keys or names first. */
function withinClause(within: readonly string[] | undefined): string {
  if (within === undefined) return '';
  const ids = within.filter((id) => /^\d+$/.test(id));
  // Nothing is allowed: no issue was changed before this.
  return ids.length === 0 ? 'updated < "1970-01-01"' : `project in (${ids.join(', ')})`;
}

type Split = { readonly condition: string; readonly order: string; readonly isClosed: boolean };

/** The condition and the ORDER BY, which is looked for outside of quotes and brackets only. */
function splitJql(jql: string): Split {
  let depth = 0;
  let orderAt = jql.length;
  let isClosed = true;
  for (const { 0: token, index } of jql.matchAll(/\\|"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|[()]|\border\s+by\b/gis)) {
    const [first = ''] = token;
    // Outside of quotes a backslash takes the meaning of the quote behind it away.
    if (first === '\\') isClosed = false;
    else if (first === '(') depth += 1;
    else if (first === ')') depth -= 1;
    else if (first === '"' || first === "'") isClosed &&= isQuoteClosed(token);
    else if (depth === 0 && orderAt === jql.length) orderAt = index;
    if (depth < 0) isClosed = false;
  }
  const order = jql.slice(orderAt).trim();
  return { condition: jql.slice(0, orderAt).trim(), order, isClosed: isClosed && depth === 0 };
}

const isQuoteClosed = (token: string): boolean => /^(["'])(?:\\.|(?!\1)[^\\])*\1$/s.test(token);

/** `!=`, `NOT IN` and `!~` leave out issues where the field is empty, which readers do not expect. */
export function emptyTrap(jql: string | undefined): string | undefined {
  const bare = (jql ?? '').replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/gs, '""');
  const isNegated = /!=|!~|\bnot\s+in\b/i.test(bare) && !/\bis\s+(empty|null)\b/i.test(bare);
  return isNegated
    ? 'Jira leaves out issues whose field is empty where a query says !=, !~ or NOT IN; add “OR field is EMPTY” to have them.'
    : undefined;
}

const textClause = (words: string): string => (words === '' ? '' : `text ~ ${quoted(words)}`);
const nameClause = (field: string, name: string): string => (name === '' ? '' : `${field} = ${quoted(name)}`);

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

function sprintClause(sprint: string): string {
  if (sprint === '') return '';
  if (sprint.toLowerCase() === 'current') return 'sprint in openSprints()';
  return /^\d+$/.test(sprint) ? `sprint = ${sprint}` : `sprint = ${quoted(sprint)}`;
}

function dueClause(dueBefore: string): string {
  if (dueBefore === '') return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(dueBefore) && !Number.isNaN(Date.parse(dueBefore))) return `due < "${dueBefore}"`;
  throw refuseQuery('Jira', 'Give dueBefore as a date, for example 2026-01-31.');
}

function updatedClause(updatedSince: string, now: Date): string {
  if (updatedSince === '') return '';
  const since = sinceWord(updatedSince, now, 'Jira');
  return 'date' in since ? `updated >= "${since.date}"` : `updated >= "-${String(since.minutes)}m"`;
}
