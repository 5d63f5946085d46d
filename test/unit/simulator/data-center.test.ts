/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers of foreign systems, looked at field by field */
import { describe, expect, it } from 'vitest';
import { ask, basic, bearer, query, signed, useSimulator } from './set-up.ts';

const simulator = useSimulator();
const jira = () => simulator.sim.sites.jiraDataCenter;
const wiki = () => simulator.sim.sites.confluenceDataCenter;

describe('Jira Data Center', () => {
  const get = (path: string, headers = signed(jira())) => ask(`${jira().url}${path}`, headers);

  it('lives below its context path', () => {
    expect(new URL(jira().url).pathname).toBe('/jira');
  });

  it('names the user in a header of every answer', async () => {
    expect((await get('/rest/api/2/myself')).headers.get('x-ausername')).toBe('mia.larsen');
    expect((await get('/rest/api/2/project', {})).headers.get('x-ausername')).toBe('anonymous');
  });

  it('takes a wrong token for nobody: 401 for who am I, 200 for lists', async () => {
    expect((await get('/rest/api/2/myself', bearer('wrong'))).status).toBe(401);
    const { status, json, headers } = await get('/rest/api/2/project', bearer('wrong'));
    expect([status, json, headers.get('x-ausername')]).toEqual([200, [], 'anonymous']);
  });

  it('locks a person out with a CAPTCHA after three wrong passwords, and lets tokens through', async () => {
    const person = 'tom.becker';
    for (const expected of [401, 401, 401, 403]) {
      const { status } = await get('/rest/api/2/myself', basic(person, 'wrong'));
      expect(status).toBe(expected);
    }
    const { status, headers } = await get('/rest/api/2/myself', basic(person, 'not-a-real-password-8'));
    expect([status, headers.get('x-seraph-loginreason')]).toEqual([403, 'AUTHENTICATION_DENIED']);
    expect(headers.get('x-authentication-denied-reason')).toContain('CAPTCHA_CHALLENGE');
    expect((await get('/rest/api/2/myself', bearer(jira().issueKey({ account: person })))).status).toBe(200);
    jira().switch('none');
    expect((await get('/rest/api/2/myself', basic(person, 'not-a-real-password-8'))).status).toBe(200);
  });

  it('pages by offset and counts', async () => {
    const page = (startAt: number) =>
      get(`/rest/api/2/search?${query({ jql: 'project = WMS', startAt, fields: 'summary' })}`);
    const { json: first } = await page(0);
    const { json: second } = await page(50);
    expect([first.issues.length, first.maxResults]).toEqual([50, 50]);
    expect([...first.issues, ...second.issues]).toHaveLength(first.total);
  });

  it('cuts a page that is too large', async () => {
    expect((await get(`/rest/api/2/search?${query({ jql: '', maxResults: 5000 })}`)).json.maxResults).toBe(1000);
  });

  it('writes texts in wiki markup', async () => {
    expect((await get('/rest/api/2/issue/WMS-2?fields=description')).json.fields.description).toContain('h2. ');
  });

  it('has no v3', async () => {
    const { status, json } = await get('/rest/api/3/myself');
    expect([status, json.errorMessages[0]]).toEqual([404, expect.stringContaining('null for uri')]);
  });

  it('makes, lists and removes tokens, and shows a secret only once', async () => {
    const url = `${jira().url}/rest/pat/latest/tokens`;
    const body = { name: 'keyring', expirationDuration: 90 };
    const made = await ask(url, signed(jira()), { method: 'POST', body });
    expect(made.status).toBe(201);
    expect(Buffer.from(made.json.rawToken as string, 'base64').toString()).toMatch(/^\d{12}:/);
    expect((await get('/rest/api/2/myself', bearer(made.json.rawToken))).status).toBe(200);
    const { json: listed } = await ask(url, signed(jira()));
    expect(listed.find(({ name }: { name: string }) => name === 'keyring')).toEqual({
      id: made.json.id,
      name: 'keyring',
      createdAt: '2026-11-20T12:00:00.000+0000',
      expiringAt: '2027-02-18T12:00:00.000+0000',
    });
    expect((await ask(`${url}/${made.json.id}`, signed(jira()), { method: 'DELETE' })).status).toBe(204);
    expect((await get('/rest/api/2/myself', bearer(made.json.rawToken))).status).toBe(401);
  });
});

describe('Confluence Data Center', () => {
  const get = (path: string, headers = signed(wiki())) => ask(`${wiki().url}${path}`, headers);

  it('knows the owner of a token, and answers 200 to nobody', async () => {
    expect((await get('/rest/api/user/current')).json).toMatchObject({ type: 'known', username: 'mia.larsen' });
    expect((await get('/rest/api/user/current', {})).json.type).toBe('anonymous');
    expect((await get('/rest/api/user/current', bearer('wrong'))).status).toBe(401);
  });

  it('shows nothing of a page that was not asked for with expand', async () => {
    const plain = await get('/rest/api/content?limit=1');
    expect(plain.json.results[0]).not.toHaveProperty('body');
    const { json } = await get('/rest/api/content?limit=1&expand=body.storage,version,space');
    expect(json.results[0]).toMatchObject({ space: { key: 'OPS' }, body: { storage: { representation: 'storage' } } });
  });

  it('pages search by offset, with the next address relative to the base', async () => {
    const first = await get(`/rest/api/search?${query({ cql: 'type = page' })}`);
    expect(first.json).toMatchObject({ start: 0, limit: 25, size: 25 });
    const second = await ask(`${first.json._links.base as string}${first.json._links.next as string}`, signed(wiki()));
    expect(second.json.start).toBe(25);
    expect(second.json.size).toBe(first.json.totalSize - 25);
    expect(second.json._links).not.toHaveProperty('next');
  });
});
