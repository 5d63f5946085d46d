import { AppError } from '../../lib/app-error.ts';
import { parseWebAddress, possibleBases } from '../web-address.ts';

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
  const url = parseAtlassianAddress(typed);
  if (url === undefined) {
    throw new AppError(
      'invalid-input',
      'This does not look like a web address.',
      'Copy the address from the browser, for example https://example.atlassian.net.',
    );
  }
  const pages = new Set([...ownFolders[product], ...pageFiles(url)]);
  return { origin: url.origin, isCloudHost: isCloudHost(url), candidates: possibleBases(url, pages, product) };
}

const isCloudHost = ({ hostname }: URL): boolean =>
  /\.(atlassian\.net|jira\.com|jira-dev\.com|atlassian-us-gov-mod\.net)$/.test(hostname);

/** As typed, in full; Atlassian's cloud has no http. */
export function parseAtlassianAddress(typed: string): URL | undefined {
  const url = parseWebAddress(typed);
  if (url !== undefined && isCloudHost(url)) url.protocol = 'https:';
  return url;
}

/** The first folders of the product's own pages: what stands before them is the context path. */
const ownFolders: Record<Product, readonly string[]> = {
  jira: ['browse', 'projects', 'secure', 'rest', 'issues', 'plugins', 'servicedesk', 'dashboards'],
  confluence: ['display', 'pages', 'spaces', 'rest', 'plugins', 'x', 'label', 'download', 'users', 'people', 'admin'],
};

/** `dashboard.action`, `login.jsp`. */
const pageFiles = (url: URL): readonly string[] =>
  url.pathname
    .toLowerCase()
    .split('/')
    .filter((segment) => /\.(action|jspa?)$/.test(segment));
