import { systemClock } from '../../../src/lib/system-clock.ts';
import { defaultHttpOptions, type ProviderParts } from '../../../src/providers/provider.ts';

export type WebCall = {
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Headers;
};

type Answer = Response | object;

/** A network in which some addresses answer; the others answer 404 with a web page. */
export class FakeWeb {
  readonly calls: WebCall[] = [];
  readonly #answers = new Map<string, (call: WebCall) => Answer>();

  /** `place` is a path, or an address when hosts matter. A function sees the call; an object is sent as JSON. */
  on(place: string, answer: object | ((call: WebCall) => Answer)): this {
    this.#answers.set(place, typeof answer === 'function' ? (answer as (call: WebCall) => Answer) : () => answer);
    return this;
  }

  readonly fetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const call = {
      method: init?.method ?? 'GET',
      url,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: new Headers(init?.headers),
    };
    this.calls.push(call);
    const known = this.#answers.get(`${url.origin}${url.pathname}`) ?? this.#answers.get(url.pathname);
    const answer = known?.(call) ?? webPage(404, 'Not here');
    return Promise.resolve(answer instanceof Response ? answer.clone() : json(200, answer));
  };

  parts(): ProviderParts {
    return {
      fetch: this.fetch,
      wait: () => Promise.resolve(),
      now: () => systemClock.now(),
      atlassianGateway: 'https://gateway.invalid',
      clickUpAddress: 'https://api.clickup.com',
    };
  }

  paths(): string[] {
    return this.calls.map(({ path }) => path);
  }

  last(): WebCall {
    return this.calls.at(-1)!;
  }
}

export const http = { ...defaultHttpOptions, retries: 0 };

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

export function webPage(status: number, title: string): Response {
  const headers = { 'content-type': 'text/html' };
  return new Response(`<!doctype html><title>${title}</title>`, { status, headers });
}
