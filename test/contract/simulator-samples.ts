import { people } from '../../src/simulator/company/people.ts';
import { accountId } from '../../src/simulator/jira/dialect.ts';
import { clickUpSamples, clickUpUndocumented } from './samples/clickup.ts';
import {
  confluenceCloudSamples,
  confluenceDataCenterSamples,
  confluenceDataCenterUndocumented,
} from './samples/confluence.ts';
import { jiraCloudSamples, jiraDataCenterSamples, jiraUndocumented } from './samples/jira.ts';
import { openProjectSamples, openProjectUndocumented } from './samples/openproject.ts';
import type { Sample } from './samples/sample.ts';
import type { SiteName } from '../../src/simulator/simulator.ts';

/** Objections that are the specification's own mistakes: real answers look like ours. */
export type Fault = { readonly where: RegExp; readonly reason: string };
export type Held = {
  readonly site: SiteName;
  readonly specs: readonly { readonly file: string; readonly prefix?: string }[];
  readonly samples: readonly Sample[];
  /** The file declares the item where a list comes: items are checked one by one. */
  readonly listsDeclaredAsItems?: true;
  /** Routes the files do not know. */
  readonly undocumented: readonly { readonly route: string; readonly reason: string }[];
  readonly faults: readonly Fault[];
};

const jql = encodeURIComponent('project = WEB ORDER BY updated DESC');
const dcJql = encodeURIComponent('project = WMS');
const cql = encodeURIComponent('type = page AND text ~ "delivery"');
const mia = encodeURIComponent(accountId(people[0]!));
const same = (method: string, ...paths: string[]): Sample[] =>
  paths.map((path) => ({ route: `${method} ${path}`, request: path }));

const tokenRoutes = [
  'GET /rest/pat/latest/tokens',
  'POST /rest/pat/latest/tokens',
  'DELETE /rest/pat/latest/tokens/{tokenId}',
].map((route) => ({ route, reason: 'the token plug-in has no file' }));

