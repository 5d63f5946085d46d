import type { AuthMethod, Provider } from './types.ts';

/** What was typed, as a URL; undefined while it is not one. */
function typedUrl(address: string): URL | undefined {
  const trimmed = address.trim();
  const url = URL.parse(/^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  return url !== null && (url.hostname.includes('.') || isLoopback(url.hostname)) ? url : undefined;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/** Whether a key sent there could be read on the way. */
export function isUnprotected(address: string): boolean {
  const url = typedUrl(address);
  return url?.protocol === 'http:' && !isLoopback(url.hostname);
}

/** Paths under which a server often lies. Any other path is one of a page that was pasted. */
const usualHomes = /^\/(jira|confluence|wiki|openproject|projects?|targetprocess)(?=\/|$)/i;

/** Where the system probably is, from what was typed or pasted; undefined while it is not an address. */
export function probableBaseUrl(address: string): string | undefined {
  const url = typedUrl(address);
  return url === undefined ? undefined : url.origin + (usualHomes.exec(url.pathname)?.[0] ?? '');
}

/** The page where this kind of key is made; undefined while the address is needed and not known. */
export function tokenPageOf(method: AuthMethod, baseUrl: string | undefined): string | undefined {
  if (!method.tokenPage?.includes('{baseUrl}')) return method.tokenPage;
  return baseUrl === undefined ? undefined : method.tokenPage.replaceAll('{baseUrl}', baseUrl);
}

/** "Jira example", "OpenProject projects.example.com", or the system's name alone; a number tells it from one there is. */
export function suggestedName(provider: Provider, address: string, taken: readonly string[]): string {
  const url = provider.fixedAddress === undefined ? typedUrl(address) : undefined;
  const name = url === undefined ? provider.name : `${provider.name} ${url.host.replace(/\.atlassian\.net$/, '')}`;
  const inUse = new Set(taken.map((each) => each.toLowerCase()));
  let free = name;
  for (let count = 2; inUse.has(free.toLowerCase()); count += 1) free = `${name} ${count}`;
  return free;
}

/** Without the scheme, as people read addresses. */
export function shortAddress(baseUrl: string): string {
  return baseUrl.replace(/^https?:\/\//, '');
}
