import { describe, expect, it } from 'vitest';
import { createConfluenceProvider } from '../../../../src/providers/confluence/provider.ts';
import type { Credentials, Endpoint, ProviderClient } from '../../../../src/providers/provider.ts';
import { failureOf } from '../http/failure-of.ts';
import { startServer, testHttp, testParts } from '../http/scripted-server.ts';
import type { Reply, ScriptedServer, Seen } from '../http/scripted-server.ts';

const token: Credentials = { method: 'api-token', account: 'mia@example.com', secret: 'ATATT-x' };
const pat: Credentials = { method: 'personal-access-token', secret: 'MTIz' };

type Opened = { readonly confluence: ProviderClient; readonly server: ScriptedServer };

async function open(deployment: Endpoint['deployment'], answer: (seen: Seen) => Reply): Promise<Opened> {
  const server = await startServer(answer);
  const endpoint: Endpoint = { baseUrl: server.url, deployment };
  const credentials = deployment === 'cloud' ? token : pat;
  return { server, confluence: createConfluenceProvider(testParts()).open({ endpoint, credentials, http: testHttp }) };
}

const notFound: Reply = { status: 404, json: { errors: [{ status: 404, code: 'NOT_FOUND', title: 'Not Found' }] } };

describe('who am I in Confluence', () => {
  it('is asked in the cloud', async () => {
    const { confluence, server } = await open('cloud', () => ({
      json: { type: 'known', accountId: '5b10', displayName: 'Mia Krystof', email: 'mia@example.com' },
    }));
    expect(await confluence.whoAmI()).toEqual({ id: '5b10', name: 'Mia Krystof', email: 'mia@example.com' });
    expect(server.seen[0]?.path).toBe('/wiki/rest/api/user/current');
  });

  it('is asked on a server', async () => {
    const { confluence, server } = await open('data-center', () => ({
      json: { type: 'known', username: 'mia', userKey: 'ff80', displayName: 'Mia' },
    }));
    expect(await confluence.whoAmI()).toEqual({ id: 'ff80', name: 'Mia', login: 'mia' });
    expect(server.seen[0]?.path).toBe('/rest/api/user/current');
  });

  it.each<[string, Reply, string]>([
    ['an answer to a visitor', { json: { type: 'anonymous', displayName: 'Anonymous' } }, 'anonymous'],
    ['a wrong key', { status: 401, html: '<html>Basic Authentication Failure</html>' }, 'bad-credentials'],
    ['no permission', { status: 403, json: { statusCode: 403, message: 'Not permitted' } }, 'forbidden'],
    ['a login page', { html: '<!DOCTYPE html><html></html>' }, 'login-page'],
  ])('tells %s', async (_, reply, code) => {
    for (const deployment of ['cloud', 'data-center'] as const) {
      const { confluence } = await open(deployment, () => reply);
      expect((await failureOf(confluence.whoAmI())).code).toBe(code);
    }
  });
});

