import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../../../src/lib/app-error.ts';
import { createApiClient } from '../../../../src/providers/http/api-client.ts';
import type { ApiClient } from '../../../../src/providers/http/api-client.ts';
import type { ApiClientOptions } from '../../../../src/providers/http/api-settings.ts';
import { failureOf } from './failure-of.ts';
import { startServer, testHttp, testParts } from './scripted-server.ts';
import type { Reply } from './scripted-server.ts';

const secret = 'key-that-must-not-show';

const client = (baseUrl: string, more: Partial<ApiClientOptions> = {}): ApiClient =>
  createApiClient({
    parts: testParts(),
    baseUrl,
    signedBy: { headers: { authorization: `Bearer ${secret}` } },
    http: testHttp,
    systemName: 'Jira',
    ...more,
  });

describe('a request', () => {
  it('goes below the base address, signed, with our name and the query', async () => {
    const server = await startServer(() => ({ json: { ok: true } }));
    const answer = await client(`${server.url}/jira/`).request({
      path: '/rest/x?a=1',
      query: { b: 2, c: undefined, d: ['x', 'y'] },
    });
    expect(answer.json).toEqual({ ok: true });
    const [seen] = server.seen;
    expect(seen?.path).toBe('/jira/rest/x');
    expect(seen?.query.toString()).toBe('a=1&b=2&d=x&d=y');
    expect(seen?.headers).toMatchObject({ authorization: `Bearer ${secret}`, 'user-agent': 'mcp-keyring/1.2.3' });
  });

  it('sends a body as JSON and takes an empty answer', async () => {
    const server = await startServer(() => ({ status: 204 }));
    const answer = await client(server.url).request({ method: 'PUT', path: 'x', body: { a: 1 } });
    expect(answer).toMatchObject({ status: 204, json: undefined });
    expect(server.seen[0]).toMatchObject({ method: 'PUT', body: '{"a":1}' });
    expect(server.seen[0]?.headers['content-type']).toBe('application/json');
  });

  it('adds a secret query parameter to every call and shows it in no address', async () => {
    const server = await startServer(() => ({ json: {} }));
    const answer = await client(server.url, { signedBy: { query: { access_token: secret } } }).request({
      path: `${server.url}/next?take=5&access_token=${secret}`,
    });
    expect(server.seen[0]?.query.getAll('access_token')).toEqual([secret]);
    expect(answer.url).toBe(`${server.url}/next?take=5`);
  });

  it('does not repeat a secret query parameter that the system repeats', async () => {
    const token = 'MTpB+x/y==';
    const server = await startServer(() => ({
      status: 400,
      json: { message: `No ${token} or ${encodeURIComponent(token)}` },
    }));
    const asking = client(server.url, { signedBy: { query: { access_token: token } } }).request({ path: 'x' });
    expect((await failureOf(asking)).message).toContain('It says: “No … or …”');
  });

  it('refuses an absolute address of another host before anything is sent', async () => {
    const server = await startServer(() => ({ json: {} }));
    const error = await failureOf(client(server.url).request({ path: 'https://evil.example/x' }));
    expect(error.code).toBe('unexpected-answer');
    expect(server.seen).toEqual([]);
  });

  it('refuses an answer of another shape', async () => {
    const server = await startServer(() => ({ json: { id: 7 } }));
    const error = await failureOf(client(server.url).get('x', {}, z.object({ id: z.string() })));
    expect(error.code).toBe('unexpected-answer');
  });
});

