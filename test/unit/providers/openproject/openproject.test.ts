import { describe, expect, test } from 'vitest';
import { FakeWeb, json, webPage } from '../../../fakes/providers/fake-web.ts';
import { john, open, locate, failed, collection } from './use-openproject.ts';

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
