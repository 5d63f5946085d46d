import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../../src/providers/http/api-client.ts';
import type { DownloadRequest } from '../../../../src/providers/http/download.ts';
import type { HttpOptions, ProviderParts } from '../../../../src/providers/provider.ts';
import { failureOf } from './failure-of.ts';
import { startServer, testHttp, testParts, type Reply } from './scripted-server.ts';

const secret = 'key-that-must-not-show';

function fetchFile(
  baseUrl: string,
  wanted: Partial<DownloadRequest> = {},
  { parts = testParts(), http = testHttp }: { parts?: ProviderParts; http?: HttpOptions } = {},
) {
  const signedBy = { headers: { authorization: `Bearer ${secret}` }, query: { access_token: secret } };
  const api = createApiClient({ parts, baseUrl, signedBy, http, systemName: 'Jira' });
  return api.download({ path: 'file/1', maxBytes: 1000, ...wanted });
}

const to = (location: string, status = 302): Reply => ({ status, headers: { location } });

describe('the key of a download', () => {
  it('goes to the system, and not with a redirect to another server, nor back again from there', async () => {
    const home: { url: string } = { url: '' };
    const store = await startServer(({ path }) =>
      path === '/far' ? to(`${home.url}/home-again`) : { text: 'from the store' },
    );
    const system = await startServer(({ path }) =>
      path === '/home-again' ? { text: 'unsigned' } : to(`${store.url}/far?signature=s`, 303),
    );
    home.url = system.url;
    const { bytes } = await fetchFile(system.url);
    expect(Buffer.from(bytes).toString()).toBe('unsigned');
    expect(system.seen.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${secret}`, undefined]);
    expect(system.seen.map(({ query }) => query.get('access_token'))).toEqual([secret, null]);
    expect(store.seen[0]!.headers.authorization).toBeUndefined();
    expect(store.seen[0]!.query.toString()).toBe('signature=s');
  });

  it('is not sent where an absolute address leads elsewhere', async () => {
    const system = await startServer(() => ({ json: {} }));
    const store = await startServer(() => ({ text: 'a file' }));
    await fetchFile(system.url, { path: `${store.url}/a` });
    expect(system.seen).toEqual([]);
    expect(store.seen[0]!.headers.authorization).toBeUndefined();
    expect(store.seen[0]!.query.get('access_token')).toBeNull();
  });

  it('and the file stay where only certain hosts are allowed', async () => {
    const store = await startServer(() => ({ text: 'a file' }));
    const system = await startServer(() => to(`${store.url.replace('127.0.0.1', 'localhost')}/a`));
    const error = await failureOf(fetchFile(system.url, { allowHost: () => false }));
    expect(error.code).toBe('login-page');
    expect(store.seen).toEqual([]);
  });
});

describe('a download', () => {
  it('that runs in a circle ends', async () => {
    const system = await startServer(() => to('/file/1'));
    await failureOf(fetchFile(system.url));
    expect(system.seen.length).toBeLessThan(10);
  });

  it('reads no more than allowed, whatever length is told', async () => {
    const system = await startServer(() => ({ text: 'x'.repeat(5000) }));
    expect((await failureOf(fetchFile(system.url))).code).toBe('invalid-input');
  });

  it('that is a login page is no file', async () => {
    const system = await startServer(() => ({ html: '<html>Log in</html>' }));
    expect((await failureOf(fetchFile(system.url))).code).toBe('login-page');
  });

  it('that is not there is not said to be deleted', async () => {
    const system = await startServer(() => ({ status: 404, html: 'Gone' }));
    const { code, message, next } = await failureOf(fetchFile(system.url));
    expect(code).toBe('not-found');
    expect(`${message} ${next}`).toMatch(/not allowed|may not|permission|see/i);
  });

  it('is tried again after the pause the server wants, and says how long when that is too long', async () => {
    let asked = 0;
    const busy = await startServer(() =>
      asked++ === 0 ? { status: 429, headers: { 'retry-after': '7' } } : { text: 'a file' },
    );
    const parts = testParts();
    await fetchFile(busy.url, {}, { parts });
    expect(parts.waits).toEqual([7000]);

    const full = await startServer(() => ({ status: 429, headers: { 'retry-after': '600' } }));
    expect(await failureOf(fetchFile(full.url))).toMatchObject({ code: 'rate-limited', retryAfterMs: 600_000 });
    expect(full.seen).toHaveLength(1);
  });

  it('is tried again when the connection breaks off, as often as the user allows', async () => {
    const system = await startServer(() => 'cut');
    await failureOf(fetchFile(system.url, {}, { http: { ...testHttp, retries: 2 } }));
    expect(system.seen).toHaveLength(3);
  });

  it('that the caller stops is a cancellation, and is not tried again', async () => {
    const stop = new AbortController();
    const system = await startServer(() => {
      stop.abort();
      return 'hang';
    });
    expect((await failureOf(fetchFile(system.url, { signal: stop.signal }))).code).toBe('cancelled');
    expect(system.seen).toHaveLength(1);
  });
});
