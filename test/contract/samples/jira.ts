import { people } from '../../../src/simulator/company/people.ts';
import { cloudDialect, dataCenterDialect } from '../../../src/simulator/jira/dialect.ts';
import type { Sample } from './sample.ts';

const [mia, jonas] = people as [(typeof people)[0], (typeof people)[0]];

const at = (route: string, api: string, project: string): string =>
  route
    .replace('API', api)
    .replace('{issueIdOrKey}', `${project}-3`)
    .replace('{projectIdOrKey}', project)
    .replace('{issueTypeId}', '10001')
    .replace('{boardId}', '1')
    .replace('{sprintId}', '31')
    .replace(/\{(id|linkId|name)\}/, 'LAST');

/** Writing and what goes with it, in an order in which every example finds what it needs. */
function writes(isCloud: boolean): Sample[] {
  const dialect = isCloud ? cloudDialect : dataCenterDialect;
  const project = isCloud ? 'WEB' : 'WMS';
  const text = dialect.text('Looks **good**.');
  const person = isCloud ? { accountId: dialect.userId(jonas) } : { name: dialect.userId(jonas) };
  const query = isCloud ? `?accountId=${dialect.userId(mia)}` : `?username=${dialect.userId(mia)}`;
  const sample = (route: string, status = 200, body?: unknown, more = ''): Sample => ({
    ...{ route: route.replace('API', dialect.api), request: `${at(route, dialect.api, project)}${more}`, status },
    ...(body === undefined ? {} : { body }),
  });
  const issue = 'API/issue/{issueIdOrKey}';
  const fields = {
    ...{ project: { key: project }, issuetype: { id: '10001' }, summary: 'New', description: text },
    ...{ labels: ['a'], duedate: '2026-12-01', priority: { id: '2' }, customfield_10040: { id: '10300' } },
  };
  const worklog = { timeSpentSeconds: 3600, started: '2026-11-20T12:00:00.000+0000', comment: text };
  return [
    sample('POST API/issue', 201, { fields }),
    sample(`PUT ${issue}`, 204, { fields: { summary: 'Changed' }, update: { labels: [{ add: 'x' }] } }),
    sample(`PUT ${issue}/assignee`, 204, person),
    sample(`GET ${issue}/editmeta`),
    sample(`POST ${issue}/transitions`, 204, { transition: { id: isCloud ? '31' : '31' } }),
    sample('GET API/issue/createmeta/{projectIdOrKey}/issuetypes'),
    sample('GET API/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}'),
    sample(`POST ${issue}/comment`, 201, { body: text, visibility: { type: 'role', value: 'Administrators' } }),
    sample(`GET ${issue}/comment/{id}`),
    sample(`PUT ${issue}/comment/{id}`, 200, { body: text }),
    sample(`DELETE ${issue}/comment/{id}`, 204),
    sample(`POST ${issue}/worklog`, 201, worklog),
    sample(`GET ${issue}/worklog`),
    sample(`GET ${issue}/worklog/{id}`),
    sample(`PUT ${issue}/worklog/{id}`, 200, { timeSpentSeconds: 1800 }),
    sample(`DELETE ${issue}/worklog/{id}`, 204),
    sample('GET API/issueLinkType'),
    sample('POST API/issueLink', 201, {
      ...{ type: { name: 'Relates' }, inwardIssue: { key: `${project}-3` }, outwardIssue: { key: `${project}-5` } },
    }),
    sample(`POST ${issue}/watchers`, 204, dialect.userId(mia)),
    sample(`GET ${issue}/watchers`),
    sample(`DELETE ${issue}/watchers`, 204, undefined, query),
    sample(`POST ${issue}/remotelink`, 201, { object: { url: 'https://harbourpine.example', title: 'Home' } }),
    sample(`GET ${issue}/remotelink`),
    sample(`DELETE ${issue}/remotelink/{linkId}`, 204),
    { ...sample(`POST ${issue}/attachments`), upload: 'file' },
    sample('GET API/attachment/{id}'),
    ...(isCloud
      ? [
          sample('GET API/attachment/content/{id}', 303),
          sample(`GET ${issue}/changelog`),
          sample('GET API/label'),
          sample('GET API/users/search'),
        ]
      : []),
    sample('DELETE API/attachment/{id}', 204),
    sample('GET /rest/agile/1.0/board', 200, undefined, `?projectKeyOrId=${project}`),
    sample('GET /rest/agile/1.0/board/{boardId}/sprint', 200, undefined, '?state=active'),
    sample('GET /rest/agile/1.0/sprint/{sprintId}'),
    sample('POST /rest/agile/1.0/sprint/{sprintId}/issue', 204, { issues: [`${project}-3`] }),
    sample('POST /rest/agile/1.0/backlog/issue', 204, { issues: [`${project}-3`] }),
    sample(`GET ${issue}`, 200, undefined, '?expand=changelog'),
    sample(`DELETE ${issue}`, 204, undefined, '?deleteSubtasks=true'),
    { ...sample('DELETE API/issueLink/{linkId}', 404), request: `${dialect.api}/issueLink/1` },
  ].map((each) => ({ ...each, request: each.request.replace(/^[A-Z]+ /, '') }));
}

export const jiraCloudSamples = writes(true);
export const jiraDataCenterSamples = writes(false);

export const jiraUndocumented = [
  { route: 'GET /rest/dev-status/latest/issue/summary', reason: 'Atlassian does not document it' },
  { route: 'GET /rest/dev-status/latest/issue/detail', reason: 'Atlassian does not document it' },
];
