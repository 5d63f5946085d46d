/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- answers of foreign systems, looked at field by field */
import { describe, expect, it } from 'vitest';
import { ask, basic, bearer, query, signed, useSimulator } from './set-up.ts';

const simulator = useSimulator();
const site = () => simulator.sim.sites.openproject;
const get = (path: string, headers = signed(site())) => ask(`${site().url}/api/v3${path}`, headers);
const list = (parameters: Record<string, string | number>) => get(`/work_packages?${query(parameters)}`);
const subjects = (json: { _embedded: { elements: { subject: string }[] } }) =>
  json._embedded.elements.map(({ subject }) => subject);

describe('signing in to OpenProject', () => {
  it('takes the key as the password of apikey, and as Bearer', async () => {
    expect((await get('/users/me')).json).toMatchObject({ login: 'mia.larsen', status: 'active' });
    expect((await get('/users/me', bearer(site().accounts[0]!.secret))).json.login).toBe('mia.larsen');
  });

  it('refuses the key with another user name', async () => {
    expect((await get('/users/me', basic('mia.larsen', site().accounts[0]!.secret))).status).toBe(401);
  });

  it('names what is wrong and challenges', async () => {
    const { status, json, headers } = await get('/users/me', basic('apikey', 'wrong'));
    expect([status, json.message]).toEqual([401, 'You did not provide the correct credentials.']);
    expect(json.errorIdentifier).toBe('urn:openproject-org:api:v3:errors:Unauthenticated');
    expect(headers.get('www-authenticate')).toContain('Basic');
    expect((await get('/users/me', {})).json.message).toBe('You need to be authenticated to access this resource.');
  });

  it('answers 200 with nobody when credentials are ignored', async () => {
    site().switch('anonymous');
    const { status, json } = await get('/users/me');
    expect([status, json.name, json.login]).toEqual([200, 'Anonymous', undefined]);
    expect((await get('/projects')).json.total).toBe(1);
    expect((await get('')).json._links).not.toHaveProperty('user');
  });
});

describe('work packages', () => {
  it('are the open ones unless filters say otherwise', async () => {
    const open = await list({});
    const all = await list({ filters: '[]' });
    const closed = await list({ filters: '[{"status":{"operator":"c","values":[]}}]' });
    expect(all.json.total - open.json.total).toBe(closed.json.total);
  });

  it('come in pages that count from 1', async () => {
    const ids: number[] = [];
    let path: string | undefined = `/work_packages?${query({ filters: '[]', pageSize: 30 })}`;
    let total = 0;
    while (path !== undefined) {
      const { json } = await get(path);
      total = json.total;
      ids.push(...json._embedded.elements.map(({ id }: { id: number }) => id));
      path = json._links.nextByOffset?.href.replace('/api/v3', '');
    }
    expect(new Set(ids).size).toBe(total);
    expect((await list({})).json).toMatchObject({ offset: 1, pageSize: 20, count: 20 });
  });

  it('can be found by assignee, subject, project and time', async () => {
    const filters = (value: unknown) => list({ filters: JSON.stringify(value), pageSize: 0 });
    const mine = await filters([{ assignee: { operator: '=', values: ['me'] } }]);
    expect(
      mine.json._embedded.elements.map(
        (item: { _links: { assignee: { title: string } } }) => item._links.assignee.title,
      ),
    ).toContain('Mia Larsen');
    const racks = await filters([{ subject: { operator: '~', values: ['rack'] } }]);
    expect(subjects(racks.json).every((subject) => /rack/i.test(subject))).toBe(true);
    expect(racks.json.total).toBeGreaterThan(2);
    const recent = await filters([{ updatedAt: { operator: '<>d', values: ['2026-11-10T00:00:00Z', ''] } }]);
    expect(recent.json._embedded.elements.every((item: { updatedAt: string }) => item.updatedAt >= '2026-11-10')).toBe(
      true,
    );
  });

  it.each([
    'nonsense',
    '[{"wheels":{"operator":"=","values":["4"]}}]',
    '[{"subject":{"operator":"t+","values":["4"]}}]',
  ])('answer 400 to the filters %s', async (filters) => {
    const { status, json } = await list({ filters });
    expect([status, json.errorIdentifier]).toEqual([400, 'urn:openproject-org:api:v3:errors:InvalidQuery']);
  });

  it('are sorted as asked', async () => {
    const { json } = await list({ filters: '[]', sortBy: '[["updatedAt","desc"]]', pageSize: 100 });
    const times = json._embedded.elements.map(({ updatedAt }: { updatedAt: string }) => updatedAt);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it('are missing rather than forbidden', async () => {
    const { status, json } = await get('/work_packages/99999');
    expect([status, json.errorIdentifier]).toEqual([404, 'urn:openproject-org:api:v3:errors:NotFound']);
  });
});