describe('an answer that is not good', () => {
  const page = '<!doctype html><html><body>Log in</body></html>';
  const cases: readonly [string, Reply, string][] = [
    ['401', { status: 401, text: 'Client must be authenticated to access this resource.' }, 'bad-credentials'],
    ['403', { status: 403, json: {} }, 'forbidden'],
    ['404 in JSON', { status: 404, json: { errorMessages: ['gone'] } }, 'not-found'],
    ['404 as a web page', { status: 404, html: page }, 'wrong-address'],
    ['400', { status: 400, json: { errorMessages: ['No field x.'] } }, 'query-rejected'],
    ['400 as a web page', { status: 400, html: page }, 'unexpected-answer'],
    ['500', { status: 500, html: page }, 'server-error'],
    ['200 as a web page', { status: 200, html: page }, 'login-page'],
    ['200 as other text', { status: 200, text: 'pong' }, 'unexpected-answer'],
    ['a status that means nothing here', { status: 418, json: {} }, 'unexpected-answer'],
  ];
  it.each(cases)('%s is told apart', async (_, reply, code) => {
    const server = await startServer(() => reply);
    const error = await failureOf(client(server.url).request({ path: 'x' }));
    expect(error.code).toBe(code);
    expect(error.message).not.toBe('');
    expect(error.next).not.toBe('');
    expect(server.seen).toHaveLength(1);
  });

  it('lets the system read it first', async () => {
    const server = await startServer(() => ({ status: 403, json: {} }));
    const own = new AppError('captcha', 'Locked.', 'Log in.');
    const error = await failureOf(client(server.url, { classify: () => own }).request({ path: 'x' }));
    expect(error).toBe(own);
  });

  it('lets the system look at good answers too', async () => {
    const server = await startServer(() => ({ json: {}, headers: { 'x-ausername': 'anonymous' } }));
    const own = new AppError('anonymous', 'Visitor.', 'Replace.');
    const examine: ApiClientOptions['examine'] = ({ headers }) => (headers.has('x-ausername') ? own : undefined);
    expect(await failureOf(client(server.url, { examine }).request({ path: 'x' }))).toBe(own);
  });

  it('names the page where a new key is made', async () => {
    const server = await startServer(() => ({ status: 401, text: '' }));
    const error = await failureOf(
      client(server.url, { tokenPage: 'https://id.example/tokens' }).request({ path: 'x' }),
    );
    expect(error.link).toBe('https://id.example/tokens');
  });
});

describe('a redirect', () => {
  it('is followed on the same server, with the key', async () => {
    const server = await startServer(({ path }) =>
      path === '/old' ? { status: 302, headers: { location: '/new?x=1' } } : { json: { moved: true } },
    );
    const answer = await client(server.url, { signedBy: { query: { token: secret } } }).request({ path: 'old' });
    expect(answer).toMatchObject({ json: { moved: true }, url: `${server.url}/new?x=1` });
    expect(server.seen[1]?.query.get('token')).toBe(secret);
  });

  it('to another host is not followed, so the key stays here', async () => {
    const other = await startServer(() => ({ json: {} }));
    const server = await startServer(() => ({ status: 302, headers: { location: `${other.url}/login` } }));
    const error = await failureOf(client(server.url).request({ path: 'x' }));
    expect(error.code).toBe('login-page');
    expect(error.message).toContain(other.host);
    expect(other.seen).toEqual([]);
  });

  it('in a circle ends', async () => {
    const server = await startServer(() => ({ status: 302, headers: { location: '/again' } }));
    const error = await failureOf(client(server.url, { http: { ...testHttp, retries: 0 } }).request({ path: 'x' }));
    expect(error.code).toBe('login-page');
    expect(server.seen.length).toBeLessThan(10);
  });
});

describe('no answer', () => {
  it('in time is a time-out, tried once', async () => {
    const server = await startServer(() => 'hang');
    const http = { timeoutMs: 50, retries: 3 };
    expect((await failureOf(client(server.url, { http }).request({ path: 'x' }))).code).toBe('timeout');
    expect(server.seen).toHaveLength(1);
  });

  it('at a closed port is a refused connection', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const error = await failureOf(client(`http://127.0.0.1:${String(port)}`).request({ path: 'x' }));
    expect(error.code).toBe('connection-refused');
  });

  it('under a name nobody knows says so', async () => {
    const error = await failureOf(client('https://no-such-host.invalid').request({ path: 'x' }));
    expect(error.code).toBe('name-not-resolved');
    expect(error.message).toContain('no-such-host.invalid');
  });

  it('over TLS from a server without it says that', async () => {
    const server = await startServer(() => ({ json: {} }));
    const error = await failureOf(client(server.url.replace('http:', 'https:')).request({ path: 'x' }));
    expect(error.code).toBe('tls-failure');
    expect(error.message).toContain('does not speak HTTPS');
  });

  it('because the caller stopped is a cancellation, also between tries', async () => {
    const stop = new AbortController();
    const hanging = await startServer(() => {
      stop.abort();
      return 'hang';
    });
    const { signal } = stop;
    expect((await failureOf(client(hanging.url).request({ path: 'x', signal }))).code).toBe('cancelled');

    const later = new AbortController();
    const busy = await startServer(() => ({ status: 503 }));
    const wait = (): Promise<void> => {
      later.abort();
      return Promise.reject(later.signal.reason as Error);
    };
    const waiting = client(busy.url, { parts: testParts({ wait }) }).request({ path: 'x', signal: later.signal });
    expect((await failureOf(waiting)).code).toBe('cancelled');
  });
});

