import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startSimulator, type Simulator, type Site } from '../../../src/simulator/simulator.ts';

export const basic = (account: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}`,
});
export const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

type Headers = Readonly<Record<string, string>>;

export type Reply = {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of foreign systems, looked at field by field
  readonly json: any;
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // HTML or plain text.
  }
}

/** Asks like a program: no redirects followed, JSON wanted. */
export async function ask(
  url: string,
  headers: Headers = {},
  init: { method?: string; body?: unknown } = {},
): Promise<Reply> {
  const body = init.body === undefined ? {} : { body: JSON.stringify(init.body) };
  const response = await fetch(url, {
    method: init.method ?? 'GET',
    headers: { accept: 'application/json', ...headers },
    redirect: 'manual',
    ...body,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

export const query = (values: Readonly<Record<string, string | number>>): string =>
  new URLSearchParams(
    Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

export const now = new Date('2026-11-20T12:00:00Z');

/** One simulator for a file; every test starts with all switches off. */
export function useSimulator(): { readonly sim: Simulator } {
  let simulator: Simulator | undefined;
  beforeAll(async () => {
    simulator = await startSimulator({ now: () => now });
  });
  beforeEach(() => {
    for (const site of Object.values(simulator?.sites ?? {})) site.switch('none');
  });
  afterAll(() => simulator?.close());
  return {
    get sim() {
      if (simulator === undefined) throw new Error('Not started yet.');
      return simulator;
    },
  };
}

/** The site's first credentials as a header, the way its system wants them. */
export function signed(site: Site): Headers {
  const { method, account, secret } = site.accounts[0]!;
  if (account !== undefined) return basic(account, secret);
  if (method === 'api-key') return basic('apikey', secret);
  return secret.startsWith('pk_') ? { authorization: secret } : bearer(secret);
}
