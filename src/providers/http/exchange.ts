import ky from 'ky';
import { parseJson } from '../../lib/json.ts';
import type { NetworkWay, ProviderParts } from '../provider.ts';
import type { FailedAnswer, SignedBy } from './api-request.ts';
import { signUrl, withoutSecrets } from './url.ts';

export type Answer = FailedAnswer & {
  /** Of the request that was answered: a redirect may have made a GET of it. */
  readonly method: string;
  /** The host a redirect wanted us to go to and we did not. */
  readonly sentTo?: string | undefined;
};

export type Ask = {
  readonly method: string;
  /** Without the secret query parameters. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  readonly signal: AbortSignal | undefined;
};

export type Line = {
  readonly parts: ProviderParts;
  readonly signedBy: SignedBy;
  /** For one request and its answer, redirects not included. */
  readonly timeoutMs: number;
  readonly way?: NetworkWay | undefined;
};

const mostRedirects = 5;

/** One try: the request, and redirects within the same server. Throws what fetch throws. */
export async function exchange(line: Line, ask: Ask): Promise<Answer> {
  let current = ask;
  for (let hops = 0; ; hops++) {
    const answer = await send(line, current);
    const target = redirectTarget(answer, current.url);
    if (target === undefined) return answer;
    if (!isSameServer(current.url, target) || hops >= mostRedirects) return { ...answer, sentTo: target.host };
    current = redirected(current, answer.status, target);
  }
}

async function send(line: Line, ask: Ask): Promise<Answer> {
  const { parts, signedBy } = line;
  const { method, body } = ask;
  const secretQuery = signedBy.query ?? {};
  const url = signUrl(ask.url, secretQuery).href;
  const headers = { ...ask.headers, ...signedBy.headers };
  const init = { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) } as const;
  const pending = ky(url, {
    ...init,
    // A plain address and options, because a fetch of another undici does not know this Request class.
    fetch: (input, extra) => parts.fetch(url, { ...init, signal: signalOf(input, extra) }, line.way),
    retry: 0,
    throwHttpErrors: false,
    timeout: line.timeoutMs,
    ...(ask.signal === undefined ? {} : { signal: ask.signal }),
  });
  const { status, headers: answered } = await pending;
  const text = await pending.text();
  return { method, status, headers: answered, text, json: parseJson(text), url: withoutSecrets(ask.url, secretQuery) };
}

function signalOf(input: string | URL | Request, extra: RequestInit | undefined): AbortSignal | null {
  return input instanceof Request ? input.signal : (extra?.signal ?? null);
}

const redirects = new Set([301, 302, 303, 307, 308]);

export function redirectTarget(answer: Pick<Answer, 'status' | 'headers'>, from: URL): URL | undefined {
  const location = answer.headers.get('location');
  if (!redirects.has(answer.status) || location === null || !URL.canParse(location, from.href)) return undefined;
  return new URL(location, from.href);
}

/** The key goes on only to where it was going anyway; from http to https on the same host is a step up. */
export function isSameServer(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  return from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname;
}

/** As browsers do it: 303, and 301 and 302 after a POST, continue as a GET. A mere change to https keeps the request. */
function redirected(ask: Ask, status: number, target: URL): Ask {
  const isUpgrade = ask.url.protocol !== target.protocol && ask.url.pathname === target.pathname;
  const keeps = isUpgrade || status === 307 || status === 308 || ask.method === 'GET';
  return keeps ? { ...ask, url: target } : { ...ask, method: 'GET', body: undefined, url: target };
}
