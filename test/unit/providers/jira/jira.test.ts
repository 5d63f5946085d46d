import { describe, expect, it } from 'vitest';
import { createJiraProvider } from '../../../../src/providers/jira/provider.ts';
import type { Credentials, Endpoint, ProviderClient } from '../../../../src/providers/provider.ts';
import { failureOf } from '../http/failure-of.ts';
import { startServer, testHttp, testParts } from '../http/scripted-server.ts';
import type { Reply, ScriptedServer, Seen } from '../http/scripted-server.ts';

const token: Credentials = { method: 'api-token', account: 'mía@example.com', secret: 'ATATT-x' };
const pat: Credentials = { method: 'personal-access-token', secret: 'MTIz' };
const password: Credentials = { method: 'password', account: 'mia', secret: 'pass:word' };

type Opened = { readonly jira: ProviderClient; readonly server: ScriptedServer };

async function open(
  deployment: Endpoint['deployment'],
  answer: (seen: Seen) => Reply,
  credentials: Credentials = deployment === 'cloud' ? token : pat,
): Promise<Opened> {
  const server = await startServer(answer);
  const endpoint: Endpoint = { baseUrl: server.url, deployment };
  const jira = createJiraProvider(testParts()).open({ endpoint, credentials, http: testHttp });
  return { jira, server };
}

const wireIssue = (key: string) => ({
  id: '1',
  key,
  fields: {
    summary: `Title of ${key}`,
    status: { name: 'In Progress', statusCategory: { key: 'indeterminate' } },
    issuetype: { name: 'Bug' },
    project: { id: '1', key: 'EX' },
    assignee: { accountId: 'a', displayName: 'Mia Krystof' },
    updated: '2026-01-15T10:30:00.000+0100',
  },
});

