import { expect, it } from 'vitest';
import { createApiClient } from '../../../../src/providers/http/api-client.ts';
import { createParallelLimits } from '../../../../src/providers/http/parallel-limit.ts';
import { failureOf } from './failure-of.ts';
import { testHttp, testParts } from './scripted-server.ts';

/** A network where every request waits until it is let go. */
function heldNetwork() {
  const begun: string[] = [];
  const release: (() => void)[] = [];
  const fetch = async (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
    init?.signal?.throwIfAborted();
    begun.push(`${init?.method ?? 'GET'} ${new URL(address instanceof Request ? address.url : address).pathname}`);
    await new Promise<void>((go) => release.push(go));
    return Response.json({});
  };
  return { fetch, begun, release };
}

it('a write that still waits for its turn is not sent when the caller stops', async () => {
  const { fetch, begun, release } = heldNetwork();
  const parts = testParts({ fetch, limits: createParallelLimits() });
  const http = { ...testHttp, maxParallel: 1 };
  const api = createApiClient({ parts, baseUrl: 'https://jira.example', signedBy: {}, http, systemName: 'Jira' });
  const stop = new AbortController();
  const first = api.request({ path: 'first' });
  const write = failureOf(api.request({ method: 'POST', path: 'write', body: {}, signal: stop.signal }));
  const last = api.request({ path: 'last' });
  while (release.length === 0) await new Promise(setImmediate);
  stop.abort();
  release[0]!();
  await first;
  while (release.length < 2) await new Promise(setImmediate);
  release[1]!();
  await last;
  expect((await write).code).toBe('cancelled');
  expect(begun).toEqual(['GET /first', 'GET /last']);
});
