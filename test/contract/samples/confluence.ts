import { people } from '../../../src/simulator/company/people.ts';
import { accountId } from '../../../src/simulator/jira/dialect.ts';
import type { Sample } from './sample.ts';

/** Ids the simulated sites begin with: a page with comments beside and below it, a file, and a blog post. */
const seeded = { page: '229385', file: 'att7700011', footer: '7700022', inline: '7700044', post: '7700055' };

const storage = (value: string) => ({ representation: 'storage', value });
const version = { number: 2, message: 'why' };

const at = (path: string): string =>
  path
    .replace('{spaceKey}', 'OPS')
    .replace('spaces/{id}', 'spaces/131073')
    .replace('blogposts/{id}', `blogposts/${seeded.post}`)
    .replace(/(pages|content)\/\{(id|contentId)\}/, `$1/${seeded.page}`)
    .replace('{attachmentId}', seeded.file)
    .replace('{id}/children', `LAST/children`);

const sample = (route: string, more: Partial<Sample> = {}): Sample => ({
  route,
  request: at(route.split(' ')[1] ?? ''),
  ...more,
});

const v2 = '/wiki/api/v2';
const v1 = '/wiki/rest/api/content/{id}';

/** Comments of one kind: read, written, answered, changed and removed. */
function comments(place: 'footer' | 'inline'): Sample[] {
  const path = `${v2}/${place}-comments`;
  const selection = { textSelection: 'Who does what', textSelectionMatchCount: 1, textSelectionMatchIndex: 0 };
  const inline = place === 'inline' ? { inlineCommentProperties: selection } : {};
  const body = storage('<p>New</p>');
  return [
    ...['pages', 'blogposts'].map((kind) => sample(`GET ${v2}/${kind}/{id}/${place}-comments`)),
    sample(`POST ${path}`, { status: 201, body: { pageId: seeded.page, body, ...inline } }),
    sample(`GET ${path}/{id}/children`),
    sample(`GET ${path}/{comment-id}`, { request: `${path}/LAST?body-format=storage` }),
    sample(`PUT ${path}/{comment-id}`, { request: `${path}/LAST`, body: { version, body } }),
    sample(`DELETE ${path}/{comment-id}`, { request: `${path}/LAST`, status: 204 }),
  ];
}

function contents(kind: 'pages' | 'blogposts'): Sample[] {
  const path = `${v2}/${kind}`;
  const draft = { spaceId: '131073', status: 'current', title: 'New', body: storage('<p>New</p>') };
  const newer = { ...draft, id: 'LAST', title: 'Newer', version };
  return [
    ...(kind === 'blogposts'
      ? [sample(`GET ${path}`), sample(`GET ${path}/{id}`)]
      : [sample(`GET ${path}/{id}/ancestors`)]),
    sample(`GET ${path}/{id}/versions`),
    sample(`GET ${path}/{id}/attachments`),
    sample(`POST ${path}`, { body: draft }),
    sample(`PUT ${path}/{id}`, { request: `${path}/LAST`, body: newer }),
    sample(`DELETE ${path}/{id}`, { request: `${path}/LAST`, status: 204 }),
  ];
}

/** Writing and what goes with it, in an order in which every example finds what it needs. */
export const confluenceCloudSamples: readonly Sample[] = [
  sample('GET /wiki/rest/api/user/bulk', {
    request: `/wiki/rest/api/user/bulk?accountId=${people.map(accountId).slice(0, 2).join('&accountId=')}`,
  }),
  ...comments('footer'),
  ...comments('inline'),
  ...contents('pages'),
  ...contents('blogposts'),
  sample(`POST ${v1}/label`, { body: [{ prefix: 'global', name: 'urgent' }] }),
  sample(`GET ${v2}/spaces/{id}/content/labels`),
  sample(`DELETE ${v1}/label`, { request: `${at(v1)}/label?name=urgent`, status: 204 }),
  sample(`POST ${v1}/child/attachment`, { upload: 'file' }),
  sample(`PUT ${v1}/child/attachment`, { upload: 'file' }),
  sample(`GET ${v1}/child/attachment/{attachmentId}/download`, { status: 302 }),
  sample(`GET ${v2}/attachments/{id}`, { request: `${v2}/attachments/${seeded.file}` }),
  sample(`DELETE ${v2}/attachments/{id}`, { request: `${v2}/attachments/${seeded.file}`, status: 204 }),
  sample('PUT /wiki/rest/api/content/{pageId}/move/{position}/{targetId}', {
    request: `/wiki/rest/api/content/${seeded.page}/move/append/329378`,
  }),
];

const api = '/rest/api/content';
const page = { type: 'page', title: 'New', body: { storage: storage('<p>New</p>') } };

export const confluenceDataCenterSamples: readonly Sample[] = [
  ...['/rest/api/user/list', '/rest/api/space/{spaceKey}/labels'].map((path) => sample(`GET ${path}`)),
  sample('GET /rest/api/user', { request: '/rest/api/user?username=jonas.weber' }),
  sample(`GET ${api}/{id}/child/comment`, {
    request: `${at(`${api}/{id}`)}/child/comment?depth=all&expand=body.storage,version,history,ancestors,extensions.resolution`,
  }),
  sample(`POST ${api}`, { body: { ...page, space: { key: 'OPS' }, ancestors: [{ id: seeded.page }] } }),
  sample(`PUT ${api}/{contentId}`, { request: `${api}/LAST`, body: { ...page, title: 'Newer', version } }),
  sample(`DELETE ${api}/{id}`, { request: `${api}/LAST`, status: 204 }),
  sample(`POST ${api}/{id}/label`, { body: [{ prefix: 'global', name: 'urgent' }] }),
  sample(`GET ${api}/{id}/label`),
  sample(`DELETE ${api}/{id}/label`, { request: `${at(`${api}/{id}`)}/label?name=urgent`, status: 204 }),
  sample(`POST ${api}/{id}/child/attachment`, { upload: 'file' }),
  sample(`GET ${api}/{id}/child/attachment`),
  sample(`POST ${api}/{id}/child/attachment/{attachmentId}/data`, { upload: 'file' }),
  sample(`DELETE ${api}/{id}/child/attachment/{attachmentId}`, { status: 204 }),
];

export const confluenceDataCenterUndocumented = [
  {
    route: 'GET /download/attachments/{id}/{name}',
    reason: 'where the download link of an attachment leads, no part of the REST API',
  },
];
