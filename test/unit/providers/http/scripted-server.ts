import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { HttpOptions, ProviderParts } from '../../../../src/providers/provider.ts';

export type Seen = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type Reply = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly html?: string;
  readonly text?: string;
};

export type ScriptedServer = { readonly url: string; readonly host: string; readonly seen: Seen[] };

/** A real server on loopback that says what the test tells it to; `hang` leaves the caller waiting. */
export async function startServer(answer: (seen: Seen) => Reply | 'hang' | 'cut'): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', headers } = request;
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://any');
      const asked = { method, headers, path: pathname, query: searchParams, body: Buffer.concat(chunks).toString() };
      seen.push(asked);
      const reply = answer(asked);
      if (reply === 'hang') return;
      if (reply === 'cut') return void request.socket.destroy();
      const { status = 200, json, html, text } = reply;
      const type = html === undefined ? (text === undefined ? 'application/json' : 'text/plain') : 'text/html';
      response.writeHead(status, { 'content-type': type, ...reply.headers });
      response.end(html ?? text ?? (json === undefined ? '' : JSON.stringify(json)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { url: `http://${host}`, host, seen };
}

/** Real fetch, a set time, and waits that are over at once and written down. */
export function testParts(more: Partial<ProviderParts> = {}): ProviderParts & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    fetch: globalThis.fetch,
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    now: () => new Date('2026-11-21T09:00:00.000Z'),
    atlassianGateway: 'http://gateway.invalid',
    clickUpAddress: 'https://api.clickup.com',
    version: '1.2.3',
    ...more,
    waits,
  };
}

export const testHttp: HttpOptions = { timeoutMs: 5000, retries: 3 };

/** A fetch that answers without a network; what it was asked stands in `seen`. */
export function fakeFetch(answer: (url: URL) => Reply): { fetch: typeof globalThis.fetch; seen: FakeRequest[] } {
  const seen: FakeRequest[] = [];
  return {
    seen,
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      seen.push({ method: init?.method ?? 'GET', url, headers: new Headers(init?.headers) });
      const { status = 200, headers = {}, json, html } = answer(url);
      const type = html === undefined ? 'application/json' : 'text/html';
      const body = html ?? (json === undefined ? null : JSON.stringify(json));
      return Promise.resolve(new Response(body, { status, headers: { 'content-type': type, ...headers } }));
    },
  };
}

export type FakeRequest = { readonly method: string; readonly url: URL; readonly headers: Headers };
