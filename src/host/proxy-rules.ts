import type { NetworkWay } from '../providers/provider.ts';

export const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

export type Env = Readonly<Record<string, string | undefined>>;

/** An address set by the user goes for everything but this computer and what NO_PROXY names. */
export function proxiesFor(env: Env, proxy: string | undefined) {
  const exceptions = env['no_proxy'] ?? env['NO_PROXY'] ?? '';
  if (proxy === undefined) {
    const httpProxy = env['http_proxy'] ?? env['HTTP_PROXY'] ?? '';
    return { httpProxy, httpsProxy: env['https_proxy'] ?? env['HTTPS_PROXY'] ?? httpProxy, noProxy: exceptions };
  }
  const noProxy = ['localhost', '127.0.0.1', '::1', exceptions].filter((name) => name !== '').join(',');
  return { httpProxy: proxy, httpsProxy: proxy, noProxy };
}

export function namesProxy(env: Env): boolean {
  return proxyVariables.some((name) => env[name] && !/^no_proxy$/i.test(name));
}

/** The proxy for one address as undici chooses it, with its user name and password; `undefined`: the direct way. */
export function proxyUrlFor(url: URL, env: Env, { proxy }: Pick<NetworkWay, 'proxy'>): URL | undefined {
  if (proxy === 'none') return undefined;
  const { httpProxy, httpsProxy, noProxy } = proxiesFor(env, proxy);
  const chosen = url.protocol === 'https:' && httpsProxy !== '' ? httpsProxy : httpProxy;
  if (!URL.canParse(chosen) || isExcepted(url, noProxy)) return undefined;
  return new URL(chosen);
}

/** https://github.com/nodejs/undici/blob/main/lib/dispatcher/env-http-proxy-agent.js */
function isExcepted(url: URL, noProxy: string): boolean {
  const host = hostOf(url).replace(/(?<=.)\.$/, '');
  const port = portOf(url);
  return noProxy.split(/[,\s]+/).some((entry) => {
    const { name, entryPort } = readException(entry);
    if (name === '' || (entryPort !== undefined && entryPort !== port)) return false;
    if (name === '*' || host.endsWith(`.${name.replace(/^\*?\./, '')}`)) return true;
    return !name.startsWith('*') && host === name.replace(/^\./, '');
  });
}

/** `intern.example`, `.intern.example`, `host:8080`, `::1`, `[::1]:443` */
function readException(entry: string): { name: string; entryPort: number | undefined } {
  const [, name, port] = /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(entry) ?? [];
  const isBareIpv6 = !entry.startsWith('[') && entry.split(':').length > 2;
  if (isBareIpv6 || name === undefined) return { name: entry.toLowerCase(), entryPort: undefined };
  return { name: name.toLowerCase(), entryPort: port === undefined ? undefined : Number(port) };
}

/** Without the brackets of an IPv6 address. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.+)\]$/, '$1').toLowerCase();

export const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
