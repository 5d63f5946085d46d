import { describe, expect, test } from 'vitest';
import { createOpenProjectProvider } from '../../../../src/providers/openproject/provider.ts';
import type { SearchItemsQuery } from '../../../../src/providers/provider.ts';
import { FakeWeb, http, json, webPage } from '../../../fakes/providers/fake-web.ts';

const baseUrl = 'https://op.example.com';
const credentials = { method: 'api-key', secret: 'opapi-1234' } as const;
const john = {
  _type: 'User',
  id: 1,
  login: 'j.sheppard',
  name: 'John Sheppard',
  email: 'shep@mail.com',
  status: 'active',
};

const open = (web: FakeWeb, secret: string = credentials.secret) =>
  createOpenProjectProvider(web.parts()).open({
    endpoint: { baseUrl, deployment: 'data-center' },
    credentials: { ...credentials, secret },
    http,
  });

const locate = (web: FakeWeb, address: string) =>
  createOpenProjectProvider(web.parts()).locate({ address, credentials, http });

const failed = (status: number, name: string, message = 'Ein Fehler.') =>
  json(status, { _type: 'Error', errorIdentifier: `urn:openproject-org:api:v3:errors:${name}`, message });

const collection = (elements: unknown[], more: object = {}) => ({
  _type: 'Collection',
  total: elements.length,
  count: elements.length,
  _embedded: { elements },
  ...more,
});

const statuses = collection([
  { id: 1, name: 'New', isClosed: false },
  { id: 12, name: 'Closed', isClosed: true },
  { id: 14, name: 'Rejected', isClosed: true },
]);

const workPackage = {
  _type: 'WorkPackage',
  id: 1528,
  lockVersion: 4,
  subject: 'Develop API',
  description: { format: 'markdown', raw: 'As *told*.', html: '<p>As told.</p>' },
  startDate: null,
  dueDate: '2026-02-01',
  createdAt: '2026-01-10T08:00:00Z',
  updatedAt: '2026-01-15T10:30:00Z',
  percentageDone: null,
  _links: {
    self: { href: '/api/v3/work_packages/1528', title: 'Develop API' },
    project: { href: '/api/v3/projects/6', title: 'A project' },
    type: { href: '/api/v3/types/1', title: 'Task' },
    status: { href: '/api/v3/statuses/12', title: 'Closed' },
    priority: { href: '/api/v3/priorities/2', title: 'High' },
    author: { href: '/api/v3/users/1', title: 'John Sheppard' },
    assignee: { href: null },
    parent: { href: '/api/v3/work_packages/1500', title: 'The whole' },
    children: [],
  },
};

describe('the key', () => {
  const wanted = `Basic ${Buffer.from('apikey:opapi-1234').toString('base64')}`;
  test.each([
    ['as OpenProject shows it', 'opapi-1234'],
    ['with the user name in front', 'apikey:opapi-1234'],
    ['as the base64 of both', Buffer.from('apikey:opapi-1234').toString('base64')],
    ['as the whole header', wanted],
  ])('is accepted %s', async (_form, secret) => {
    const web = new FakeWeb().on('/api/v3/users/me', john);
    await open(web, secret).whoAmI();
    expect(web.last().headers.get('authorization')).toBe(wanted);
  });
});

