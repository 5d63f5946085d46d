import { describe, expect, it } from 'vitest';
import { createConfluenceProvider } from '../../../../src/providers/confluence/provider.ts';
import { createJiraProvider } from '../../../../src/providers/jira/provider.ts';
import type { Credentials } from '../../../../src/providers/provider.ts';
import { failureOf } from '../http/failure-of.ts';
import { fakeFetch, testHttp, testParts } from '../http/scripted-server.ts';
import type { FakeRequest, Reply } from '../http/scripted-server.ts';

const token: Credentials = { method: 'api-token', account: 'mia@example.com', secret: 'ATATT-x' };
const pat: Credentials = { method: 'personal-access-token', secret: 'MTIz' };
const nothingHere: Reply = { status: 404, html: '<html>Not found</html>' };

type Answers = Readonly<Record<string, Reply>>;

/** Answers by address without its query; everything else is not there. */
function network(answers: Answers, create = createJiraProvider) {
  const { fetch, seen } = fakeFetch((url) => answers[`${url.origin}${url.pathname}`] ?? nothingHere);
  const provider = create(testParts({ fetch, atlassianGateway: 'https://api.atlassian.com' }));
  const locate = (address: string, credentials: Credentials) =>
    provider.locate({ address, credentials, http: testHttp });
  return { locate, seen };
}

const wasSigned = ({ headers }: FakeRequest): boolean => headers.has('authorization');

const site = 'https://example.atlassian.net';
const tenant: Answers = { [`${site}/_edge/tenant_info`]: { json: { cloudId: 'c-1' } } };
const me: Reply = { json: { accountId: 'a', displayName: 'Mia' } };

describe('looking for Jira in the cloud', () => {
  it('finds the site behind a pasted issue link', async () => {
    const { locate } = network({ ...tenant, [`${site}/rest/api/3/myself`]: me });
    const found = await locate('example.atlassian.net/browse/EX-1', token);
    expect(found).toEqual({ baseUrl: site, deployment: 'cloud' });
  });

  it('finds a site under a name of its own', async () => {
    const own = 'https://jira.example.com';
    const { locate } = network({
      [`${own}/_edge/tenant_info`]: { json: { cloudId: 'c-1' } },
      [`${own}/rest/api/3/myself`]: me,
    });
    expect(await locate(own, token)).toEqual({ baseUrl: own, deployment: 'cloud' });
  });

  const gateway = 'https://api.atlassian.com/ex/jira/c-1';

  it('sends a scoped token through the gateway after the site refused it once', async () => {
    const { locate, seen } = network({
      ...tenant,
      [`${site}/rest/api/3/myself`]: { status: 401, html: 'Client must be authenticated' },
      [`${gateway}/rest/api/3/myself`]: me,
    });
    expect(await locate(site, token)).toEqual({ baseUrl: site, apiBaseUrl: gateway, deployment: 'cloud' });
    expect(seen.filter(wasSigned)).toHaveLength(2);
  });

  it('knows a scoped token also by the scope it lacks', async () => {
    const { locate } = network({
      ...tenant,
      [`${site}/rest/api/3/myself`]: { status: 401, html: '' },
      [`${gateway}/rest/api/3/myself`]: {
        status: 401,
        json: { code: 401, message: 'Unauthorized; scope does not match' },
      },
    });
    expect(await locate(site, token)).toMatchObject({ apiBaseUrl: gateway });
  });

  it('leaves a token that neither accepts to the test of the connection', async () => {
    const refused: Reply = { status: 401, json: { code: 401, message: 'Unauthorized' } };
    const { locate } = network({
      ...tenant,
      [`${site}/rest/api/3/myself`]: refused,
      [`${gateway}/rest/api/3/myself`]: refused,
    });
    expect(await locate(site, token)).toEqual({ baseUrl: site, deployment: 'cloud' });
  });

  it('says which key belongs there', async () => {
    const { locate, seen } = network(tenant);
    const error = await failureOf(locate(site, pat));
    expect(error.code).toBe('bad-credentials');
    expect(error.next).toContain('Jira Cloud');
    expect(seen.some(wasSigned)).toBe(false);
  });
});