describe('spaces of Confluence', () => {
  it('go from cursor to cursor in the cloud', async () => {
    const { confluence, server } = await open('cloud', ({ query }) =>
      query.get('cursor') === 'C2'
        ? { json: { results: [{ id: '2', key: 'BB', name: 'B', _links: { webui: '/spaces/BB' } }], _links: {} } }
        : {
            json: {
              results: [{ id: '1', key: 'AA', name: 'A', _links: { webui: '/spaces/AA' } }],
              _links: { next: '/wiki/api/v2/spaces?limit=1&cursor=C2' },
            },
          },
    );
    const first = await confluence.listProjects({ limit: 1 });
    expect(first.items).toEqual([{ id: 'AA', key: 'AA', name: 'A', url: `${server.url}/wiki/spaces/AA` }]);
    const second = await confluence.listProjects({ limit: 1, cursor: first.nextCursor });
    expect(second.items.map(({ key }) => key)).toEqual(['BB']);
    expect(second.nextCursor).toBeUndefined();
    expect(server.seen.map(({ path }) => path)).toEqual(['/wiki/api/v2/spaces', '/wiki/api/v2/spaces']);
  });

  it('go by offset on a server', async () => {
    const keys = ['AA', 'BB', 'CC'];
    const { confluence, server } = await open('data-center', ({ query }) => {
      const start = Number(query.get('start') ?? 0);
      const results = keys.slice(start, start + 2).map((key, id) => ({ id, key, name: key, _links: {} }));
      const next = start + 2 < keys.length ? { next: `/rest/api/space?limit=2&start=${String(start + 2)}` } : {};
      return { json: { results, start, limit: 2, size: results.length, _links: next } };
    });
    const first = await confluence.listProjects({ limit: 2 });
    const second = await confluence.listProjects({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ key }) => key)).toEqual(keys);
    expect(second.nextCursor).toBeUndefined();
    const lists = server.seen.filter(({ path }) => path === '/rest/api/space');
    expect(lists.map(({ query }) => query.get('start'))).toEqual([null, '2']);
  });

  it('are found by name through the search', async () => {
    const { confluence, server } = await open('cloud', () => ({
      json: {
        results: [{ space: { id: 1, key: 'AA', name: 'Alpha', _links: { webui: '/spaces/AA' } }, entityType: 'space' }],
        start: 0,
        size: 1,
        totalSize: 1,
        _links: {},
      },
    }));
    const { items, total } = await confluence.listProjects({ text: 'Alp', limit: 5 });
    expect(items.map(({ name }) => name)).toEqual(['Alpha']);
    expect(total).toBe(1);
    expect(server.seen[0]?.path).toBe('/wiki/rest/api/search');
    expect(server.seen[0]?.query.get('cql')).toBe('type = space AND space.title ~ "alp*"');
  });
});