describe('who am I', () => {
  test('names the account', async () => {
    const web = new FakeWeb().on('/api/v3/users/me', john);
    const account = { id: '1', name: 'John Sheppard', login: 'j.sheppard', email: 'shep@mail.com' };
    expect(await open(web).whoAmI()).toEqual(account);
  });

  test('accepts an account whose login is hidden but which is active', async () => {
    const web = new FakeWeb().on('/api/v3/users/me', { ...john, login: undefined, email: undefined });
    expect(await open(web).whoAmI()).toMatchObject({ name: 'John Sheppard' });
  });

  test('does not take the anonymous user for a success', async () => {
    const web = new FakeWeb().on('/api/v3/users/me', { _type: 'User', id: 2, name: 'Anonymous', status: '' });
    await expect(open(web).whoAmI()).rejects.toMatchObject({
      code: 'anonymous',
      link: 'https://op.example.com/my/access_tokens',
    });
  });

  test.each([
    ['a wrong key', failed(401, 'Unauthenticated'), 'bad-credentials'],
    ['a wrong key in plain text', new Response('unauthorized', { status: 401 }), 'bad-credentials'],
    ['a missing permission', failed(403, 'MissingPermission'), 'forbidden'],
    ['too many requests', failed(429, 'TooManyRequests'), 'rate-limited'],
    ['a fault of the server', failed(500, 'InternalServerError'), 'server-error'],
    ['a login page', webPage(200, 'Sign in'), 'login-page'],
    ['another system', json(200, { hello: 'world' }), 'unexpected-answer'],
  ])('tells %s apart', async (_what, answer, code) => {
    const web = new FakeWeb().on('/api/v3/users/me', answer);
    await expect(open(web).whoAmI()).rejects.toMatchObject({ code });
  });

  test('says that a refused key may also mean that the API is switched off', async () => {
    const web = new FakeWeb().on('/api/v3/users/me', failed(401, 'Unauthenticated'));
    const next = expect.stringContaining('Administration > API and webhooks') as string;
    await expect(open(web).whoAmI()).rejects.toMatchObject({ next });
  });
});

describe('the address', () => {
  test.each([
    ['example.openproject.com', 'https://example.openproject.com'],
    ['https://example.openproject.com/projects/demo/work_packages/12/overview?x=1', 'https://example.openproject.com'],
  ])('of a cloud account %s is known without asking', async (address, expected) => {
    const web = new FakeWeb();
    expect(await locate(web, address)).toEqual({ baseUrl: expected, deployment: 'cloud' });
    expect(web.calls).toEqual([]);
  });

  test.each([
    ['op.example.com', ''],
    ['https://op.example.com/', ''],
    ['op.example.com/projects/demo', ''],
    ['op.example.com/work_packages/12/activity', ''],
    ['op.example.com/openproject/projects/demo', '/openproject'],
    ['op.example.com', '/openproject'],
    ['op.example.com/tools/op', '/tools/op'],
  ])('%s is found at "%s"', async (address, folder) => {
    const web = new FakeWeb().on(`https://op.example.com${folder}/api/v3/users/me`, john);
    const endpoint = { baseUrl: `https://op.example.com${folder}`, deployment: 'data-center' };
    expect(await locate(web, address)).toEqual(endpoint);
  });

  test('is found although the key is wrong, so that the test can say so', async () => {
    const refused = failed(401, 'Unauthenticated');
    const web = new FakeWeb().on('https://op.example.com/openproject/api/v3/users/me', refused);
    expect(await locate(web, 'op.example.com')).toMatchObject({ baseUrl: 'https://op.example.com/openproject' });
  });

  test('prefers the place that speaks like OpenProject to one that merely refuses', async () => {
    const web = new FakeWeb()
      .on('https://op.example.com/api/v3/users/me', new Response('Who are you?', { status: 401 }))
      .on('https://op.example.com/openproject/api/v3/users/me', failed(401, 'Unauthenticated'));
    expect(await locate(web, 'op.example.com')).toMatchObject({ baseUrl: 'https://op.example.com/openproject' });
  });

  test('becomes https where the server redirects there', async () => {
    const away = { location: 'https://op.example.com/api/v3/users/me' };
    const web = new FakeWeb()
      .on('http://op.example.com/api/v3/users/me', new Response(null, { status: 301, headers: away }))
      .on('https://op.example.com/api/v3/users/me', john);
    expect(await locate(web, 'http://op.example.com')).toMatchObject({ baseUrl: 'https://op.example.com' });
  });

  test('is wrong where something else answers', async () => {
    const web = new FakeWeb().on('/api/v3/users/me', { ResourceType: 'User' });
    await expect(locate(web, 'op.example.com')).rejects.toMatchObject({ code: 'wrong-address' });
    await expect(locate(web, 'ftp://op.example.com')).rejects.toMatchObject({ code: 'wrong-address' });
  });

  test('behind a login page is told as such', async () => {
    const web = new FakeWeb().on('/api/v3/users/me', webPage(200, 'Sign in'));
    await expect(locate(web, 'op.example.com')).rejects.toMatchObject({ code: 'login-page' });
  });
});

