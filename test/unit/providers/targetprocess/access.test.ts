import { describe, expect, test } from 'vitest';
import { createTargetprocessProvider } from '../../../../src/providers/targetprocess/provider.ts';
import { FakeWeb, http, webPage } from '../../../fakes/providers/fake-web.ts';
import { failureOf } from '../http/failure-of.ts';
import { baseUrl, secret, byToken, ada, open, failed } from './example.ts';

describe('the key', () => {
  test.each([
    [byToken, { format: 'json', access_token: secret }],
    [
      { ...byToken, secret: `access_token=${encodeURIComponent(secret)}` },
      { format: 'json', access_token: secret },
    ],
    [{ method: 'service-token', secret } as const, { format: 'json', token: secret }],
  ])('goes into the query: %#', async (credentials, query) => {
    const web = new FakeWeb().on('/api/v1/Users/LoggedUser', ada);
    await open(web, credentials).whoAmI();
    expect(web.last().query).toEqual(query);
    expect(web.last().headers.has('authorization')).toBe(false);
  });

  test('is a password beside a login', async () => {
    const web = new FakeWeb().on('/api/v1/Users/LoggedUser', ada);
    await open(web, { method: 'password', account: 'ada', secret: 'pässword' }).whoAmI();
    const pair = Buffer.from('ada:pässword', 'utf8').toString('base64');
    expect(web.last().headers.get('authorization')).toBe(`Basic ${pair}`);
    expect(web.last().query).toEqual({ format: 'json' });
  });

  test.each([
    ['repeated in an error', failed(400, 'BadRequest', `Cannot read access_token=${secret}&where=Nmae`)],
    ['repeated encoded', failed(400, 'BadRequest', `Cannot read access_token=${encodeURIComponent(secret)}&where`)],
    ['with a missing thing', failed(404, 'NotFound', `Not at /api?access_token=${secret}`)],
    ['with a fault', failed(500, 'InternalServerError', `At ${secret}`)],
    [
      'in a redirect',
      new Response(null, { status: 302, headers: { location: `https://sso.example/?back=${secret}` } }),
    ],
    ['in a web page', webPage(200, secret)],
  ])('never shows in a failure: %s', async (_where, answer) => {
    const web = new FakeWeb().on('/api/v1/Assignables', answer);
    const error = await failureOf(open(web).searchItems({ limit: 5 }));
    const shown = [
      error.message,
      error.next,
      error.link,
      error.stack,
      JSON.stringify(error),
      String(error.cause),
    ].join();
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(encodeURIComponent(secret));
  });

  test('never shows when the network fails with the address in its words', async () => {
    const parts = {
      ...new FakeWeb().parts(),
      fetch: (url: unknown) => Promise.reject(new Error(`no way to ${String(url)}`)),
    };
    const client = createTargetprocessProvider(parts).open({
      endpoint: { baseUrl, deployment: 'cloud' },
      credentials: byToken,
      http,
    });
    const error = await failureOf(client.whoAmI());
    expect(`${error.message}${error.next}${error.stack ?? ''}${String(error.cause)}`).not.toContain('MTpB');
  });
});

describe('the address', () => {
  const locate = (web: FakeWeb, address: string) =>
    createTargetprocessProvider(web.parts()).locate({ address, credentials: byToken, http });

  test.each([
    'example',
    'example.tpondemand.com',
    'https://example.tpondemand.com/entity/123-a-story',
    'example.tpondemand.com/RestUI/Board.aspx#page=userstory/123',
  ])('of an account at tpondemand.com is known without asking: %s', async (address) => {
    const web = new FakeWeb();
    expect(await locate(web, address)).toEqual({ baseUrl, deployment: 'cloud' });
    expect(web.calls).toEqual([]);
  });

  test.each([
    ['https://tp.example.com/entity/123', ''],
    ['tp.example.com/targetprocess/restui/board.aspx', '/targetprocess'],
    ['tp.example.com', '/targetprocess'],
  ])('of an own server is looked for: %s', async (address, folder) => {
    const web = new FakeWeb().on(`https://tp.example.com${folder}/api/v1/Users/LoggedUser`, ada);
    const endpoint = { baseUrl: `https://tp.example.com${folder}`, deployment: 'data-center' };
    expect(await locate(web, address)).toEqual(endpoint);
  });

  test('is found although the key is wrong', async () => {
    const web = new FakeWeb().on(
      '/targetprocess/api/v1/Users/LoggedUser',
      new Response('Unauthorized', { status: 401 }),
    );
    expect(await locate(web, 'tp.example.com')).toMatchObject({ baseUrl: 'https://tp.example.com/targetprocess' });
  });
});

describe('who am I', () => {
  test('names the account', async () => {
    const web = new FakeWeb().on('/api/v1/Users/LoggedUser', ada);
    const account = { id: '1', name: 'Ada Admin', login: 'ada', email: 'ada@example.com' };
    expect(await open(web).whoAmI()).toEqual(account);
  });

  test.each([failed(403, 'Forbidden'), failed(404, 'NotFound')])(
    'asks the context where that is refused',
    async (refusal) => {
      const LoggedUser = { Id: 7, Email: 'bo@example.com', FirstName: 'Bo', LastName: 'Builder', Kind: 'User' };
      const web = new FakeWeb()
        .on('/api/v1/Users/LoggedUser', refusal)
        .on('/api/v1/Context', { Acid: 'x', LoggedUser });
      expect(await open(web).whoAmI()).toMatchObject({ id: '7', name: 'Bo Builder', email: 'bo@example.com' });
      expect(web.last().query['format']).toBe('json');
    },
  );

  test.each([
    ['a wrong key', failed(401, 'Unauthorized'), 'bad-credentials'],
    ['a wrong key in plain text', new Response('Unauthorized', { status: 401 }), 'bad-credentials'],
    ['a login page', webPage(200, 'Log in'), 'login-page'],
    ['no Targetprocess at all', webPage(404, 'Not found'), 'wrong-address'],
    ['the wrong place', failed(404, 'NotFound'), 'wrong-address'],
    ['a fault', failed(500, 'InternalServerError'), 'server-error'],
    ['XML', new Response('<User Id="1"/>', { headers: { 'content-type': 'application/xml' } }), 'unexpected-answer'],
  ])('tells %s apart', async (_what, answer, code) => {
    const web = new FakeWeb().on('/api/v1/Users/LoggedUser', answer);
    if (code === 'wrong-address') web.on('/api/v1/Context', answer);
    await expect(open(web).whoAmI()).rejects.toMatchObject({ code });
  });

  test('sends people whose company has its own login page to the access token', async () => {
    const web = new FakeWeb().on('/api/v1/Users/LoggedUser', failed(401, 'Unauthorized'));
    const next = expect.stringContaining('use an access token') as string;
    const byPassword = { method: 'password', account: 'ada', secret: 'x' } as const;
    await expect(open(web, byPassword).whoAmI()).rejects.toMatchObject({ code: 'bad-credentials', next });
  });
});
