/** An address as people type or paste it: without a scheme, in quotes, with a query. `undefined` when it is none. */
export function parseWebAddress(typed: string): URL | undefined {
  const text = typed.trim().replace(/^[<"'“]+|[>"'”]+$/gu, '');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return undefined;
  const full = scheme === undefined ? `${isLoopback(text) ? 'http' : 'https'}://${text.replace(/^\/+/, '')}` : text;
  if (!URL.canParse(full)) return undefined;
  const url = new URL(full);
  if (!isHostName(url.hostname)) return undefined;
  url.username = '';
  url.password = '';
  return url;
}

/** DNS knows no longer ones. */
const longestHostName = 253;

function isHostName(name: string): boolean {
  return name.length <= longestHostName && /[a-z0-9]/i.test(name);
}

/** A key never goes over the network in the clear unless the user wrote http:// himself; to the same computer it may. */
const isLoopback = (text: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])(?=[:/?#]|$)/i.test(text);

/** The places below which a system may be installed: before each path segment that is a page of the system, then above all. */
export function possibleBases(url: URL, pages: ReadonlySet<string>, usualFolder: string): readonly string[] {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const beforePages = segments.flatMap((segment, index) => (pages.has(segment.toLowerCase()) ? [index] : []));
  const depths = beforePages.length === 0 ? [segments.length, 0] : [...beforePages, 0];
  const paths = depths.map((depth) => segments.slice(0, depth).join('/'));
  return [...new Set([...paths, usualFolder])].map((path) => (path === '' ? url.origin : `${url.origin}/${path}`));
}
