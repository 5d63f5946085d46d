import { z } from 'zod';
import { parseWebAddress } from '../web-address.ts';
import { spaceByKey } from './spaces.ts';
import { invalid, v2, type Site } from './site.ts';

const list = z.object({ results: z.array(z.object({ id: z.union([z.string(), z.number()]).transform(String) })) });

/** The id of a page given by id or by the address it has in the browser. AppError `invalid-input` for anything else. */
export async function pageId(site: Site, given: string, signal?: AbortSignal): Promise<string> {
  const text = given.trim();
  if (/^\d+$/.test(text)) return text;
  const url = text.includes('/') ? parseWebAddress(text) : undefined;
  if (url?.host !== new URL(site.webRoot).host) {
    throw invalid(
      `“${text}” is neither the id of a page nor its address in this Confluence.`,
      'Give the number of a page, or its address as the browser shows it.',
    );
  }
  return idIn(url) ?? (await idOfTitle(site, url, signal));
}

/** `/spaces/KEY/pages/123/Title`, `…/pages/edit-v2/123`, `/spaces/KEY/blog/2026/01/31/123/Title`, `?pageId=123`, `/x/AbCd`. */
function idIn({ pathname, searchParams }: URL): string | undefined {
  const inQuery = searchParams.get('pageId');
  if (inQuery !== null && /^\d+$/.test(inQuery)) return inQuery;
  const inPath = /\/pages\/(?:[a-z][\w-]*\/)?(\d+)(?=\/|$)|\/blog\/\d{4}\/\d{2}\/\d{2}\/(\d+)(?=\/|$)/.exec(pathname);
  if (inPath !== null) return inPath[1] ?? inPath[2];
  const short = /\/x\/([\w-]+)$/.exec(pathname)?.[1];
  return short === undefined ? undefined : idOfShortLink(short);
}

/** The number's bytes, the lowest first, in base64 with `-` and `_` for `/` and `+`, without the zeros at its end. */
function idOfShortLink(short: string): string | undefined {
  const bytes = Buffer.from(short.replaceAll('-', '/').replaceAll('_', '+').padEnd(12, 'A'), 'base64').subarray(0, 8);
  const id = bytes.length === 8 ? bytes.readBigUInt64LE() : 0n;
  return id === 0n ? undefined : id.toString();
}

/** Servers show pages by space and title; a space alone stands for its home page. */
async function idOfTitle(site: Site, { pathname }: URL, signal?: AbortSignal): Promise<string> {
  const [, key, rest] = /\/(?:display|spaces)\/([^/]+)(?:\/(.*))?$/.exec(pathname) ?? [];
  const title = plain(rest?.split('/').at(-1) ?? '');
  const space = key === undefined ? undefined : await spaceByKey(site, plain(key), signal);
  if (space === undefined) throw unknown(pathname);
  if (title === '' || title === 'overview' || title === 'pages') {
    if (space.homeId !== undefined) return space.homeId;
    throw unknown(pathname);
  }
  const found = site.isCloud
    ? await site.api.get(`${v2}/pages`, { 'space-id': space.id, title, limit: 2 }, list, signal)
    : await site.api.get(`${site.v1}/content`, { spaceKey: space.project.id, title, limit: 2 }, list, signal);
  const [page] = found.results;
  if (page === undefined) throw unknown(pathname);
  return page.id;
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part; // A stray percent sign stands for itself.
  }
}

const unknown = (pathname: string): Error =>
  invalid(`No page is found at ${pathname}.`, 'Give the id of the page; search_pages finds it.');
