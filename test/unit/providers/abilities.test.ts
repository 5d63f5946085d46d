import { describe, expect, it } from 'vitest';
import { createProviders } from '../../../src/providers/catalog.ts';
import type { Credentials, Endpoint, ProviderId } from '../../../src/providers/provider.ts';
import { FakeWeb, http, json } from '../../fakes/providers/fake-web.ts';

const keyOf = (provider: ProviderId): Credentials => ({
  method: provider === 'targetprocess' ? 'access-token' : 'api-key',
  secret: 'not-a-real-key',
});

async function abilitiesAt(web: FakeWeb, provider: ProviderId, deployment: Endpoint['deployment'] = 'data-center') {
  const endpoint = { baseUrl: 'https://system.example', deployment };
  const client = createProviders(web.parts())[provider].open({ endpoint, credentials: keyOf(provider), http });
  return Object.fromEntries((await client.abilities!()).map(({ id, allowed }) => [id, allowed]));
}

describe('what an OpenProject tells of a key', () => {
  const work = (links: object, total = 1) => ({ total, pageSize: 1, _embedded: { elements: [{ _links: links }] } });
  const me = { _type: 'User', id: 5, name: 'Mia', login: 'mia', status: 'active' };
  const web = () => new FakeWeb().on('/api/v3/users/me', me);

  it('is read from the links of a work package where the version has no capabilities', async () => {
    const old = web().on('/api/v3/work_packages', work({ addComment: {}, updateImmediately: {} }));
    expect(await abilitiesAt(old, 'openproject')).toEqual({
      ...{ edit: true, comment: true, delete: false, attach: false, 'log-time': false, administer: false },
    });
  });

  it('leaves out what only work packages further down might allow', async () => {
    const large = web().on('/api/v3/work_packages', work({ addComment: {} }, 500));
    expect(await abilitiesAt(large, 'openproject')).toEqual({ comment: true, administer: false });
  });

  it('leaves out actions that the version does not know', async () => {
    const younger = web()
      .on('/api/v3/work_packages', work({}, 500))
      .on('/api/v3/capabilities', ({ query }) => {
        if (!query['filters']?.includes('work_packages/create')) return json(400, { _type: 'Error', message: 'No.' });
        return { total: 0, pageSize: 1, _embedded: { elements: [] } };
      });
    expect(await abilitiesAt(younger, 'openproject')).toEqual({ create: false, administer: false });
  });
});

describe('what Confluence tells of a key', () => {
  it('is nothing where a server has no list of what may be done', async () => {
    const web = new FakeWeb()
      .on('/rest/api/user/current', { type: 'known', userKey: 'k', username: 'mia' })
      .on('/rest/api/content', { results: [{ id: '1' }] });
    expect(await abilitiesAt(web, 'confluence')).toEqual({});
  });

  it('is no refusal where further spaces were not asked', async () => {
    const operations = [{ operation: 'read', targetType: 'space' }];
    const web = new FakeWeb()
      .on('/wiki/rest/api/user/current', { type: 'known', accountId: 'a' })
      .on('/wiki/api/v2/spaces', { results: [{ id: '7', key: 'A', name: 'A' }], _links: { next: '/more' } })
      .on('/wiki/api/v2/spaces/7/operations', { operations });
    expect(await abilitiesAt(web, 'confluence', 'cloud')).toEqual({ read: true });
  });
});

describe('what Jira tells of a key', () => {
  it('is understood in the words of old servers', async () => {
    const permissions = { BROWSE: { havePermission: true }, CREATE_ISSUE: { havePermission: false }, ADMINISTER: {} };
    const web = new FakeWeb().on('/rest/api/2/mypermissions', { permissions });
    expect(await abilitiesAt(web, 'jira')).toEqual({ read: true, create: false });
  });
});

describe('what ClickUp tells of a key', () => {
  const web = (role: object) =>
    new FakeWeb()
      .on('/api/v2/user', { user: { id: 1, username: 'Mia' } })
      .on('/api/v2/team', { teams: [{ id: '9', name: 'Team', members: [{ user: { id: 1, ...role } }] }] });

  it('follows from the role in the workspace', async () => {
    expect(await abilitiesAt(web({ role: 2 }), 'clickup')).toMatchObject({ delete: true, administer: true });
    expect(await abilitiesAt(web({ role: 3 }), 'clickup')).toMatchObject({ delete: true, administer: false });
  });

  it('is little for guests, and for roles of the workspace’s own', async () => {
    const little = { read: true, administer: false };
    expect(await abilitiesAt(web({ role: 4 }), 'clickup')).toEqual(little);
    expect(await abilitiesAt(web({ role: 3, custom_role: { id: 12 } }), 'clickup')).toEqual(little);
    expect(await abilitiesAt(web({}), 'clickup')).toEqual({ read: true });
  });
});

describe('what Targetprocess tells of a key', () => {
  const me = (more: object) => new FakeWeb().on('/api/v1/Users/LoggedUser', { Id: 1, Login: 'mia', ...more });

  it('is everything for administrators, looking for observers, and little of anybody between', async () => {
    expect(await abilitiesAt(me({ IsAdministrator: true }), 'targetprocess')).toMatchObject({ delete: true });
    const observer = await abilitiesAt(me({ IsAdministrator: false, IsObserver: true }), 'targetprocess');
    expect(observer).toMatchObject({ read: true, create: false });
    const somebody = { IsAdministrator: false, IsObserver: false };
    expect(await abilitiesAt(me(somebody), 'targetprocess')).toEqual({ read: true, administer: false });
  });

  it('is asked of the context where only administrators may ask for a user', async () => {
    const web = new FakeWeb()
      .on('/api/v1/Users/LoggedUser', () => json(403, { Status: 'Forbidden', Message: 'No.' }))
      .on('/api/v1/Context', { LoggedUser: { Id: 1, IsAdministrator: false } });
    expect(await abilitiesAt(web, 'targetprocess')).toEqual({ read: true, administer: false });
  });
});
