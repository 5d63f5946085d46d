/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers of foreign systems, looked at field by field */
import { describe, expect, it } from 'vitest';
import { ask, basic, bearer, query, signed, useSimulator } from './set-up.ts';

const simulator = useSimulator();
const site = () => simulator.sim.sites.jiraCloud;
const get = (path: string, headers = signed(site())) => ask(`${site().url}${path}`, headers);
const search = (jql: string, more: Record<string, string | number> = {}, headers = signed(site())) =>
  get(`/rest/api/3/search/jql?${query({ jql, fields: 'summary,status', ...more })}`, headers);

describe('signing in to Jira Cloud', () => {
  it('knows the owner of an e-mail and API token', async () => {
    const { json } = await get('/rest/api/3/myself');
    expect(json).toMatchObject({ displayName: 'Mia Larsen', emailAddress: 'mia.larsen@harbourpine.example' });
  });

  it('tells the cloud id to anybody', async () => {
    const { json } = await get('/_edge/tenant_info', {});
    expect(json.cloudId).toBe(simulator.sim.gateway.cloudId);
  });

  it.each([
    ['no credentials', () => ({})],
    ['a wrong token', () => basic(site().accounts[0]!.account!, 'wrong')],
    ['an expired token', () => basic(site().accounts[0]!.account!, site().issueKey({ expired: true }))],
    ['a scoped token', () => basic(site().accounts[0]!.account!, site().issueKey({ scoped: true }))],
    ["another person's e-mail", () => basic('jonas.weber@harbourpine.example', site().accounts[0]!.secret)],
  ])('answers 401 in plain text to %s', async (_, headers: () => Record<string, string>) => {
    const { status, text } = await get('/rest/api/3/myself', headers());
    expect([status, text]).toEqual([401, 'Client must be authenticated to access this resource.']);
  });

  it('refuses a token sent as Bearer', async () => {
    const { status } = await get('/rest/api/3/myself', bearer(site().accounts[0]!.secret));
    expect(status).toBe(403);
  });

  it('answers lists to a wrong token with 200, nothing in them, and a reason in a header', async () => {
    const { status, json, headers } = await get(
      '/rest/api/3/project/search',
      basic('mia.larsen@harbourpine.example', 'wrong'),
    );
    expect([status, json.values, headers.get('x-seraph-loginreason')]).toEqual([200, [], 'AUTHENTICATED_FAILED']);
  });

  it('forgets a revoked key at once', async () => {
    const secret = site().issueKey({ account: 'jonas.weber' });
    const headers = basic('jonas.weber@harbourpine.example', secret);
    expect((await get('/rest/api/3/myself', headers)).json.displayName).toBe('Jonas Weber');
    site().revokeKey(secret);
    expect((await get('/rest/api/3/myself', headers)).status).toBe(401);
  });
});

describe('the Atlassian gateway', () => {
  const at = (path: string, secret: string) => {
    const { url, cloudId } = simulator.sim.gateway;
    return ask(`${url}/ex/jira/${cloudId}${path}`, basic('mia.larsen@harbourpine.example', secret));
  };

  it('takes scoped and classic tokens', async () => {
    const { json } = await at('/rest/api/3/myself', site().issueKey({ scoped: true }));
    expect(json.displayName).toBe('Mia Larsen');
    expect((await at('/rest/api/3/myself', site().issueKey())).status).toBe(200);
  });

  it('says when a scope is missing', async () => {
    const secret = site().issueKey({ scopes: ['read:jira-user'] });
    expect((await at('/rest/api/3/myself', secret)).status).toBe(200);
    const { status, json } = await at('/rest/api/3/project/search', secret);
    expect([status, json.message]).toEqual([401, 'Unauthorized; scope does not match']);
  });

  it('lets nobody in without a key, not even to lists', async () => {
    const { url, cloudId } = simulator.sim.gateway;
    const { status, json } = await ask(`${url}/ex/jira/${cloudId}/rest/api/3/project/search`);
    expect([status, json]).toEqual([401, { code: 401, message: 'Unauthorized' }]);
  });

  it('does not know other sites', async () => {
    const { status, json } = await ask(`${simulator.sim.gateway.url}/ex/jira/somewhere-else/rest/api/3/myself`);
    expect([status, json.error]).toEqual([404, 'Not Found']);
  });
});

