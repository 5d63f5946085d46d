/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers of foreign systems, looked at field by field */
import { describe, expect, it } from 'vitest';
import { ask, basic, query, signed, useSimulator } from './set-up.ts';

const simulator = useSimulator();
const site = () => simulator.sim.sites.confluenceCloud;
const get = (path: string, headers = signed(site())) => ask(`${site().url}${path}`, headers);

describe('Confluence Cloud', () => {
  it('takes the same key at the same address as Jira', async () => {
    expect(site().url).toBe(simulator.sim.sites.jiraCloud.url);
    expect((await get('/wiki/rest/api/user/current')).json).toMatchObject({ type: 'known', displayName: 'Mia Larsen' });
  });

  it('refuses a wrong key, and answers anybody when the site is open', async () => {
    const wrong = basic('mia.larsen@harbourpine.example', 'wrong');
    expect((await get('/wiki/rest/api/user/current', wrong)).status).toBe(401);
    site().switch('anonymous');
    const { status, json } = await get('/wiki/rest/api/user/current');
    expect([status, json.type]).toEqual([200, 'anonymous']);
    expect(json).not.toHaveProperty('accountId');
    expect((await get('/wiki/api/v2/spaces')).json.results).toHaveLength(1);
  });

  it('pages by the Link header until it is absent', async () => {
    const titles: string[] = [];
    let next: string | undefined = '/wiki/api/v2/spaces/131073/pages';
    while (next !== undefined) {
      const { json, headers } = await get(next);
      titles.push(...json.results.map(({ title }: { title: string }) => title));
      const link = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      expect(json._links.next).toBe(link);
      next = link;
    }
    expect(titles.length).toBeGreaterThan(25);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('leaves the text out unless a format is named', async () => {
    const { json: plain } = await get('/wiki/api/v2/pages/229385');
    expect(plain.body).toEqual({});
    const { json } = await get('/wiki/api/v2/pages/229385?body-format=storage');
    expect(json.body.storage.value).toContain('<h2>');
  });

  it('pages search by cursor, with the next address below /wiki', async () => {
    const { json } = await get(`/wiki/rest/api/search?${query({ cql: 'type = page AND space = PROD', limit: 10 })}`);
    expect(json.results).toHaveLength(10);
    const second = await get(`/wiki${json._links.next as string}`);
    expect(second.json.results[0].content.id).not.toBe(json.results[0].content.id);
    expect(second.json.totalSize).toBe(json.totalSize);
  });

  it('marks the words it found', async () => {
    const { json } = await get(`/wiki/rest/api/search?${query({ cql: 'text ~ "checkout"' })}`);
    expect(json.results[0].excerpt).toContain('@@@hl@@@Checkout@@@endhl@@@');
  });

  it.each(['nonsense', 'foo = 1', 'type = nothing', 'lastmodified > "yesterday"', 'order by created'])(
    'answers 400 to %s',
    async (cql) => {
      const { status, json } = await get(`/wiki/rest/api/search?${query({ cql })}`);
      expect([status, json.statusCode, json.message]).toEqual([
        400,
        400,
        expect.stringContaining('Could not parse cql'),
      ]);
    },
  );

  it('finds by date, creator and title', async () => {
    const recent = await get(`/wiki/rest/api/search?${query({ cql: 'type = page AND lastmodified >= now("-30d")' })}`);
    expect(
      recent.json.results.every(({ lastModified }: { lastModified: string }) => lastModified >= '2026-10-21'),
    ).toBe(true);
    const titled = await get(`/wiki/rest/api/search?${query({ cql: 'title ~ "retro*" order by lastmodified desc' })}`);
    expect(titled.json.results.map(({ title }: { title: string }) => title)).toEqual([
      'Retrospective of the spring release',
    ]);
    const mine = await get(
      `/wiki/rest/api/content/search?${query({ cql: 'creator = currentUser()', expand: 'history' })}`,
    );
    expect(mine.json.results[0].history.createdBy.displayName).toBe('Mia Larsen');
  });
});
