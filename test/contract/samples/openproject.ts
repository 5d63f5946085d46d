import type { Sample } from './sample.ts';

const api = '/api/v3';
const get = (path: string, request = path): Sample => ({ route: `GET ${api}${path}`, request: `${api}${request}` });
const write = (method: 'POST' | 'PATCH' | 'DELETE', path: string, request: string, more: Partial<Sample>): Sample => ({
  route: `${method} ${api}${path}`,
  request: `${api}${request}`,
  ...more,
});

const one = '/work_packages/1002';
const to = { to: { href: `${api}/work_packages/1003` } };
const task = { subject: 'Order the signs', _links: { type: { href: `${api}/types/1` } } };
const spent = { hours: 'PT1H', spentOn: '2026-11-20', _links: { workPackage: { href: `${api}${one}` } } };
const file = { upload: 'file', metadata: { fileName: 'notes.txt' } };
const project = { project: { href: `${api}/projects/3` } };

const lists = [
  'capabilities',
  'users',
  'principals',
  'projects',
  'work_packages',
  'statuses',
  'types',
  'priorities',
  'versions',
];

/** One for each route; what is made is changed and taken back right after. */
export const openProjectSamples: readonly Sample[] = [
  get(''),
  ...lists.map((name) => get(`/${name}`)),
  get('/users/{id}', '/users/me'),
  get('/projects/{id}', '/projects/3'),
  ...['work_packages', 'types', 'available_assignees', 'categories', 'versions'].map((name) =>
    get(`/projects/{id}/${name}`, `/projects/3/${name}`),
  ),
  get('/work_packages/schemas/{identifier}', '/work_packages/schemas/3-1'),
  ...['activities', 'watchers', 'attachments', 'available_watchers'].map((name) =>
    get(`/work_packages/{id}/${name}`, `/work_packages/1005/${name}`),
  ),
  write('POST', '/work_packages/form', '/work_packages/form', { body: { _links: project } }),
  write('POST', '/projects/{id}/work_packages/form', '/projects/3/work_packages/form', { body: {} }),
  write('POST', '/work_packages', '/work_packages', {
    body: { ...task, _links: { ...task._links, ...project } },
    status: 201,
  }),
  write('POST', '/projects/{id}/work_packages', '/projects/3/work_packages', { body: task, status: 201 }),
  get('/work_packages/{id}', '/work_packages/LAST'),
  write('POST', '/work_packages/{id}/form', '/work_packages/LAST/form', { body: { lockVersion: 0 } }),
  write('PATCH', '/work_packages/{id}', '/work_packages/LAST', {
    body: { lockVersion: 0, subject: 'Order two signs' },
  }),
  write('DELETE', '/work_packages/{id}', '/work_packages/LAST', { status: 204 }),
  write('POST', '/work_packages/{id}/activities', `${one}/activities`, {
    body: { comment: { raw: 'Seen.' } },
    status: 201,
  }),
  get('/activities/{id}', '/activities/LAST'),
  write('PATCH', '/activities/{id}', '/activities/LAST', { body: { comment: { raw: 'Seen twice.' } } }),
  write('POST', '/work_packages/{id}/relations', `${one}/relations`, {
    body: { type: 'follows', _links: to },
    status: 201,
  }),
  get('/relations', `/relations?filters=${encodeURIComponent('[{"involved":{"operator":"=","values":["1002"]}}]')}`),
  write('DELETE', '/relations/{id}', '/relations/LAST', { status: 204 }),
  write('POST', '/work_packages/{id}/watchers', `${one}/watchers`, {
    body: { user: { href: `${api}/users/9` } },
    status: 201,
  }),
  write('DELETE', '/work_packages/{id}/watchers/{user_id}', `${one}/watchers/9`, { status: 204 }),
  write('POST', '/time_entries/form', '/time_entries/form', { body: spent }),
  write('POST', '/time_entries', '/time_entries', { body: spent, status: 201 }),
  get('/time_entries'),
  get('/time_entries/{id}', '/time_entries/LAST'),
  write('POST', '/time_entries/{id}/form', '/time_entries/LAST/form', { body: { hours: 'PT2H' } }),
  write('PATCH', '/time_entries/{id}', '/time_entries/LAST', { body: { hours: 'PT2H' } }),
  write('DELETE', '/time_entries/{id}', '/time_entries/LAST', { status: 204 }),
  write('POST', '/wiki_pages/{id}/attachments', '/wiki_pages/30/attachments', file),
  get('/wiki_pages/{id}/attachments', '/wiki_pages/30/attachments'),
  write('POST', '/work_packages/{id}/attachments', `${one}/attachments`, file),
  get('/attachments/{id}', '/attachments/LAST'),
  write('DELETE', '/attachments/{id}', '/attachments/LAST', { status: 204 }),
  get('/documents'),
  get('/documents/{id}', '/documents/30'),
  get('/wiki_pages/{id}', '/wiki_pages/30'),
];

const newer = 'newer than the file, which is of 2021';
export const openProjectUndocumented = [
  ...['GET /projects/{id}/sprints', 'GET /sprints', 'PATCH /documents/{id}'].map((route) => [route, newer] as const),
  ['GET /documents/{id}/attachments', 'left out of the file'] as const,
  ['POST /documents/{id}/attachments', 'left out of the file'] as const,
  ['GET /attachments/{id}/content', 'a file, known from the links of an attachment'] as const,
].map(([route, reason]) => ({ route: route.replace(' /', ` ${api}/`), reason }));