/** Every simulated system with a file, one example for each of its routes. Targetprocess publishes none. */
export const held: readonly Held[] = [
  {
    site: 'jiraCloud',
    specs: [{ file: 'jira-cloud-v3.json' }, { file: 'jira-software-cloud.json' }],
    samples: [
      ...same(
        'GET',
        ...['myself', 'serverInfo', 'project/search', 'field', 'priority', 'status', 'issuetype'].map(
          (name) => `/rest/api/3/${name}`,
        ),
      ),
      {
        route: 'GET /rest/api/3/search/jql',
        request: `/rest/api/3/search/jql?jql=${jql}&fields=*all&expand=names,renderedFields`,
      },
      {
        route: 'POST /rest/api/3/search/jql',
        request: '/rest/api/3/search/jql',
        body: { jql: 'project = WEB', fields: ['summary'] },
      },
      {
        route: 'POST /rest/api/3/search/approximate-count',
        request: '/rest/api/3/search/approximate-count',
        body: { jql: 'project = WEB' },
      },
      {
        route: 'GET /rest/api/3/issue/{issueIdOrKey}',
        request: '/rest/api/3/issue/WEB-3?expand=names,renderedFields,transitions',
      },
      { route: 'GET /rest/api/3/issue/{issueIdOrKey}/comment', request: '/rest/api/3/issue/WEB-5/comment' },
      { route: 'GET /rest/api/3/issue/{issueIdOrKey}/transitions', request: '/rest/api/3/issue/WEB-3/transitions' },
      { route: 'GET /rest/api/3/project/{projectIdOrKey}', request: '/rest/api/3/project/WEB' },
      { route: 'GET /rest/api/3/project/{projectIdOrKey}/statuses', request: '/rest/api/3/project/WEB/statuses' },
      { route: 'GET /rest/api/3/mypermissions', request: '/rest/api/3/mypermissions?permissions=BROWSE_PROJECTS' },
      { route: 'GET /rest/api/3/user/search', request: '/rest/api/3/user/search?query=mi' },
      {
        route: 'GET /rest/api/3/user/assignable/search',
        request: '/rest/api/3/user/assignable/search?project=WEB&query=mi',
      },
      { route: 'GET /rest/api/3/search', request: '/rest/api/3/search' },
      { route: 'POST /rest/api/3/search', request: '/rest/api/3/search', body: {} },
      ...jiraCloudSamples,
    ],
    undocumented: [
      { route: 'GET /_edge/tenant_info', reason: 'an address of the site, not of the REST API' },
      ...jiraUndocumented,
    ],
    faults: [{ where: /\/items\/\d+\/(from|to) must be string .* null$/, reason: 'values that were not set are null' }],
  },
  {
    site: 'jiraDataCenter',
    listsDeclaredAsItems: true,
    specs: [{ file: 'jira-dc-10.3.json', prefix: '/rest' }],
    samples: [
      ...same(
        'GET',
        ...['myself', 'serverInfo', 'project', 'field', 'priority', 'status', 'issuetype', 'mypermissions'].map(
          (name) => `/rest/api/2/${name}`,
        ),
      ),
      { route: 'GET /rest/api/2/search', request: `/rest/api/2/search?jql=${dcJql}` },
      {
        route: 'POST /rest/api/2/search',
        request: '/rest/api/2/search',
        body: { jql: 'project = WMS', fields: ['summary'] },
      },
      { route: 'GET /rest/api/2/issue/{issueIdOrKey}', request: '/rest/api/2/issue/WMS-3?expand=renderedFields' },
      { route: 'GET /rest/api/2/issue/{issueIdOrKey}/comment', request: '/rest/api/2/issue/WMS-5/comment' },
      { route: 'GET /rest/api/2/issue/{issueIdOrKey}/transitions', request: '/rest/api/2/issue/WMS-3/transitions' },
      { route: 'GET /rest/api/2/project/{projectIdOrKey}', request: '/rest/api/2/project/WMS' },
      { route: 'GET /rest/api/2/project/{projectIdOrKey}/statuses', request: '/rest/api/2/project/WMS/statuses' },
      { route: 'GET /rest/api/2/user/search', request: '/rest/api/2/user/search?username=.' },
      {
        route: 'GET /rest/api/2/user/assignable/search',
        request: '/rest/api/2/user/assignable/search?project=WMS&username=m',
      },
      ...jiraDataCenterSamples,
    ],
    undocumented: [
      { route: 'GET /status', reason: 'an address of the server, not of the REST API' },
      { route: 'GET /secure/attachment/{id}/{name}', reason: 'an address of the server, not of the REST API' },
      ...tokenRoutes,
      ...jiraUndocumented,
    ],
    faults: [
      { where: /\/(fields|renderedFields)\/\w+ must be object/, reason: 'all values of fields are declared objects' },
      { where: /\/items\/\d+\/(from|to) must be string .* null$/, reason: 'values that were not set are null' },
    ],
  },
  {
    site: 'confluenceCloud',
    specs: [{ file: 'confluence-cloud-v2.json', prefix: '/wiki/api/v2' }, { file: 'confluence-cloud-v1.json' }],
    samples: [
      { route: 'GET /wiki/rest/api/user/current', request: '/wiki/rest/api/user/current?expand=operations' },
      {
        route: 'GET /wiki/rest/api/search/user',
        request: `/wiki/rest/api/search/user?cql=${encodeURIComponent('user.fullname ~ "mia"')}`,
      },
      { route: 'GET /wiki/rest/api/user', request: `/wiki/rest/api/user?accountId=${mia}` },
      { route: 'GET /wiki/api/v2/spaces', request: '/wiki/api/v2/spaces?limit=2' },
      { route: 'GET /wiki/api/v2/spaces/{id}', request: '/wiki/api/v2/spaces/131073' },
      { route: 'GET /wiki/api/v2/spaces/{id}/operations', request: '/wiki/api/v2/spaces/131073/operations' },
      { route: 'GET /wiki/api/v2/spaces/{id}/pages', request: '/wiki/api/v2/spaces/131073/pages' },
      { route: 'GET /wiki/api/v2/pages', request: '/wiki/api/v2/pages?body-format=storage' },
      { route: 'GET /wiki/api/v2/pages/{id}', request: '/wiki/api/v2/pages/229385?body-format=storage' },
      { route: 'GET /wiki/api/v2/pages/{id}/children', request: '/wiki/api/v2/pages/229385/children' },
      { route: 'GET /wiki/rest/api/search', request: `/wiki/rest/api/search?cql=${cql}&expand=content.space` },
      {
        route: 'GET /wiki/rest/api/content/search',
        request: `/wiki/rest/api/content/search?cql=${cql}&expand=body.storage,version,ancestors`,
      },
      ...confluenceCloudSamples,
    ],
    undocumented: [],
    faults: [
      {
        where: /\/(description|icon|parentId|parentType) must .* null$/,
        reason: 'the text says "or null", the type does not',
      },
    ],
  },
  {
    site: 'confluenceDataCenter',
    specs: [{ file: 'confluence-dc-10.0.3.json' }],
    samples: [
      ...same('GET', '/rest/api/user/current', '/rest/api/space', '/rest/api/space/OPS', '/rest/api/content').map(
        (sample) => ({ ...sample, route: sample.route.replace('/OPS', '/{spaceKey}') }),
      ),
      {
        route: 'GET /rest/api/content/{id}',
        request: '/rest/api/content/229385?expand=body.storage,version,space,ancestors,metadata.labels',
      },
      { route: 'GET /rest/api/content/{id}/child/{type}', request: '/rest/api/content/229385/child/page' },
      { route: 'GET /rest/api/search', request: `/rest/api/search?cql=${cql}` },
      { route: 'GET /rest/api/content/search', request: `/rest/api/content/search?cql=${cql}&expand=version` },
      ...confluenceDataCenterSamples,
    ],
    undocumented: [
      { route: 'GET /status', reason: 'an address of the server, not of the REST API' },
      ...tokenRoutes,
      ...confluenceDataCenterUndocumented,
    ],
    faults: [],
  },
  {
    site: 'openproject',
    specs: [{ file: 'openproject-v3-2021-12.json' }],
    samples: openProjectSamples,
    undocumented: openProjectUndocumented,
    faults: [
      { where: /must have required property 'type'/, reason: 'the type lies in _links' },
      { where: /must be string .* null$/, reason: 'dates and durations that are not set are null' },
      { where: /\/description must be string/, reason: 'a text is an object with its form, its source and its HTML' },
      { where: /\/_links\/(ancestors|children) must be object/, reason: 'lists of links are declared as one link' },
    ],
  },
  {
    site: 'clickup',
    specs: [{ file: 'clickup-v2.json' }],
    samples: [
      ...same('GET', '/v2/user', '/v2/team'),
      { route: 'GET /v2/team/{team_id}/space', request: '/v2/team/9012345678/space' },
      { route: 'GET /v2/team/{team_Id}/task', request: '/v2/team/9012345678/task?include_closed=true&subtasks=true' },
      { route: 'GET /v2/space/{space_id}', request: '/v2/space/90121000000' },
      { route: 'GET /v2/space/{space_id}/folder', request: '/v2/space/90121000000/folder' },
      { route: 'GET /v2/space/{space_id}/list', request: '/v2/space/90121000001/list' },
      { route: 'GET /v2/folder/{folder_id}', request: '/v2/folder/90125000000' },
      { route: 'GET /v2/folder/{folder_id}/list', request: '/v2/folder/90125000000/list' },
      { route: 'GET /v2/list/{list_id}', request: '/v2/list/901210000000' },
      { route: 'GET /v2/list/{list_id}/member', request: '/v2/list/901210000000/member' },
      { route: 'GET /v2/list/{list_id}/task', request: '/v2/list/901210000000/task' },
      { route: 'GET /v2/task/{task_id}', request: '/v2/task/TASK' },
      { route: 'GET /v2/task/{task_id}/comment', request: '/v2/task/TASK/comment' },
      ...clickUpSamples,
    ],
    undocumented: clickUpUndocumented,
    faults: [
      { where: / null$/, reason: 'values that are not set are null' },
      { where: /\/priority must be (integer|string)/, reason: 'a priority is an object with its id, name and colour' },
      { where: /\/folders must be object/, reason: 'the folders are declared as one folder' },
      {
        where: /\/(lists|assignees|watchers|tags)\/\d+ must be string/,
        reason: 'lists of objects are declared lists of texts',
      },
      { where: /\/custom_fields must be object/, reason: 'a list is declared an object' },
      { where: /\/reply_count must be string/, reason: 'a number in real answers' },
    ],
  },
];
