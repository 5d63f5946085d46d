import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { parseJql, searchIssues } from './jql.ts';
import { splitList, viewIssue } from './issue-view.ts';
import { offsetPage, strings, whole } from './parameters.ts';
import { dataCenterFileRoutes } from './file-routes.ts';
import { rendererFor, type Jira } from './jira.ts';
import { getMyself, sharedRoutes } from './shared-routes.ts';

/** `jira.search.views.default.max`: larger pages are cut without a word. */
const maxPageSize = 1000;

const getServerInfo = (call: Call): Answer =>
  json({
    baseUrl: call.base,
    version: '10.3.5',
    versionNumbers: [10, 3, 5],
    deploymentType: 'Server',
    buildNumber: 10_030_005,
    buildDate: '2026-03-02T00:00:00.000+0000',
    serverTime: call.now.toISOString().replace('Z', '+0000'),
    scmInfo: '0000000000000000000000000000000000000000',
    serverTitle: 'Harbour & Pine Jira',
  });

function listProjects(jira: Jira, call: Call): Answer {
  const renderer = rendererFor(jira, call);
  const projects = jira.world.visibleProjects(call.identity);
  return json(
    projects.map((project) => ({ expand: 'description,lead,url,projectKeys', ...renderer.project(project) })),
  );
}

function readSearch(call: Call) {
  const isPost = call.request.method === 'POST';
  const input = isPost ? call.input() : Object.fromEntries(call.query);
  const fields = isPost ? strings(input['fields']) : splitList(call.query.getAll('fields'));
  return {
    jql: strings(input['jql']).join(''),
    startAt: whole(input['startAt'], 0),
    maxResults: Math.min(whole(input['maxResults'], 50), maxPageSize),
    fields: fields.length === 0 ? ['*navigable'] : fields,
    expand: splitList(strings(input['expand'])),
  };
}

function search(jira: Jira, call: Call): Answer {
  const { jql, startAt, maxResults, ...view } = readSearch(call);
  const found = searchIssues(parseJql(jql), { ...jira, identity: call.identity, now: call.now });
  const renderer = rendererFor(jira, call);
  const issues = found.slice(startAt, startAt + maxResults).map((issue) => viewIssue(renderer, issue, view));
  return json({ expand: 'schema,names', startAt, maxResults, total: found.length, issues });
}

function findUsers(jira: Jira, call: Call): Answer {
  const text = call.query.get('username')?.toLowerCase() ?? '';
  const { startAt, maxResults } = offsetPage(call, { usual: 50, max: 1000, fallback: 1000 });
  const known = call.identity.kind === 'known' ? jira.world.people : [];
  const isFound = (value: string): boolean => text === '.' || value.toLowerCase().includes(text);
  const found = known.filter(({ name, login }) => isFound(name) || isFound(login));
  return json(found.slice(startAt, startAt + maxResults).map((person) => rendererFor(jira, call).user(person)));
}

/** Jira Data Center's REST API v2. */
export const jiraDataCenterRoutes = (jira: Jira): Route[] => [
  route('GET', '/rest/api/2/myself', 'closed', (call) => json({ ...getMyself(jira, call), deleted: false })),
  route('GET', '/rest/api/2/serverInfo', 'open', getServerInfo),
  route('GET', '/status', 'open', () => json({ state: 'RUNNING' })),
  route('GET', '/rest/api/2/project', 'open', (call) => listProjects(jira, call)),
  route('GET', '/rest/api/2/search', 'open', (call) => search(jira, call)),
  route('POST', '/rest/api/2/search', 'open', (call) => search(jira, call)),
  route('GET', '/rest/api/2/user/search', 'open', (call) => findUsers(jira, call)),
  route('GET', '/rest/api/2/user/assignable/search', 'open', (call) => findUsers(jira, call)),
  ...dataCenterFileRoutes(jira),
  ...sharedRoutes(jira),
];
