import type { Protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const scheme = 'app';
export const pageUrl = `${scheme}://keyring/index.html`;
/** Everything of ours starts so. Compared as text: the origin of a scheme of one's own is "null" to URL. */
const ours = `${scheme}://keyring/`;

export const isOurs = (url: string): boolean => url.startsWith(ours);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    // Mantine writes its variables into style elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    // Calls go through the preload; the page itself has no network.
    "connect-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Has to run before the app is ready. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Serves the window's files, and nothing else, under app://keyring/. */
export function servePages(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(scheme, async ({ url, method }) => {
    const page = method === 'GET' ? pageFile(folder, url) : undefined;
    const body = page && (await readFile(page.path).catch(() => undefined));
    if (page === undefined || body === undefined) return new Response(null, { status: 404, headers });
    return new Response(new Uint8Array(body), { headers: { ...headers, 'Content-Type': page.type } });
  });
}

/**
 * The file behind an address, if it is one of ours. Every part of the path has to be a plain name: no dot in front, no
 * slash of either kind, no percent sign; so no path leads out of the folder.
 */
function pageFile(folder: string, url: string): { readonly path: string; readonly type: string } | undefined {
  if (!isOurs(url)) return undefined;
  const [path = ''] = url.slice(ours.length).split(/[?#]/);
  const names = path === '' ? ['index.html'] : path.split('/');
  const type = types[extname(path === '' ? 'index.html' : path)];
  if (type === undefined || !names.every((name) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name))) return undefined;
  return { path: join(folder, ...names), type };
}
