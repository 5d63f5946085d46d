import { lookup } from 'node:dns/promises';
import type { Socket } from 'node:net';
import type tls from 'node:tls';
import type { Handshake, NetworkProbe, ProbeLimits, ProxyInUse } from '../diagnosis/network-probe.ts';
import type { NetworkWay } from '../providers/provider.ts';
import { chainOf } from './certificates.ts';
import { effective, trustedBy, type ReadSettings } from './network.ts';
import { ask, connected, secured, tunnelled, type Asked } from './probe-lines.ts';
import { hostOf, portOf, proxyUrlFor, type Env } from './proxy-rules.ts';

/** Where a look goes: to the server, or to the proxy before it. */
type Route = { readonly url: URL; readonly proxy: URL | undefined; readonly signal: AbortSignal };

/** Looks at the network with this computer's name service, sockets and certificates. */
export function createNetworkProbe(env: Env, settings: ReadSettings = () => Promise.resolve({})): NetworkProbe {
  const route = async (url: URL, way: NetworkWay, { timeoutMs }: ProbeLimits): Promise<Route> => {
    const proxy = proxyUrlFor(url, env, await effective(way, settings));
    return { url, proxy, signal: AbortSignal.timeout(timeoutMs) };
  };
  return {
    proxyFor: (url, way) => proxyInUse(url, env, way, settings),
    resolve: async (host, { timeoutMs }) => {
      const found = lookup(host, { all: true });
      return (await inTime(found, AbortSignal.timeout(timeoutMs))).map(({ address }) => address);
    },
    connect: async (url, way, limits) => {
      (await firstLine(await route(url, way, limits))).destroy();
    },
    passProxy: async (url, way, limits) => askProxy(await route(url, way, limits)),
    handshake: async (url, way, limits) => shakeHands(await route(url, way, limits), await effective(way, settings)),
    serverTime: async (url, way, limits) => timeOf(await route(url, way, limits)),
  };
}

async function proxyInUse(
  url: URL,
  env: Env,
  way: NetworkWay,
  settings: ReadSettings,
): Promise<ProxyInUse | undefined> {
  const taken = await effective(way, settings);
  const proxy = proxyUrlFor(url, env, taken);
  if (proxy === undefined) return undefined;
  const named = taken.proxy === undefined ? 'environment' : 'settings';
  return { host: `${proxy.hostname}:${String(portOf(proxy))}`, from: way.proxy === undefined ? named : 'connection' };
}

async function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => {
    reject(signal.reason as Error);
  });
  return Promise.race([work, promise]);
}

const firstLine = ({ url, proxy, signal }: Route): Promise<Socket> =>
  connected(hostOf(proxy ?? url), portOf(proxy ?? url), signal);

/** A proxy may itself be reached by https; what it is called is not checked here, for it is asked nothing secret. */
async function lineToProxy(route: Route, proxy: URL): Promise<Socket> {
  const line = await firstLine(route);
  return proxy.protocol === 'https:' ? secured(line, hostOf(proxy), [], route.signal) : line;
}

async function askProxy(route: Route): Promise<number> {
  const { url, proxy, signal } = route;
  if (proxy === undefined) return 200;
  const line = await lineToProxy(route, proxy);
  try {
    if (url.protocol === 'https:') return (await tunnelled(line, url, proxy, signal)).status;
    return (await askAtProxy(line, route)).status;
  } finally {
    line.destroy();
  }
}

const askAtProxy = (line: Socket, { url, proxy, signal }: Route): Promise<Asked> =>
  ask(line, { path: `${url.origin}${url.pathname}`, url, proxy, signal });

/** A line to the server itself, through the proxy's tunnel where there is one. */
async function lineToServer(route: Route): Promise<Socket> {
  const { url, proxy, signal } = route;
  if (proxy === undefined) return firstLine(route);
  const { status, line } = await tunnelled(await lineToProxy(route, proxy), url, proxy, signal);
  if (status >= 200 && status < 300) return line;
  line.destroy();
  throw Object.assign(new Error(`The proxy answered ${String(status)}`), { code: 'ECONNRESET' });
}

async function shakeHands(route: Route, { caFile }: NetworkWay): Promise<Handshake> {
  const authorities = await trustedBy({ caFile });
  const line = await lineToServer(route);
  try {
    const secure = await secured(line, hostOf(route.url), authorities, route.signal);
    const chain = chainOf(secure.getPeerCertificate(true));
    return { chain, caFile, ...(secure.authorized ? {} : { errorCode: faultOf(secure) }) };
  } finally {
    line.destroy();
  }
}

/** Typed as an error, but a code by now (lib/internal/tls/wrap.js). */
function faultOf({ authorizationError }: tls.TLSSocket): string {
  const fault: unknown = authorizationError;
  if (typeof fault === 'string') return fault;
  return fault instanceof Error && 'code' in fault ? String(fault.code) : 'CERT_UNTRUSTED';
}

/** The answer of an untrusted server is good enough here: all that is taken from it is a date. */
async function timeOf(route: Route): Promise<Date | undefined> {
  const { url, proxy, signal } = route;
  const isPlain = url.protocol === 'http:';
  const line = isPlain
    ? await (proxy === undefined ? firstLine(route) : lineToProxy(route, proxy))
    : await lineToServer(route);
  try {
    if (isPlain && proxy !== undefined) return (await askAtProxy(line, route)).date;
    const open = isPlain ? line : await secured(line, hostOf(url), [], signal);
    return (await ask(open, { path: url.pathname, url, signal })).date;
  } finally {
    line.destroy();
  }
}
