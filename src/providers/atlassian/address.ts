import { AppError } from '../../lib/app-error.ts';

export type Product = 'jira' | 'confluence';

export type TypedAddress = {
  /** Scheme and host. */
  readonly origin: string;
  /** Whether the host alone says that this is Atlassian's cloud. */
  readonly isCloudHost: boolean;
  /** Where a Data Center server may lie on this host, the most likely first; without a trailing slash. */
  readonly candidates: readonly string[];
};

/** Reads an address as people type or paste it: without a scheme, with `/wiki`, as a link to an issue or a page. */
export function readAddress(typed: string, product: Product): TypedAddress {
  const url = parse(typed);
  const isCloudHost = /\.(atlassian\.net|jira\.com|jira-dev\.com|atlassian-us-gov-mod\.net)$/.test(url.hostname);
  if (isCloudHost) url.protocol = 'https:';
  const paths = contextPaths(url.pathname, product);
  return { origin: url.origin, isCloudHost, candidates: paths.map((path) => `${url.origin}${path}`) };
}

function parse(typed: string): URL {
  const bare = typed.trim().replaceAll(/^[<"'(]+|[>"')]+$/g, '');
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? bare : `https://${bare.replace(/^\/+/, '')}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.hostname !== '' && !/\s/.test(bare)) return url;
  throw new AppError(
    'invalid-input',
    'This does not look like a web address.',
    'Copy the address from the browser, for example https://example.atlassian.net.',
  );
}

/** The first folders of the product's own pages: what stands before them is the context path. */
const ownFolders: Record<Product, ReadonlySet<string>> = {
  jira: new Set(
    'browse projects secure rest issues plugins servicedesk software core people dashboards login.jsp'.split(' '),
  ),
  confluence: new Set('display pages spaces rest plugins x label download users people admin login'.split(' ')),
};

const usualContext: Record<Product, string> = { jira: '/jira', confluence: '/confluence' };

/** From the longest to the empty path, and then the usual one: `/tools/jira/browse/EX-1` -> `/tools/jira`, `/tools`, ``, `/jira`. */
function contextPaths(pathname: string, product: Product): string[] {
  const folders = pathname.split('/').filter((folder) => folder !== '');
  const end = folders.findIndex((folder) => ownFolders[product].has(folder) || /\.(action|jspa?)$/.test(folder));
  const context = folders.slice(0, end === -1 ? 3 : Math.min(end, 3));
  const paths = context.map((_, index) => `/${context.slice(0, context.length - index).join('/')}`);
  return [...new Set([...paths, '', usualContext[product]])];
}
