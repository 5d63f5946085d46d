import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { parseJql, searchIssues } from './jql.ts';
import { splitList, viewIssue } from './issue-view.ts';
import { offsetPage, strings, whole } from './parameters.ts';
import { jiraError, page, refuse, rendererFor, scopes, type Jira } from './jira.ts';
import { getMyself, sharedRoutes } from './shared-routes.ts';
import { cloudFileRoutes } from './file-routes.ts';
import { pageToken, readPageToken } from './page-token.ts';
import type { Query } from '../query/parse.ts';
import type { FileStore } from '../server/file-store.ts';
import type { Issue } from './issue.ts';

const { read: work, user } = scopes;
const maxWithFields = 100;
const maxIdsOnly = 5000;

const getServerInfo = (call: Call): Answer =>
  json({
    baseUrl: call.base,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_287,
    buildDate: '2026-10-01T08:00:00.000+0000',
    serverTime: call.now.toISOString().replace('Z', '+0000'),
    scmInfo: '0000000000000000000000000000000000000000',
    serverTitle: 'Jira',
  });

function searchProjects(jira: Jira, call: Call): Answer {
  const { startAt, maxResults } = offsetPage(call, { usual: 50, max: 100, fallback: 50 });
  const text = call.query.get('query')?.toLowerCase() ?? '';
  const keys = splitList(call.query.getAll('keys'));
  const found = jira.world
    .visibleProjects(call.identity)
    .filter(({ key, name }) => key.toLowerCase().includes(text) || name.toLowerCase().includes(text))
    .filter(({ key }) => keys.length === 0 || keys.includes(key));
  const values = found.slice(startAt, startAt + maxResults).map((project) => ({
    ...rendererFor(jira, call).project(project),
    simplified: false,
    style: 'classic',
    isPrivate: false,
    properties: {},
  }));
  const end = startAt + values.length;
  const address = (start: number) => `${call.base}/rest/api/3/project/search?startAt=${start}&maxResults=${maxResults}`;
  const next = end < found.length ? { nextPage: address(end) } : {};
  return json({
    self: address(startAt),
    ...next,
    maxResults,
    startAt,
    total: found.length,
    isLast: end >= found.length,
    values,
  });
}

type Search = { jql: string; maxResults: number; token: string | undefined; fields: string[]; expand: string[] };

const searchKeys = [
  'jql',
  'maxResults',
  'fields',
  'nextPageToken',
  'expand',
  'fieldsByKeys',
  'properties',
  'reconcileIssues',
  'failFast',
];

function readSearch(call: Call): Search | undefined {
  const isPost = call.request.method === 'POST';
  const input = isPost ? call.input() : Object.fromEntries(call.query);
  if (isPost && Object.keys(input).some((key) => !searchKeys.includes(key))) return undefined;
  return {
    jql: strings(input['jql']).join(''),
    maxResults: whole(input['maxResults'], 50),
    token: strings(input['nextPageToken'])[0],
    fields: isPost ? strings(input['fields']) : splitList(call.query.getAll('fields')),
    expand: splitList(strings(input['expand'])),
  };
}

const bounded = (query: Query): Query | undefined => (query.condition === undefined ? undefined : query);
const unbounded = 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.';

/** Without `fields` an issue is its id and nothing more. */
function drawIssue(jira: Jira, call: Call, issue: Issue, search: Search): unknown {
  const isIdOnly = search.fields.every((field) => field === 'id');
  if (isIdOnly) return { id: issue.id };
  return viewIssue(rendererFor(jira, call), issue, search);
}

function searchJql(jira: Jira, call: Call): Answer {
  const search = readSearch(call);
  if (search === undefined)
    return jiraError('Invalid request payload. Refer to the REST API documentation and try again.', 400);
  const query = bounded(parseJql(search.jql));
  if (query === undefined) return jiraError(unbounded, 400);
  const start = search.token === undefined || search.token === '' ? 0 : readPageToken(search.token, search.jql);
  if (start === undefined) return jiraError('The provided next page token is invalid or expired.', 400);
  const found = searchIssues(query, { ...jira, identity: call.identity, now: call.now });
  const cap = search.fields.every((field) => field === 'id') ? maxIdsOnly : maxWithFields;
  const end = start + Math.min(search.maxResults, cap);
  const isLast = end >= found.length || end === start;
  const next = isLast ? {} : { nextPageToken: pageToken(end, search.jql) };
  return json({
    issues: found.slice(start, end).map((issue) => drawIssue(jira, call, issue, search)),
    ...next,
    isLast,
  });
}

function countIssues(jira: Jira, call: Call): Answer {
  const query = bounded(parseJql(strings(call.input()['jql']).join('')));
  if (query === undefined) return jiraError(unbounded, 400);
  return json({ count: searchIssues(query, { ...jira, identity: call.identity, now: call.now }).length });
}

const removed = (): Answer =>
  jiraError(
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
    410,
  );

function findUsers(jira: Jira, call: Call): Answer {
  const text = call.query.get('query')?.toLowerCase() ?? '';
  const { startAt, maxResults } = offsetPage(call, { usual: 50, max: 1000, fallback: 1000 });
  const known = call.identity.kind === 'known' ? jira.world.people : [];
  const found = known.filter(({ name, email }) => name.toLowerCase().includes(text) || email.startsWith(text));
  return json(found.slice(startAt, startAt + maxResults).map((person) => rendererFor(jira, call).user(person)));
}

/** Who can be assigned depends on the project, so it has to be named. */
function findAssignable(jira: Jira, call: Call): Answer {
  const { query } = call;
  const project = query.get('project') ?? query.get('issueKey')?.replace(/-\d+$/, '');
  if (project === undefined) throw refuse('Either project or issueKey is required.', 400);
  if (jira.world.findProject(project, call.identity) === undefined)
    throw refuse(`No project could be found with key '${project}'.`, 404);
  return findUsers(jira, call);
}

function getLabels(jira: Jira, call: Call): Answer {
  const { startAt, maxResults } = offsetPage(call, { usual: 1000, max: 1000, fallback: 1000 });
  const all = jira.world.visibleIssues(call.identity).flatMap(({ labels }) => labels);
  return json(page([...new Set(all)].sort(), startAt, maxResults));
}

/** Jira Cloud's REST API v3. */
export const jiraCloudRoutes = (jira: Jira, files: FileStore): Route[] => [
  route('GET', '/rest/api/3/myself', 'closed', (call) => json(getMyself(jira, call)), `${user}|read:me|read:account`),
  route('GET', '/rest/api/3/label', 'open', (call) => getLabels(jira, call), work),
  ...cloudFileRoutes(jira, files),
  route('GET', '/rest/api/3/serverInfo', 'open', getServerInfo),
  route('GET', '/rest/api/3/project/search', 'open', (call) => searchProjects(jira, call), work),
  route('GET', '/rest/api/3/search/jql', 'open', (call) => searchJql(jira, call), work),
  route('POST', '/rest/api/3/search/jql', 'open', (call) => searchJql(jira, call), work),
  route('POST', '/rest/api/3/search/approximate-count', 'open', (call) => countIssues(jira, call), work),
  route('GET', '/rest/api/3/search', 'open', removed, work),
  route('POST', '/rest/api/3/search', 'open', removed, work),
  route('GET', '/rest/api/3/users/search', 'open', (call) => findUsers(jira, call), user),
  route('GET', '/rest/api/3/user/search', 'open', (call) => findUsers(jira, call), user),
  route('GET', '/rest/api/3/user/assignable/search', 'open', (call) => findAssignable(jira, call), user),
  ...sharedRoutes(jira),
];
