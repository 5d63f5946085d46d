import type { Sample } from './sample.ts';

const team = '/v2/team/9012345678';
const list = '/v2/list/901210000000';
const sprint = '/v2/list/901210000008';
const channel = '5dc86497-098d-4bb0-87d6-cf28e4380001';

const sample = (route: string, request: string, more: Omit<Sample, 'route' | 'request'> = {}): Sample => ({
  ...{ route, request },
  ...more,
});

const time = { tid: 'LAST', start: 1_795_000_000_000, duration: 3_600_000, description: 'Call', tags: [] };

/** In an order in which every example finds what it needs; `LAST` is the new task, then the comment, then the time entry. */
export const clickUpSamples: readonly Sample[] = [
  sample('GET /v2/team/{team_id}/custom_item', `${team}/custom_item`),
  sample('GET /v2/space/{space_id}/tag', '/v2/space/90121000000/tag'),
  sample('GET /v2/list/{list_id}/field', `${list}/field`),
  sample('GET /v2/task/{task_id}/member', '/v2/task/TASK/member'),
  sample('GET /v2/task/{task_id}/time_in_status', '/v2/task/TASK/time_in_status'),
  sample('GET /v2/team/{team_id}/time_entries/tags', `${team}/time_entries/tags`),
  sample('POST /v2/list/{list_id}/task', `${list}/task`, { body: { name: 'New', markdown_content: 'a **b**' } }),
  sample('PUT /v2/task/{task_id}', '/v2/task/LAST', { body: { status: 'in progress', priority: 2 } }),
  sample('POST /v2/task/{task_id}/field/{field_id}', `/v2/task/LAST/field/${channel}`, {
    body: { value: '5dc86497-098d-4bb0-87d6-cf28e4380100' },
  }),
  sample('DELETE /v2/task/{task_id}/field/{field_id}', `/v2/task/LAST/field/${channel}`),
  sample('POST /v2/task/{task_id}/tag/{tag_name}', '/v2/task/LAST/tag/new'),
  sample('DELETE /v2/task/{task_id}/tag/{tag_name}', '/v2/task/LAST/tag/new'),
  sample('POST /v2/task/{task_id}/dependency', '/v2/task/TASK/dependency', { body: { depends_on: 'LAST' } }),
  sample('DELETE /v2/task/{task_id}/dependency', '/v2/task/TASK/dependency?depends_on=LAST'),
  sample('POST /v2/task/{task_id}/link/{links_to}', '/v2/task/TASK/link/LAST'),
  sample('DELETE /v2/task/{task_id}/link/{links_to}', '/v2/task/TASK/link/LAST'),
  sample('POST /v2/list/{list_id}/task/{task_id}', `${sprint}/task/LAST`),
  sample('DELETE /v2/list/{list_id}/task/{task_id}', `${sprint}/task/LAST`),
  sample('POST /v2/team/{team_Id}/time_entries', `${team}/time_entries`, { body: time }),
  sample('GET /v2/team/{team_Id}/time_entries', `${team}/time_entries?start_date=0&end_date=1800000000000`),
  sample('GET /v2/team/{team_id}/time_entries/{timer_id}', `${team}/time_entries/LAST`),
  sample('PUT /v2/team/{team_id}/time_entries/{timer_id}', `${team}/time_entries/LAST`, {
    body: { description: 'Calls', tags: [] },
  }),
  sample('DELETE /v2/team/{team_id}/time_entries/{timer_id}', `${team}/time_entries/LAST`),
  sample('POST /v2/task/{task_id}/comment', '/v2/task/TASK/comment', {
    body: { comment_text: 'Good', notify_all: false },
  }),
  sample('PUT /v2/comment/{comment_id}', '/v2/comment/LAST', { body: { comment_text: 'Better' } }),
  sample('GET /v2/comment/{comment_id}/reply', '/v2/comment/LAST/reply'),
  sample('POST /v2/comment/{comment_id}/reply', '/v2/comment/LAST/reply', {
    body: { comment_text: 'Yes', notify_all: false },
  }),
  sample('DELETE /v2/comment/{comment_id}', '/v2/comment/LAST'),
  sample('POST /v2/task/{task_id}/attachment', '/v2/task/TASK/attachment', { upload: 'attachment' }),
  sample('POST /v2/list/{list_id}/task', `${list}/task`, { body: { name: 'To be deleted' } }),
  sample('DELETE /v2/task/{task_id}', '/v2/task/LAST'),
];

const docs = '/v3/workspaces/{workspace_id}/docs';
/** The file describes the second version of the API only. */
export const clickUpUndocumented = [
  ...['GET', 'POST'].map((method) => `${method} ${docs}`),
  `GET ${docs}/{doc_id}`,
  ...['GET', 'POST'].map((method) => `${method} ${docs}/{doc_id}/pages`),
  ...['GET', 'PUT'].map((method) => `${method} ${docs}/{doc_id}/pages/{page_id}`),
  'PUT /v3/workspaces/{workspace_id}/tasks/{task_id}/home_list/{list_id}',
].map((route) => ({ route, reason: 'of the third version, which has no file here' }));