describe('trying again', () => {
  const times = (count: number, first: Reply | 'cut'): (() => Reply | 'cut') => {
    let asked = 0;
    return () => (asked++ < count ? first : { json: { ok: true } });
  };

  it.each([429, 502, 503, 504])('helps a GET after %i', async (status) => {
    const server = await startServer(times(2, { status }));
    const parts = testParts();
    await client(server.url, { parts }).request({ path: 'x' });
    expect(server.seen).toHaveLength(3);
    const [first = 0, second = 0] = parts.waits;
    expect(first).toBeGreaterThanOrEqual(1400);
    expect(first).toBeLessThanOrEqual(2600);
    expect(second).toBeGreaterThanOrEqual(2800);
    expect(second).toBeLessThanOrEqual(5200);
  });

  it('helps a GET whose connection broke off', async () => {
    const server = await startServer(times(1, 'cut'));
    expect((await client(server.url).request({ path: 'x' })).json).toEqual({ ok: true });
  });

  it('ends after the tries the user allows', async () => {
    const server = await startServer(() => ({ status: 503 }));
    const http = { ...testHttp, retries: 1 };
    expect((await failureOf(client(server.url, { http }).request({ path: 'x' }))).code).toBe('server-error');
    expect(server.seen).toHaveLength(2);
  });

  it.each([401, 403])('never follows %i', async (status) => {
    const server = await startServer(() => ({ status, headers: { 'retry-after': '1' } }));
    await failureOf(client(server.url).request({ path: 'x' }));
    expect(server.seen).toHaveLength(1);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('never repeats a %s, whatever the answer', async (method) => {
    const busy = { 'retry-after': '1', 'x-ratelimit-reset': '2026-11-21T09:00:01Z' };
    for (const reply of [{ status: 429, headers: busy }, { status: 503, headers: busy }, 'cut'] as const) {
      const server = await startServer(() => reply);
      const parts = testParts();
      await failureOf(client(server.url, { parts }).request({ method, path: 'x', body: {} }));
      expect([server.seen.length, parts.waits]).toEqual([1, []]);
    }
  });

  it.each([
    ['seconds', { 'retry-after': '7' }, 7000],
    ['an HTTP date', { 'retry-after': 'Sat, 21 Nov 2026 09:00:12 GMT' }, 12_000],
    ['an ISO reset time', { 'x-ratelimit-reset': '2026-11-21T09:00:09Z' }, 9000],
    ['a Unix reset time', { 'x-ratelimit-reset': String(Date.UTC(2026, 10, 21, 9, 0, 20) / 1000) }, 20_000],
    ['an interval', { 'retry-after': '0', 'x-ratelimit-interval-seconds': '3' }, 3000],
  ])('waits as long as the system asks in %s', async (_, headers, expected) => {
    const server = await startServer(times(1, { status: 429, headers: headers }));
    const parts = testParts();
    await client(server.url, { parts }).request({ path: 'x' });
    expect(parts.waits).toEqual([expected]);
  });

  it('does not wait longer than half a minute but says how long', async () => {
    const server = await startServer(() => ({ status: 429, headers: { 'retry-after': '600' } }));
    const parts = testParts();
    const error = await failureOf(client(server.url, { parts }).request({ path: 'x' }));
    expect(error).toMatchObject({ code: 'rate-limited', retryAfterMs: 600_000 });
    expect(error.next).toContain('10 minutes');
    expect(parts.waits).toEqual([]);
  });
});

describe('whatever fails', () => {
  it('no text holds the key, the query or the answer’s body', async () => {
    const replies: (Reply | 'cut')[] = [
      { status: 400, html: `<html>${secret}` },
      { status: 401, text: secret },
      { status: 403, json: { message: secret } },
      { status: 500, json: { message: secret } },
      { status: 302, headers: { location: `https://idp.example/${secret}?token=${secret}` } },
      { json: { unexpected: secret } },
      'cut',
    ];
    for (const reply of replies) {
      const server = await startServer(() => reply);
      const signedBy = { query: { access_token: secret }, headers: { authorization: secret } };
      const api = client(server.url, { signedBy, http: { ...testHttp, retries: 0 } });
      const error = await failureOf(api.get('x', { q: secret }, z.object({ id: z.string() })));
      const told = [error.message, error.next, error.stack, String(error.cause), JSON.stringify(error)];
      expect(told.join('\n')).not.toContain(secret);
    }
  });
});