describe('a search in Confluence', () => {
  const result = (id: string) => ({
    content: {
      id,
      type: 'page',
      title: `Page ${id}`,
      space: { key: 'TST' },
      _links: { webui: `/spaces/TST/pages/${id}` },
    },
    title: `@@@hl@@@Page@@@endhl@@@ ${id}`,
    url: `/spaces/TST/pages/${id}`,
    lastModified: '2026-01-15T10:30:00.000Z',
  });

  it('goes from cursor to cursor in the cloud and leaves people and spaces out', async () => {
    const { confluence, server } = await open('cloud', ({ query }) =>
      query.get('cursor') === 'raNDom=='
        ? { json: { results: [result('2')], size: 1, totalSize: 3, _links: {} } }
        : {
            json: {
              results: [result('1'), { user: { displayName: 'Mia' }, url: '/people' }],
              size: 2,
              totalSize: 3,
              _links: { next: '/rest/api/search?cql=x&limit=2&cursor=raNDom%3D%3D&next=true' },
            },
          },
    );
    const first = await confluence.searchItems({ text: 'page', project: 'TST', limit: 2 });
    expect(first.items).toEqual([
      {
        id: '1',
        title: 'Page 1',
        type: 'page',
        project: 'TST',
        projectId: 'TST',
        updatedAt: '2026-01-15T10:30:00.000Z',
        url: `${server.url}/wiki/spaces/TST/pages/1`,
      },
    ]);
    const second = await confluence.searchItems({ text: 'page', project: 'TST', limit: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({ items: [{ id: '2' }], nextCursor: undefined, total: 3 });
    expect(server.seen[0]?.query.get('cql')).toBe(
      'type = page AND text ~ "page" AND space = "TST" ORDER BY lastmodified DESC',
    );
  });

  it('goes by offset on a server', async () => {
    const { confluence, server } = await open('data-center', ({ query }) => {
      const start = Number(query.get('start') ?? 0);
      const _links = start === 0 ? { next: '/rest/api/search?cql=x&limit=1&start=1' } : {};
      return { json: { results: [result(String(start))], start, limit: 1, size: 1, _links } };
    });
    const first = await confluence.searchItems({ limit: 1 });
    const second = await confluence.searchItems({ limit: 1, cursor: first.nextCursor });
    expect(second).toMatchObject({ items: [{ id: '1' }], nextCursor: undefined });
    expect(server.seen.filter(({ path }) => path === '/rest/api/search')).toHaveLength(2);
  });

  it('ends where a server points back to the page it gave', async () => {
    const { confluence } = await open('data-center', () => ({
      json: { results: [result('1')], start: 0, size: 1, _links: { next: '/rest/api/search?start=0' } },
    }));
    expect((await confluence.searchItems({ limit: 1 })).nextCursor).toBeUndefined();
  });

  it('looks people up by name in the cloud', async () => {
    const { confluence, server } = await open('cloud', ({ path }) =>
      path.endsWith('/search/user')
        ? { json: { results: [{ user: { accountId: 'id-1', displayName: 'Mia Krystof' } }] } }
        : { json: { results: [], _links: {} } },
    );
    const { note } = await confluence.searchItems({ assignee: 'Mia', limit: 5 });
    expect(note).toContain('worked on');
    expect(server.seen[0]?.query.get('cql')).toBe('user.fullname ~ "mia"');
    expect(server.seen[1]?.query.get('cql')).toContain('contributor = "id-1"');
  });

  it('says in Confluence’s words why a query was rejected', async () => {
    const { confluence } = await open('cloud', () => ({
      status: 400,
      json: { statusCode: 400, message: 'Could not parse cql : x', reason: 'Bad Request' },
    }));
    const error = await failureOf(confluence.searchItems({ query: 'x', limit: 5 }));
    expect(error).toMatchObject({ code: 'query-rejected' });
    expect(error.message).toContain('Could not parse cql : x');
  });
});

describe('a page', () => {
  const page = {
    id: '123',
    title: 'T',
    spaceId: '1',
    parentId: '2',
    authorId: 'a',
    createdAt: '2026-01-01T00:00:00.000Z',
    version: { number: 3, createdAt: '2026-01-15T10:30:00.000Z' },
    body: { view: { representation: 'view', value: '<p>Hello <strong>you</strong></p>' } },
    labels: { results: [{ name: 'howto' }] },
    _links: { webui: '/spaces/TST/pages/123/T' },
  };

  it('comes whole from the cloud, with its author’s name', async () => {
    const { confluence, server } = await open('cloud', ({ path }) =>
      path.endsWith('/user') ? { json: { displayName: 'Mia Krystof' } } : { json: page },
    );
    expect(await confluence.getItem('123')).toEqual({
      id: '123',
      title: 'T',
      type: 'page',
      project: 'TST',
      projectId: 'TST',
      updatedAt: '2026-01-15T10:30:00.000Z',
      url: `${server.url}/wiki/spaces/TST/pages/123/T`,
      description: 'Hello **you**',
      author: 'Mia Krystof',
      labels: ['howto'],
      parent: '2',
      createdAt: '2026-01-01T00:00:00.000Z',
    });
    expect(server.seen[0]?.query.get('body-format')).toBe('view');
  });

  it('comes without its author where names may not be looked up', async () => {
    const { confluence } = await open('cloud', ({ path }) =>
      path.endsWith('/user') ? { status: 403, json: {} } : { json: page },
    );
    expect((await confluence.getItem('123')).author).toBeUndefined();
  });

  it('may turn out to be a blog post', async () => {
    const { confluence } = await open('cloud', ({ path }) =>
      path.includes('/pages/') ? notFound : { json: { ...page, authorId: null } },
    );
    expect((await confluence.getItem('123')).type).toBe('blogpost');
  });

  it('that is not there may also be hidden', async () => {
    const { confluence } = await open('cloud', () => notFound);
    expect((await failureOf(confluence.getItem('404'))).code).toBe('not-found');
  });

  it('comes whole from a server', async () => {
    const { confluence, server } = await open('data-center', () => ({
      json: {
        id: '123',
        type: 'page',
        title: 'T',
        space: { key: 'TST' },
        version: { number: 3, when: '2026-01-15T10:30:00.000Z' },
        history: { createdDate: '2026-01-01T00:00:00.000Z', createdBy: { displayName: 'Mia' } },
        ancestors: [{ id: '1' }, { id: '2' }],
        metadata: { labels: { results: [{ name: 'howto' }] } },
        body: { view: { value: '<ul><li>a</li></ul>' } },
        _links: { webui: '/display/TST/T' },
      },
    }));
    expect(await confluence.getItem('123')).toEqual({
      id: '123',
      title: 'T',
      type: 'page',
      project: 'TST',
      projectId: 'TST',
      updatedAt: '2026-01-15T10:30:00.000Z',
      url: `${server.url}/display/TST/T`,
      description: '- a',
      author: 'Mia',
      labels: ['howto'],
      parent: '2',
      createdAt: '2026-01-01T00:00:00.000Z',
    });
  });
});
