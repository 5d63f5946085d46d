import { readFile } from 'node:fs/promises';
import http from 'node:http';
import tls from 'node:tls';
import { AppError } from '../lib/app-error.ts';
import type { NetworkWay, ProviderFetch } from '../providers/provider.ts';
import { namesProxy, proxiesFor, type Env } from './proxy-rules.ts';

/** The program's settings, for connections that say nothing themselves. Asked for with every request. */
export type ReadSettings = () => Promise<NetworkWay>;

/**
 * fetch as a company network needs it: through the proxy that the connection, the settings or the environment name,
 * trusting the authorities the operating system trusts and those of a file. The system's are read before the first
 * https call only: that takes about 0.2 s.
 */
export function createHostFetch(env: Env, settings: ReadSettings = () => Promise.resolve({})): ProviderFetch {
  if (namesProxy(env)) http.setGlobalProxyFromEnv();
  let systemTrusted = false;
  const general = shared(settings);
  const ownWays = new Map<string, Promise<typeof fetch>>();
  return async (input, init, way = {}) => {
    const { proxy, caFile } = await effective(way, general);
    if (proxy === undefined && caFile === undefined) {
      if (!systemTrusted && isHttps(input)) {
        systemTrusted = true;
        tls.setDefaultCACertificates(systemAuthorities());
      }
      return fetch(input, init);
    }
    const authorities = caFile === undefined ? '' : await readAuthorities(caFile);
    const key = JSON.stringify([proxy, authorities]);
    const own = ownWays.get(key) ?? openWay(env, proxy, authorities);
    ownWays.set(key, own);
    return (await own)(input, init);
  };
}

/** Requests that begin together share one reading of the settings. */
function shared(settings: ReadSettings): ReadSettings {
  let reading: Promise<NetworkWay> | undefined;
  return () =>
    (reading ??= settings().finally(() => {
      reading = undefined;
    }));
}

/** The way as it is taken. Settings that cannot be read (a damaged file) must not stop a connection that has its own or needs none. */
export async function effective(way: NetworkWay, settings: ReadSettings): Promise<NetworkWay> {
  if (way.proxy !== undefined && way.caFile !== undefined) return way;
  const general = await settings().catch((): NetworkWay => ({}));
  return { proxy: way.proxy ?? general.proxy, caFile: way.caFile ?? general.caFile };
}

/** undici is loaded only where a proxy or an authority was set: Node's own fetch can be given neither. */
async function openWay(env: Env, proxy: string | undefined, authorities: string): Promise<typeof fetch> {
  const { Agent, EnvHttpProxyAgent, fetch: fetchBy } = await import('undici');
  const ca = trusted(authorities);
  const dispatcher =
    proxy === 'none'
      ? new Agent({ connect: { ca } })
      : new EnvHttpProxyAgent({ ...proxiesFor(env, proxy), connect: { ca }, requestTls: { ca }, proxyTls: { ca } });
  const own = (input: unknown, init: unknown): Promise<unknown> =>
    fetchBy(input as string, { ...(init as object), dispatcher });
  return own as typeof fetch;
}

/** `authorities`: more of them, as PEM text. */
const trusted = (authorities: string): string[] => [
  ...systemAuthorities(),
  ...(authorities === '' ? [] : [authorities]),
];

/** What a connection trusts. AppError `tls-failure` for a file that is none. */
export async function trustedBy({ caFile }: NetworkWay): Promise<string[]> {
  return trusted(caFile === undefined ? '' : await readAuthorities(caFile));
}

function systemAuthorities(): string[] {
  return [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
}

/** Read with every request, so that a renewed file is used without a restart. */
async function readAuthorities(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw authorityProblem(path, 'cannot be read', error);
  });
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw authorityProblem(path, 'holds no certificate in PEM form');
  return text;
}

function authorityProblem(path: string, what: string, cause?: unknown): AppError {
  return new AppError(
    'tls-failure',
    `The file with certificate authorities, ${path}, ${what}.`,
    'Choose the right file in the settings or in the connection, or take it out there.',
    { cause },
  );
}

function isHttps(input: string | URL | Request): boolean {
  return (input instanceof Request ? input.url : input.toString()).startsWith('https:');
}
