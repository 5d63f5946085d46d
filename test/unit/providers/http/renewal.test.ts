import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/lib/app-error.ts';
import { createApiClient } from '../../../../src/providers/http/api-client.ts';
import type { ApiClientOptions } from '../../../../src/providers/http/api-settings.ts';
import type { SignedBy } from '../../../../src/providers/http/api-request.ts';
import { failureOf } from './failure-of.ts';
import { startServer, testHttp, testParts, type Reply, type ScriptedServer, type Seen } from './scripted-server.ts';

const signed = (key: string): SignedBy => ({ headers: { authorization: key }, query: { token: key } });
const refusal: Reply = { status: 401, json: {} };

/** A system that takes the key `new` alone. */
const takesNew = ({ headers }: Seen): Reply => (headers.authorization === 'new' ? { json: { good: true } } : refusal);

function clientOf(server: ScriptedServer, more: Partial<ApiClientOptions> = {}) {
  const looks: number[] = [];
  const api = createApiClient({
    parts: testParts(),
    baseUrl: server.url,
    signedBy: signed('old'),
    renewSigned: () => {
      looks.push(looks.length);
      return Promise.resolve(signed('new'));
    },
    http: testHttp,
    systemName: 'Jira',
    ...more,
  });
  return { api, looks };
}

const keysSeen = ({ seen }: ScriptedServer) => seen.map(({ headers }) => headers.authorization);

describe('a request whose key was replaced while it was under way', () => {
  it('is sent once more with the new key, which later requests use at once', async () => {
    const server = await startServer(takesNew);
    const { api, looks } = clientOf(server);
    expect((await api.request({ path: 'a' })).json).toEqual({ good: true });
    await api.request({ path: 'b' });
    expect(keysSeen(server)).toEqual(['old', 'new', 'new']);
    expect(server.seen.map(({ query }) => query.get('token'))).toEqual(['old', 'new', 'new']);
    expect(looks).toHaveLength(1);
  });

  it('is refused for good when the new key is refused too', async () => {
    const server = await startServer(() => refusal);
    const { api } = clientOf(server);
    expect(await failureOf(api.request({ path: 'a' }))).toMatchObject({ code: 'bad-credentials' });
    expect(keysSeen(server)).toEqual(['old', 'new']);
  });

  it('is refused at once when there is no other key', async () => {
    const server = await startServer(() => refusal);
    const { api } = clientOf(server, { renewSigned: () => Promise.resolve(undefined) });
    expect(await failureOf(api.request({ path: 'a' }))).toMatchObject({ code: 'bad-credentials' });
    expect(keysSeen(server)).toEqual(['old']);
  });

  it('shares the look for a new key with all that were refused at the same moment', async () => {
    const server = await startServer(takesNew);
    const { api, looks } = clientOf(server);
    await Promise.all(['a', 'b', 'c'].map((path) => api.request({ path })));
    expect(looks).toHaveLength(1);
    expect(keysSeen(server).sort()).toEqual(['new', 'new', 'new', 'old', 'old', 'old']);
  });

  it('is a change that is made once', async () => {
    const server = await startServer(takesNew);
    const { api } = clientOf(server);
    await api.request({ method: 'POST', path: 'items', body: { title: 'One' } });
    expect(server.seen.map(({ body }) => body)).toEqual(['{"title":"One"}', '{"title":"One"}']);
    expect(keysSeen(server)).toEqual(['old', 'new']);
  });

  it('is told why the new key cannot be read', async () => {
    const server = await startServer(() => refusal);
    const locked = new AppError('keychain-locked', 'The keychain is locked.', 'Unlock it.');
    const { api } = clientOf(server, { renewSigned: () => Promise.reject(locked) });
    expect(await failureOf(api.request({ path: 'a' }))).toBe(locked);
  });

  it('still has all its tries against a shaky network', async () => {
    let answered = 0;
    const server = await startServer((seen) => {
      answered += 1;
      if (answered === 1) return refusal;
      return answered < 4 ? { status: 503 } : takesNew(seen);
    });
    const { api } = clientOf(server, { http: { ...testHttp, retries: 2 } });
    expect((await api.request({ path: 'a' })).json).toEqual({ good: true });
    expect(keysSeen(server)).toEqual(['old', 'new', 'new', 'new']);
  });

  it('keeps both keys out of what the system repeats', async () => {
    const server = await startServer(({ query, path }) =>
      query.get('token') === 'new' ? { json: { links: `${path}?token=new and token=old` } } : refusal,
    );
    const { api } = clientOf(server);
    const answer = await api.operation({ method: 'GET', path: '/api/x', query: {} });
    expect(answer.json).toEqual({ links: '/api/x?token=… and token=…' });
  });
});

describe('an answer that was meant for a visitor', () => {
  const visitors: Reply = { json: { type: 'anonymous' } };
  const examine: ApiClientOptions['examine'] = ({ json }) =>
    (json as { type?: string }).type === 'anonymous' ? new AppError('anonymous', 'A visitor.', 'Log in.') : undefined;

  it('is asked for again with the new key', async () => {
    const server = await startServer(({ headers }) => (headers.authorization === 'new' ? { json: {} } : visitors));
    const { api } = clientOf(server, { examine });
    await api.request({ path: 'a' });
    expect(keysSeen(server)).toEqual(['old', 'new']);
  });

  it('to a change is never followed by the same change again, because it may have been made', async () => {
    const server = await startServer(() => visitors);
    const { api } = clientOf(server, { examine });
    expect(await failureOf(api.request({ method: 'POST', path: 'a' }))).toMatchObject({ code: 'anonymous' });
    expect(keysSeen(server)).toEqual(['old']);
  });

  it('after a redirect of a change is not taken for a refused change', async () => {
    const server = await startServer(({ method }) =>
      method === 'POST' ? { status: 303, headers: { location: '/done' } } : refusal,
    );
    const { api } = clientOf(server);
    expect(await failureOf(api.request({ method: 'POST', path: 'a' }))).toMatchObject({ code: 'bad-credentials' });
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });
});

describe('other failures', () => {
  it.each([403, 404, 429, 500])('like %i ask for no other key', async (status) => {
    const server = await startServer(() => ({ status, json: {} }));
    const { api, looks } = clientOf(server, { http: { ...testHttp, retries: 0 } });
    await failureOf(api.request({ path: 'a' }));
    expect(looks).toEqual([]);
  });
});

describe('a download whose key was replaced', () => {
  it.each<[string, Reply]>([
    ['a refusal', refusal],
    ['a login page', { html: '<html>Log in</html>' }],
  ])('is begun once more with the new key after %s', async (_, denied) => {
    const server = await startServer(({ headers }) => (headers.authorization === 'new' ? { text: 'file' } : denied));
    const { api } = clientOf(server);
    const { bytes } = await api.download({ path: 'file', maxBytes: 100 });
    expect(Buffer.from(bytes).toString()).toBe('file');
    expect(keysSeen(server)).toEqual(['old', 'new']);
  });

  it('is not begun a third time', async () => {
    const server = await startServer(() => refusal);
    const { api } = clientOf(server);
    expect(await failureOf(api.download({ path: 'file', maxBytes: 100 }))).toMatchObject({ code: 'bad-credentials' });
    expect(keysSeen(server)).toEqual(['old', 'new']);
  });
});