describe('who am I in Jira', () => {
  it('is asked in the cloud with e-mail and token', async () => {
    const { jira, server } = await open('cloud', () => ({
      json: { accountId: '5b10', displayName: 'Mia Krystof', emailAddress: 'mia@example.com', name: '' },
    }));
    expect(await jira.whoAmI()).toEqual({ id: '5b10', name: 'Mia Krystof', email: 'mia@example.com' });
    const [seen] = server.seen;
    expect(seen?.path).toBe('/rest/api/3/myself');
    const basic = Buffer.from('mía@example.com:ATATT-x').toString('base64');
    expect(seen?.headers).toMatchObject({ authorization: `Basic ${basic}`, 'x-atlassian-token': 'no-check' });
  });

  it('is asked on a server with a personal access token', async () => {
    const { jira, server } = await open('data-center', () => ({
      json: { key: 'JIRAUSER1', name: 'mia', displayName: 'Mia', emailAddress: 'm@x.org' },
      headers: { 'x-ausername': 'mia' },
    }));
    expect(await jira.whoAmI()).toEqual({ id: 'JIRAUSER1', name: 'Mia', login: 'mia', email: 'm@x.org' });
    expect(server.seen[0]).toMatchObject({ path: '/rest/api/2/myself', headers: { authorization: 'Bearer MTIz' } });
  });

  it('is asked on a server with user name and password', async () => {
    const { jira, server } = await open('data-center', () => ({ json: { name: 'mia' } }), password);
    expect((await jira.whoAmI()).name).toBe('mia');
    const basic = Buffer.from('mia:pass:word').toString('base64');
    expect(server.seen[0]?.headers.authorization).toBe(`Basic ${basic}`);
  });

  it('goes through the gateway where the key needs it, while links lead to the site', async () => {
    const server = await startServer(({ path }) => ({
      json: path.endsWith('/myself') ? { accountId: 'a' } : { issues: [wireIssue('EX-1')], isLast: true },
    }));
    const endpoint: Endpoint = {
      baseUrl: 'https://example.atlassian.net',
      apiBaseUrl: `${server.url}/ex/jira/c-1`,
      deployment: 'cloud',
    };
    const jira = createJiraProvider(testParts()).open({ endpoint, credentials: token, http: testHttp });
    await jira.whoAmI();
    expect(server.seen[0]?.path).toBe('/ex/jira/c-1/rest/api/3/myself');
    const { items } = await jira.searchItems({ limit: 5 });
    expect(items[0]?.url).toBe('https://example.atlassian.net/browse/EX-1');
  });

  const page = '<!doctype html><title>Log in</title>';
  it.each<[string, Reply, string]>([
    ['a wrong key', { status: 401, html: 'Client must be authenticated to access this resource.' }, 'bad-credentials'],
    ['a locked account', { status: 403, headers: { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' } }, 'captcha'],
    ['an answer to a visitor', { json: { name: 'x' }, headers: { 'x-ausername': 'anonymous' } }, 'anonymous'],
    ['an answer that names nobody', { json: { active: true } }, 'unexpected-answer'],
    ['a login page', { html: page }, 'login-page'],
    ['a login elsewhere', { status: 302, headers: { location: 'https://idp.example/' } }, 'login-page'],
    ['no permission', { status: 403, json: {} }, 'forbidden'],
    ['a missing scope', { status: 401, json: { message: 'Unauthorized; scope does not match' } }, 'insufficient-scope'],
    ['a wrong address', { status: 404, html: page }, 'wrong-address'],
    ['too many requests', { status: 429, headers: { 'retry-after': '3600' } }, 'rate-limited'],
    ['a fault', { status: 500, html: page }, 'server-error'],
  ])('tells %s', async (_, reply, code) => {
    const { jira } = await open('cloud', () => reply);
    expect((await failureOf(jira.whoAmI())).code).toBe(code);
  });

  it('asks with a password once only, so that nobody is locked out', async () => {
    const { jira, server } = await open('data-center', () => ({ status: 401, html: page }), password);
    const error = await failureOf(jira.whoAmI());
    expect(error).toMatchObject({ code: 'bad-credentials', message: 'Jira did not accept the password.' });
    expect(server.seen).toHaveLength(1);
  });

  it('links a refused key to the page where a new one is made', async () => {
    const cloud = await open('cloud', () => ({ status: 401, text: '' }));
    expect((await failureOf(cloud.jira.whoAmI())).link).toContain('id.atlassian.com');
    const own = await open('data-center', () => ({ status: 401, text: '' }));
    const { link } = await failureOf(own.jira.whoAmI());
    expect(link).toMatch(new RegExp(`^${own.server.url}/secure/ViewProfile\\.jspa`));
  });
});

describe('projects of Jira', () => {
  it('come in pages in the cloud', async () => {
    const all = ['AA', 'BB', 'CC'].map((key, index) => ({ id: String(index), key, name: `Project ${key}` }));
    const { jira, server } = await open('cloud', ({ query }) => {
      const startAt = Number(query.get('startAt'));
      const values = all.slice(startAt, startAt + 2);
      return { json: { startAt, maxResults: 2, total: 3, isLast: startAt + values.length >= 3, values } };
    });
    const first = await jira.listProjects({ limit: 2, text: 'pro' });
    expect(first.items.map(({ key }) => key)).toEqual(['AA', 'BB']);
    expect(first.items[0]).toMatchObject({ id: '0', name: 'Project AA', url: `${server.url}/browse/AA` });
    expect(first.total).toBe(3);
    expect(server.seen[0]?.query.get('query')).toBe('pro');
    const second = await jira.listProjects({ limit: 2, text: 'pro', cursor: first.nextCursor });
    expect(second.items.map(({ key }) => key)).toEqual(['CC']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('come all at once from a server, and are found and paged here', async () => {
    const keys = ['AA', 'AB', 'BB', 'AC'];
    const { jira } = await open('data-center', () => ({
      json: keys.map((key, id) => ({ id: String(id), key, name: key.toLowerCase() })),
    }));
    const first = await jira.listProjects({ limit: 2, text: 'a' });
    expect(first.items.map(({ key }) => key)).toEqual(['AA', 'AB']);
    const second = await jira.listProjects({ limit: 2, text: 'a', cursor: first.nextCursor });
    expect(second).toMatchObject({ items: [{ key: 'AC' }], total: 3, nextCursor: undefined });
  });
});

describe('a search in Jira', () => {
  it('goes from token to token in the cloud', async () => {
    const { jira, server } = await open('cloud', ({ query }) =>
      query.get('nextPageToken') === 'T2'
        ? { json: { issues: [wireIssue('EX-2')], isLast: true } }
        : { json: { issues: [wireIssue('EX-1')], nextPageToken: 'T2', isLast: false } },
    );
    const first = await jira.searchItems({ project: 'EX', limit: 1 });
    expect(first.items).toEqual([
      {
        id: 'EX-1',
        title: 'Title of EX-1',
        type: 'Bug',
        state: 'In Progress',
        done: false,
        assignees: ['Mia Krystof'],
        project: 'EX',
        projectId: '1',
        updatedAt: '2026-01-15T09:30:00.000Z',
        url: `${server.url}/browse/EX-1`,
      },
    ]);
    const second = await jira.searchItems({ project: 'EX', limit: 1, cursor: first.nextCursor });
    expect(second.items.map(({ id }) => id)).toEqual(['EX-2']);
    expect(second.nextCursor).toBeUndefined();
    const [seen] = server.seen;
    expect(seen?.path).toBe('/rest/api/3/search/jql');
    expect(seen?.query.get('jql')).toBe('project = "EX" ORDER BY updated DESC');
    expect(seen?.query.get('fields')).toContain('summary');
  });

  it('goes by offset on a server, which may give less than asked', async () => {
    const keys = ['EX-1', 'EX-2', 'EX-3'];
    const { jira, server } = await open('data-center', ({ query }) => {
      const startAt = Number(query.get('startAt'));
      const issues = keys.slice(startAt, startAt + 2).map(wireIssue);
      return { json: { startAt, maxResults: 2, total: 3, issues } };
    });
    const first = await jira.searchItems({ limit: 50 });
    const second = await jira.searchItems({ limit: 50, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(keys);
    expect(second).toMatchObject({ nextCursor: undefined, total: 3 });
    expect(server.seen.map(({ path }) => path)).toEqual(['/rest/api/2/search', '/rest/api/2/search']);
  });

  it('ends on an empty page, whatever the total says', async () => {
    const { jira } = await open('data-center', () => ({ json: { startAt: 0, maxResults: 2, total: 9, issues: [] } }));
    expect((await jira.searchItems({ limit: 2 })).nextCursor).toBeUndefined();
  });

  it('looks people up by name in the cloud', async () => {
    const { jira, server } = await open('cloud', ({ path }) =>
      path.endsWith('/user/search')
        ? {
            json: [
              { accountId: 'id-1', displayName: 'Mia Krystof' },
              { accountId: 'id-2', displayName: 'Mia Other' },
            ],
          }
        : { json: { issues: [], isLast: true } },
    );
    await jira.searchItems({ assignee: 'mia krystof', limit: 5 });
    await jira.searchItems({ assignee: 'Mia', limit: 5 });
    const asked = server.seen.map(({ query }) => query.get('jql')).filter((jql) => jql !== null);
    expect(asked).toEqual([
      'assignee = "id-1" ORDER BY updated DESC',
      'assignee in ("id-1", "id-2") ORDER BY updated DESC',
    ]);
    expect((await failureOf(jira.searchItems({ assignee: 'Nobody', limit: 5 }))).code).toBe('query-rejected');
  });

  it('says in Jira’s words why a query was rejected', async () => {
    const { jira } = await open('cloud', () => ({
      status: 400,
      json: { errorMessages: ["Field 'foo' does not exist."], errors: {} },
    }));
    const error = await failureOf(jira.searchItems({ query: 'foo = 1', limit: 5 }));
    expect(error.code).toBe('query-rejected');
    expect(error.message).toContain("Field 'foo' does not exist.");
  });

  it('does not pass an empty list to a visitor off as the truth', async () => {
    const { jira } = await open('cloud', () => ({
      json: { issues: [], isLast: true },
      headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
    }));
    expect((await failureOf(jira.searchItems({ limit: 5 }))).code).toBe('anonymous');
  });

  it('refuses a cursor that is not its own', async () => {
    const { jira, server } = await open('cloud', () => ({ json: { issues: [] } }));
    expect((await failureOf(jira.searchItems({ limit: 5, cursor: 'zzz' }))).code).toBe('query-rejected');
    expect(server.seen).toEqual([]);
  });
});

describe('an issue', () => {
  it('comes whole, its description as Markdown', async () => {
    const issue = wireIssue('EX-1');
    const fields = {
      ...issue.fields,
      description: {
        type: 'doc',
        version: 1,
        content: [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Why' }] }],
      },
      reporter: { displayName: 'Reporter' },
      priority: { name: 'High' },
      labels: ['a', 'b'],
      parent: { key: 'EX-0' },
      created: '2026-01-01T00:00:00.000+0000',
      duedate: '2026-05-11',
    };
    const { jira, server } = await open('cloud', () => ({ json: { ...issue, fields } }));
    expect(await jira.getItem(' EX-1 ')).toMatchObject({
      id: 'EX-1',
      description: '## Why',
      author: 'Reporter',
      priority: 'High',
      labels: ['a', 'b'],
      parent: 'EX-0',
      createdAt: '2026-01-01T00:00:00.000Z',
      dueDate: '2026-05-11',
    });
    expect(server.seen[0]?.path).toBe('/rest/api/3/issue/EX-1');
  });

  it('comes with nothing in it', async () => {
    const { jira } = await open('data-center', () => ({
      json: { key: 'EX-1', fields: { summary: 'T', assignee: null, description: null, priority: null } },
    }));
    const item = await jira.getItem('EX-1');
    expect(item).toMatchObject({ id: 'EX-1', title: 'T', assignees: [] });
    expect(item.description).toBeUndefined();
  });

  it('that is not there may also be hidden', async () => {
    const { jira } = await open('cloud', () => ({ status: 404, json: { errorMessages: ['Issue does not exist.'] } }));
    const error = await failureOf(jira.getItem('EX-404'));
    expect(error.code).toBe('not-found');
    expect(error.message).toContain('may not see it');
  });

  it('cannot lead out of its place in the address', async () => {
    const { jira, server } = await open('cloud', () => ({ status: 404, json: {} }));
    await failureOf(jira.getItem('../../secure/x?y=1'));
    expect(server.seen[0]?.path).toBe('/rest/api/3/issue/..%2F..%2Fsecure%2Fx%3Fy%3D1');
  });
});