describe('searching Jira Cloud', () => {
  it('pages by token until the last page, without counting', async () => {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const { json } = await search('project = WEB', token === undefined ? {} : { nextPageToken: token });
      expect(json).not.toHaveProperty('total');
      keys.push(...json.issues.map((issue: { key: string }) => issue.key));
      token = json.nextPageToken;
      expect(json.isLast).toBe(token === undefined);
    } while (token !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(50);
  });

  it('gives the id and nothing more unless fields are named', async () => {
    const { json } = await get(`/rest/api/3/search/jql?${query({ jql: 'project = WEB', maxResults: 1 })}`);
    expect(Object.keys(json.issues[0])).toEqual(['id']);
  });

  it('refuses a query without a restriction', async () => {
    const { status, json } = await search('ORDER BY created DESC');
    expect([status, json.errorMessages[0]]).toEqual([400, expect.stringContaining('Unbounded JQL queries')]);
  });

  it('refuses a token of another query', async () => {
    const { json } = await search('project = WEB', { maxResults: 2 });
    expect((await search('project = APP', { nextPageToken: json.nextPageToken })).status).toBe(400);
  });

  it('refuses unknown keys in a body', async () => {
    const body = { jql: 'project = WEB', startAt: 50 };
    expect((await ask(`${site().url}/rest/api/3/search/jql`, signed(site()), { method: 'POST', body })).status).toBe(
      400,
    );
  });

  it.each([
    ['foo = 1', "Field 'foo' does not exist or you do not have permission to view it."],
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['project = WEB AND status ~ done', "The operator '~' is not supported by the 'status' field."],
    [
      'project = WEB AND updated >= "2026-01-15T10:30:00Z"',
      "Date value '2026-01-15T10:30:00Z' for field 'updated' is invalid.",
    ],
    ['project WEB', 'Error in the JQL Query: Expecting operator'],
    ['summary ~ "*bed"', 'is not allowed to start with character'],
  ])('answers 400 to %s', async (jql, message) => {
    const { status, json } = await search(jql);
    expect([status, json.errorMessages[0]]).toEqual([400, expect.stringContaining(message)]);
  });

  it.each([
    [
      'status = "In Progress"',
      (issue: { fields: { status: { name: string } } }) => issue.fields.status.name === 'In Progress',
    ],
    [
      'statusCategory != Done',
      (issue: { fields: { status: { statusCategory: { key: string } } } }) =>
        issue.fields.status.statusCategory.key !== 'done',
    ],
    [
      'assignee = currentUser()',
      (issue: { fields: { assignee: { displayName: string } } }) => issue.fields.assignee.displayName === 'Mia Larsen',
    ],
    ['assignee is EMPTY', (issue: { fields: { assignee: unknown } }) => issue.fields.assignee === null],
    [
      'type in (Bug, Epic)',
      (issue: { fields: { issuetype: { name: string } } }) => /Bug|Epic/.test(issue.fields.issuetype.name),
    ],
    ['updated >= -14d', (issue: { fields: { updated: string } }) => issue.fields.updated >= '2026-11-06'],
    ['summary ~ "voucher"', (issue: { fields: { summary: string } }) => /voucher/i.test(issue.fields.summary)],
    [
      '(summary ~ "filter*" OR summary ~ "gift") AND type != Epic',
      (issue: { fields: { summary: string } }) => /filter|gift/i.test(issue.fields.summary),
    ],
  ])('finds what %s means', async (condition, holds: (issue: never) => boolean) => {
    const { json } = await search(`project = WEB AND ${condition}`, { fields: '*navigable', maxResults: 100 });
    expect(json.issues.length).toBeGreaterThan(0);
    expect(json.issues.filter((issue: never) => !holds(issue))).toEqual([]);
  });

  it('sorts as asked', async () => {
    const { json } = await search('project = WEB ORDER BY updated DESC', { fields: 'updated' });
    const times = json.issues.map((issue: { fields: { updated: string } }) => issue.fields.updated);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it('knows no project when nobody is logged in', async () => {
    const { status, json } = await search('project = WEB', {}, {});
    expect([status, json.errorMessages[0]]).toEqual([400, "The value 'WEB' does not exist for the field 'project'."]);
  });

  it('has removed the old search', async () => {
    const { status, json } = await get('/rest/api/3/search?jql=project=WEB');
    expect([status, json.errorMessages[0]]).toEqual([410, expect.stringContaining('/rest/api/3/search/jql')]);
  });
});

describe('an issue in Jira Cloud', () => {
  it('has its description as a document, and as HTML when expanded', async () => {
    const { json } = await get('/rest/api/3/issue/WEB-6?expand=renderedFields');
    expect(json.fields.description).toMatchObject({ type: 'doc', version: 1 });
    expect(json.renderedFields.description).toContain('<h2>');
  });

  it('is answered with 404 when it is missing or the key is wrong', async () => {
    expect((await get('/rest/api/3/issue/WEB-999')).status).toBe(404);
    expect((await get('/rest/api/3/issue/WEB-6', {})).status).toBe(404);
  });
});