describe('looking for Confluence in the cloud', () => {
  it('takes an answer to a visitor for a refusal and tries the gateway', async () => {
    const gateway = 'https://api.atlassian.com/ex/confluence/c-1';
    const { locate } = network(
      {
        ...tenant,
        [`${site}/wiki/rest/api/user/current`]: { json: { type: 'anonymous', displayName: 'Anonymous' } },
        [`${gateway}/wiki/rest/api/user/current`]: { json: { type: 'known', accountId: 'a' } },
      },
      createConfluenceProvider,
    );
    expect(await locate(`${site}/wiki/spaces/TST/pages/1/T`, token)).toMatchObject({ apiBaseUrl: gateway });
  });
});

describe('looking for a server', () => {
  const version: Reply = { json: { version: '10.3.5', deploymentType: 'Server' } };

  it.each([
    ['https://host.example/jira/browse/EX-1', 'https://host.example/jira'],
    ['host.example', 'https://host.example/jira'],
    ['https://host.example/jira/', 'https://host.example/jira'],
  ])('finds the context path from %s, and shows no key to anybody', async (address, baseUrl) => {
    const { locate, seen } = network({ 'https://host.example/jira/rest/api/2/serverInfo': version });
    expect(await locate(address, pat)).toEqual({ baseUrl, deployment: 'data-center' });
    expect(seen.some(wasSigned)).toBe(false);
  });

  it('moves to https when the server does', async () => {
    const { locate } = network({
      'http://host.example/rest/api/2/serverInfo': {
        status: 301,
        headers: { location: 'https://host.example/rest/api/2/serverInfo' },
      },
      'https://host.example/rest/api/2/serverInfo': version,
    });
    expect(await locate('http://host.example', pat)).toMatchObject({ baseUrl: 'https://host.example' });
  });

  it('finds a server that lets nobody look without a login', async () => {
    const { locate } = network({
      'https://host.example/rest/api/2/serverInfo': {
        status: 401,
        headers: { 'x-seraph-loginreason': 'OUT' },
        html: '<html>401</html>',
      },
    });
    expect(await locate('host.example', pat)).toMatchObject({ baseUrl: 'https://host.example' });
  });

  it('finds Confluence by its answer to visitors', async () => {
    const { locate } = network(
      { 'https://host.example/confluence/rest/api/user/current': { json: { type: 'anonymous' } } },
      createConfluenceProvider,
    );
    const found = await locate('https://host.example/confluence/display/TST/T', pat);
    expect(found).toEqual({ baseUrl: 'https://host.example/confluence', deployment: 'data-center' });
  });

  it('says that it is not there', async () => {
    const error = await failureOf(network({}).locate('https://host.example/shop', pat));
    expect(error).toMatchObject({ code: 'wrong-address' });
    expect(error.message).toContain('host.example');
  });

  it('says that a login page stands before it', async () => {
    const login: Reply = { status: 302, headers: { location: 'https://idp.example/saml' } };
    const { locate } = network({ 'https://host.example/rest/api/2/serverInfo': login });
    expect((await failureOf(locate('host.example', pat))).code).toBe('login-page');
  });

  it('says which key belongs there', async () => {
    const { locate } = network({ 'https://host.example/rest/api/2/serverInfo': version });
    expect((await failureOf(locate('host.example', token))).next).toContain('Data Center');
  });

  it('does not look on where no computer is', async () => {
    const dead = (): Promise<Response> =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) }));
    const provider = createJiraProvider(testParts({ fetch: dead }));
    const error = await failureOf(provider.locate({ address: 'nowhere.example', credentials: pat, http: testHttp }));
    expect(error.code).toBe('name-not-resolved');
  });
});
