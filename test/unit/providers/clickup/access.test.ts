import { describe, expect, test } from 'vitest';
import { createClickUpProvider } from '../../../../src/providers/clickup/provider.ts';
import { FakeWeb, http, webPage } from '../../../fakes/providers/fake-web.ts';
import { web, open, failed } from './example.ts';

describe('the key', () => {
  test.each(['pk_1_ABC', 'Bearer pk_1_ABC', ' pk_1_ABC '])('"%s" is sent bare', async (secret) => {
    const network = web();
    await open(network, undefined, secret).whoAmI();
    expect(network.calls.map(({ headers }) => headers.get('authorization'))).toEqual(['pk_1_ABC', 'pk_1_ABC']);
  });
});

describe('the address', () => {
  test.each([
    ['https://api.clickup.com', 'https://api.clickup.com'],
    ['https://app.clickup.com/1234/v/li/2', 'https://api.clickup.com'],
    ['http://127.0.0.1:4444/clickup/', 'http://127.0.0.1:4444/clickup'],
    ['http://127.0.0.1:4444/api/v2', 'http://127.0.0.1:4444'],
  ])('%s stands for %s', async (address, expected) => {
    const network = new FakeWeb();
    const credentials = { method: 'personal-access-token', secret: 'pk_1' } as const;
    const found = await createClickUpProvider(network.parts()).locate({ address, credentials, http });
    expect(found).toEqual({ baseUrl: expected, deployment: 'cloud' });
    expect(network.calls).toEqual([]);
  });
});

describe('who am I', () => {
  test('names the account once a workspace is seen too', async () => {
    const network = web();
    expect(await open(network).whoAmI()).toEqual({ id: '123', name: 'John Doe', email: 'john@company.com' });
    expect(network.paths()).toEqual(['/api/v2/user', '/api/v2/team']);
  });

  test('fails without any workspace', async () => {
    const network = web().on('/api/v2/team', { teams: [] });
    await expect(open(network).whoAmI()).rejects.toMatchObject({ code: 'workspace-forbidden' });
  });

  test('fails when the chosen workspace is not among them, and names those that are', async () => {
    const next = expect.stringContaining('Acme (1234)') as string;
    await expect(open(web(), '999').whoAmI()).rejects.toMatchObject({ code: 'workspace-forbidden', next });
  });

  test.each([
    ['OAUTH_025', 401, 'bad-credentials'],
    ['OAUTH_019', 401, 'bad-credentials'],
    ['OAUTH_017', 401, 'bad-credentials'],
    ['APP_002', 429, 'rate-limited'],
    ['ACCESS_083', 403, 'forbidden'],
  ])('reads %s as it is meant', async (ecode, status, code) => {
    const network = web().on('/api/v2/user', failed(status, ecode)).on('/api/v2/team', failed(status, ecode));
    await expect(open(network).whoAmI()).rejects.toMatchObject({ code });
  });

  test('offers the page for a new key when this one is refused', async () => {
    const network = web().on('/api/v2/user', failed(401, 'OAUTH_025'));
    await expect(open(network).whoAmI()).rejects.toMatchObject({ link: 'https://app.clickup.com/settings/apps' });
  });

  test('reads a workspace that is closed to the key as that, not as a bad key', async () => {
    const network = web().on('/api/v2/team', failed(401, 'OAUTH_027', 'Team not authorized'));
    await expect(open(network).whoAmI()).rejects.toMatchObject({ code: 'workspace-forbidden' });
  });

  test('tells a fault in HTML apart', async () => {
    const network = web().on('/api/v2/user', webPage(502, 'Bad gateway'));
    await expect(open(network).whoAmI()).rejects.toMatchObject({ code: 'server-error' });
  });
});