describe('projects', () => {
  const found = { _type: 'Project', id: 6, identifier: 'a_project', name: 'A project' };

  test('come with identifier, place and address', async () => {
    const web = new FakeWeb().on(
      '/api/v3/projects',
      collection([{ ...found, _links: { parent: { href: '/api/v3/projects/1', title: 'The company' } } }]),
    );
    const project = { id: '6', key: 'a_project', name: 'A project', path: 'The company' };
    const { items, nextCursor } = await open(web).listProjects({ limit: 20 });
    expect(items).toEqual([{ ...project, url: 'https://op.example.com/projects/a_project' }]);
    expect(nextCursor).toBeUndefined();
  });

  test('leave archived ones out and filter by name or identifier', async () => {
    const web = new FakeWeb().on('/api/v3/projects', collection([]));
    await open(web).listProjects({ limit: 20, text: 'web "2"' });
    const [asked] = web.calls.filter(({ path }) => path === '/api/v3/projects');
    expect(JSON.parse(asked!.query['filters']!)).toEqual([
      { active: { operator: '=', values: ['t'] } },
      { name_and_identifier: { operator: '~', values: ['web "2"'] } },
    ]);
  });

  test('are paged by page number, with the size the server allows', async () => {
    const page = (offset: number) => collection([found], { total: 5, offset, pageSize: 2 });
    const web = new FakeWeb().on('/api/v3/projects', ({ query }) => page(Number(query['offset'])));
    const client = open(web);
    let cursor: string | undefined;
    do {
      cursor = (await client.listProjects({ limit: 500, cursor })).nextCursor;
    } while (cursor !== undefined);
    const lists = web.calls.filter(({ path }) => path === '/api/v3/projects');
    expect(lists.map(({ query }) => `${query['offset'] ?? ''}/${query['pageSize'] ?? ''}`)).toEqual([
      '1/500',
      '2/2',
      '3/2',
    ]);
  });

  test('refuse a cursor that is not theirs', async () => {
    await expect(open(new FakeWeb()).listProjects({ limit: 5, cursor: '0-5' })).rejects.toMatchObject({
      code: 'query-rejected',
    });
  });
});

describe('search', () => {
  const search = async (query: Partial<SearchItemsQuery>) => {
    const web = new FakeWeb()
      .on('/api/v3/statuses', statuses)
      .on('/api/v3/principals', collection([{ _type: 'User', id: 5, name: 'Teyla Emmagan' }]))
      .on('/api/v3/work_packages', collection([workPackage]))
      .on('/api/v3/projects/a_project/work_packages', collection([workPackage]));
    const page = await open(web).searchItems({ limit: 10, ...query });
    const call = web.calls.find(({ path }) => path.endsWith('/work_packages'))!;
    return { page, call, filters: JSON.parse(call.query['filters']!) as unknown };
  };

  test('sends an empty filter, because without one closed work packages are missing', async () => {
    const { call } = await search({});
    expect(call.query).toMatchObject({ filters: '[]', sortBy: '[["updatedAt","desc"]]' });
  });

  test('answers with what the links say', async () => {
    const { page } = await search({});
    expect(page.items).toEqual([
      {
        id: '1528',
        title: 'Develop API',
        type: 'Task',
        state: 'Closed',
        done: true,
        assignees: [],
        project: 'A project',
        updatedAt: '2026-01-15T10:30:00.000Z',
        url: 'https://op.example.com/work_packages/1528',
      },
    ]);
  });

  test.each([
    [{ text: 'login' }, { subjectOrId: { operator: '**', values: ['login'] } }],
    [{ state: 'open' }, { status: { operator: 'o', values: [] } }],
    [{ state: 'closed' }, { status: { operator: '=', values: ['12'] } }],
    [{ state: 'done' }, { status: { operator: 'c', values: [] } }],
    [{ state: 'rejected' }, { status: { operator: '=', values: ['14'] } }],
    [{ assignee: 'me' }, { assignee: { operator: '=', values: ['me'] } }],
    [{ assignee: '5' }, { assignee: { operator: '=', values: ['5'] } }],
    [{ assignee: 'teyla' }, { assignee: { operator: '=', values: ['5'] } }],
    [{ updatedSince: '2026-01-01' }, { updatedAt: { operator: '<>d', values: ['2026-01-01T00:00:00.000Z', ''] } }],
  ])('turns %j into a filter', async (query, filter) => {
    expect((await search(query)).filters).toEqual([filter]);
  });

  test('asks below the project for a project', async () => {
    expect((await search({ project: 'a_project' })).call.path).toBe('/api/v3/projects/a_project/work_packages');
  });

  test('passes filters of the user on and nothing else', async () => {
    const own = '[{"version":{"operator":"=","values":["3"]}}]';
    const { call, filters } = await search({ query: own, text: 'ignored', project: 'a_project' });
    expect(call.path).toBe('/api/v3/work_packages');
    expect(filters).toEqual(JSON.parse(own));
  });

  test.each([
    [{ query: 'status = open' }, 'filters in JSON'],
    [{ query: '{"status":{}}' }, 'filters in JSON'],
    [{ state: 'Nirvana' }, 'New, Closed, Rejected'],
    [{ assignee: 'nobody at all' }, 'no user'],
    [{ updatedSince: 'yesterday' }, '2026-01-31'],
  ])('says what would work instead of %j', async (query, hint) => {
    const next = expect.stringContaining(hint) as string;
    await expect(search(query)).rejects.toMatchObject({ code: 'query-rejected', next });
  });

  test('works where statuses may not be read, without saying what is done', async () => {
    const web = new FakeWeb()
      .on('/api/v3/statuses', failed(403, 'MissingPermission'))
      .on('/api/v3/work_packages', collection([workPackage]));
    const { items } = await open(web).searchItems({ limit: 10 });
    expect(items[0]).toMatchObject({ state: 'Closed', done: undefined });
  });
});

describe('one work package', () => {
  test.each(['1528', '#1528', 'https://op.example.com/projects/a/work_packages/1528/activity'])(
    'is found by %s',
    async (id) => {
      const web = new FakeWeb().on('/api/v3/statuses', statuses).on('/api/v3/work_packages/1528', workPackage);
      expect(await open(web).getItem(id)).toMatchObject({
        id: '1528',
        description: 'As *told*.',
        author: 'John Sheppard',
        priority: 'High',
        parent: '1500',
        createdAt: '2026-01-10T08:00:00.000Z',
        startDate: undefined,
        dueDate: '2026-02-01',
      });
    },
  );

  test('uses the one date of a milestone twice', async () => {
    const milestone = { ...workPackage, startDate: undefined, dueDate: undefined, date: '2026-03-01' };
    const web = new FakeWeb().on('/api/v3/statuses', statuses).on('/api/v3/work_packages/1528', milestone);
    expect(await open(web).getItem('1528')).toMatchObject({ startDate: '2026-03-01', dueDate: '2026-03-01' });
  });

  test('that is not there may also be one this account may not see', async () => {
    const web = new FakeWeb().on('/api/v3/statuses', statuses).on('/api/v3/work_packages/9', failed(404, 'NotFound'));
    const message = expect.stringContaining('or the account may not see it') as string;
    await expect(open(web).getItem('9')).rejects.toMatchObject({ code: 'not-found', message });
  });
});
